import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LanguageModel, type ModelCall, ModelFailure, type Wanted } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { runLedger } from '../../runs/index.ts'
import { describeLanguageModel } from '../../testing/describe-language-model.ts'
import { type ModelScript, type ScriptedReply, scriptedModel } from '../../testing/scripted-model.ts'
import { openJournalFile } from './_journal-file.ts'
import { journalOn, openJournal } from './journal.ts'

/** A clock that goes on by a second every time it is read. */
function tickingClock() {
  let now = 0
  return { now: () => 0, elapsed: () => (now += 1000) }
}

const clock = tickingClock()
const words: Wanted = { type: 'text', maxTokens: 8 }

const call = (user: string, more: Partial<ModelCall> = {}): ModelCall => ({
  system: 'You like quiet films.',
  user,
  wanted: words,
  temperature: 1,
  seed: 3,
  by: { agent: 'viewer/1', step: 'watch' },
  ...more,
})

const script: ModelScript = ({ user, wanted, seed }) =>
  wanted.type === 'choice' ? wanted.labels[seed % wanted.labels.length]! : `${user} and ${seed}`

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-journal-'))
  path = join(folder, 'calls.sqlite')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const write = (where = path) => openJournal(where, { mode: 'write', clock })
const replay = (where = path) => openJournal(where, { mode: 'replay', clock })

const wantedArbitrary: fc.Arbitrary<Wanted> = fc.oneof(
  fc.record({
    type: fc.constant('choice' as const),
    labels: fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ type: fc.constant('text' as const), maxTokens: fc.nat(99) }),
)
const callArbitrary: fc.Arbitrary<ModelCall> = fc.record({
  system: fc.constantFrom('', 'You like films.', 'Tu aimes les films, 大好き.'),
  user: fc.string({ unit: 'grapheme', maxLength: 12 }),
  wanted: wantedArbitrary,
  temperature: fc.constantFrom(0, 0.7, 1),
  seed: fc.nat(3),
  by: fc.record({ agent: fc.constantFrom('1', '2'), step: fc.constantFrom('watch', 'stars') }),
})

describe('openJournal().wrap()', () => {
  it('answers any sequence of calls as the bare model does, and so does the replay, in the order asked', async () => {
    const sequences = fc.array(callArbitrary, { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(sequences, async (calls) => {
        await rm(path, { force: true })
        const bare = scriptedModel(script)
        const expected = await Promise.all(calls.map((one) => bare.answer(one)))
        const journal = await write()
        const wrapped = journal.wrap(scriptedModel(script))
        for (const _ of ['first', 'again']) {
          for (const [index, one] of calls.entries()) expect(await wrapped.answer(one)).toEqual(expected[index])
        }
        const kept = [...journal.entries()]
        expect(kept.length).toBe(journal.totals().calls)
        for (const entry of kept) expect(calls).toContainEqual(entry.call)
        journal.close()
        if (calls.length === 0) return
        const replayed = await replay()
        const model = replayed.model()
        for (const [index, one] of calls.entries()) expect(await model.answer(one)).toEqual(expected[index])
        expect([...replayed.entries()]).toEqual(kept)
        replayed.close()
      }),
      { numRuns: 30 },
    )
  })

  it('asks the model once for equal calls, one after the other or at once', async () => {
    const { promise, resolve } = Promise.withResolvers<ScriptedReply>()
    const model = scriptedModel(() => promise)
    const journal = await write()
    const wrapped = journal.wrap(model)
    const asked = [wrapped.answer(call('Go on?')), wrapped.answer(call('Go on?')), wrapped.answer(call('Go on?'))]
    resolve('yes')
    for (const answer of await Promise.all(asked)) expect(answer.text).toBe('yes')
    await wrapped.answer(call('Go on?'))
    expect(model.calls.length).toBe(1)
    expect(journal.totals()).toMatchObject({ calls: 1, fromJournal: 3, failed: 0 })
    journal.close()
  })

  it('tells calls apart by everything but who asks', async () => {
    const model = scriptedModel(script)
    const journal = await write()
    const wrapped = journal.wrap(model)
    const choice = (...labels: string[]): Wanted => ({ type: 'choice', labels })
    const json = (schema: Record<string, unknown>): Wanted => ({ type: 'json', schema, maxTokens: 8 })
    const different = [
      call('a'),
      call('b'),
      call('a', { system: 'You like loud films.' }),
      call('a', { temperature: 0 }),
      call('a', { seed: 4 }),
      call('a', { wanted: { type: 'text', maxTokens: 9 } }),
      call('a', { wanted: choice('yes', 'no') }),
      call('a', { wanted: choice('no', 'yes') }),
      call('a', { wanted: choice('yes","no') }),
      call('a', { wanted: json({ a: 1, b: 2 }) }),
      call('a', { wanted: json({ b: 2, a: 1 }) }),
      call('You like quiet films.a', { system: '' }),
    ]
    for (const one of different) await wrapped.answer(one)
    expect(model.calls.length).toBe(different.length)
    await wrapped.answer(call('a', { by: { agent: 'viewer/2', step: 'stars' } }))
    await wrapped.answer(call('a', { wanted: { maxTokens: 8, type: 'text' } }))
    expect(model.calls.length).toBe(different.length)
    await journal.wrap(scriptedModel(script, { fingerprint: 'another' })).answer(call('a'))
    expect(journal.totals().calls).toBe(different.length + 1)
    journal.close()
  })

  it('has written every answer that it gave, so that a killed process pays for none of them again', async () => {
    const journal = await write()
    const wrapped = journal.wrap(scriptedModel(script))
    const asked = Array.from({ length: 50 }, (_, seed) => call('Go on?', { seed }))
    for (const one of asked) await wrapped.answer(one)
    // What a kill leaves behind: the files as they are now, log included.
    const left = join(folder, 'left')
    for (const file of await readdir(folder)) await copyFile(join(folder, file), file.replace('calls', left))
    const resumed = await write(`${left}.sqlite`)
    const model = scriptedModel(script)
    for (const one of asked) await resumed.wrap(model).answer(one)
    expect(model.calls.length).toBe(0)
    expect(resumed.totals()).toMatchObject({ calls: 50, fromJournal: 50 })
    resumed.close()
    journal.close()
  })

  it('lets a call go on for those who still wait when the first has given up', async () => {
    const model = scriptedModel((one) => (model.calls.length === 1 ? new Promise<never>(() => {}) : one.user))
    const journal = await write()
    const wrapped = journal.wrap(model)
    const [first, third] = [new AbortController(), new AbortController()]
    const asked = [
      wrapped.answer(call('Go on?'), first.signal),
      wrapped.answer(call('Go on?')),
      wrapped.answer(call('Go on?'), third.signal),
    ]
    third.abort(new Error('third gave up'))
    await expect(asked[2]).rejects.toThrow('third gave up')
    first.abort(new Error('first gave up'))
    await expect(asked[0]).rejects.toThrow('first gave up')
    expect((await asked[1])!.text).toBe('Go on?')
    expect(journal.totals()).toMatchObject({ calls: 1, failed: 0 })
    journal.close()
  })

  it('rejects with io/not-writable when the disk is full, keeps what it had, and goes on when there is room', async () => {
    const database = await openJournalFile(path, 'write')
    const journal = journalOn(database, clock)
    const wrapped = journal.wrap(scriptedModel(({ user }) => user))
    await wrapped.answer(call('Go on?'))
    database.pragma(`max_page_count = ${database.pragma('page_count', { simple: true })}`)
    const long = call('x'.repeat(50_000))
    await expect(wrapped.answer(long)).rejects.toMatchObject({ code: 'io/not-writable' })
    expect(journal.totals().calls).toBe(1)
    database.pragma('max_page_count = 1000000')
    await wrapped.answer(long)
    journal.close()
    const replayed = await replay()
    expect([...replayed.entries()].map((entry) => entry.call.user.length)).toEqual([6, 50_000])
    replayed.close()
  })
})

describe('openJournal(), where calls fail,', () => {
  const failing = (kind: 'provider' | 'unparseable') => scriptedModel(() => new ModelFailure(kind, 'x'.repeat(700)))
  const asking = (model: LanguageModel) => model.answer(call('Go on?')).catch((error: unknown) => error)

  it('counts a failure until an answer stands for the call', async () => {
    const journal = await write()
    for (const _ of ['once', 'again']) await asking(journal.wrap(failing('provider')))
    expect(journal.ledger()).toMatchObject({ failed: 1, failures: { provider: 1 }, calls: 0 })
    journal.close()
    const resumed = await write()
    expect(resumed.totals().failed).toBe(1)
    expect(await asking(resumed.wrap(scriptedModel(() => 'yes', { fingerprint: 'scripted' })))).toMatchObject({
      text: 'yes',
    })
    expect(resumed.ledger()).toMatchObject({ failed: 0, failures: {}, calls: 1 })
    resumed.close()
  })

  it('does not pay again for what the model said in vain', async () => {
    const journal = await write()
    await asking(journal.wrap(failing('unparseable')))
    const other = scriptedModel(() => 'yes')
    const failure = await asking(journal.wrap(other))
    expect(failure).toMatchObject({ kind: 'unparseable', message: 'x'.repeat(700) })
    expect(other.calls.length).toBe(0)
    expect(journal.totals().failed).toBe(1)
    journal.close()
  })

  it('fails again in a replay, as it did', async () => {
    const journal = await write()
    await asking(journal.wrap(failing('provider')))
    journal.close()
    const replayed = await replay()
    const failure = await asking(replayed.model())
    expect(failure).toBeInstanceOf(ModelFailure)
    expect(failure).toMatchObject({ kind: 'provider', message: 'x'.repeat(700) })
    expect(replayed.totals().failed).toBe(1)
    replayed.close()
  })
})

describe('openJournal()', () => {
  it('names step and agent of a call that a replay does not find', async () => {
    const journal = await write()
    await journal.wrap(scriptedModel(script)).answer(call('Go on?'))
    journal.close()
    const replayed = await replay()
    const other = call('Stop?', { by: { agent: 'viewer/7', step: 'leave' } })
    for (const model of [replayed.model(), replayed.wrap(scriptedModel(script))]) {
      const asked = model.answer(other)
      await expect(asked).rejects.toMatchObject({ code: 'journal/missing' })
      await expect(asked).rejects.toThrow('"leave" of viewer/7')
    }
    expect(replayed.model()).toMatchObject({ name: 'scripted', fingerprint: 'scripted', concurrency: 8 })
    replayed.close()
  })

  it('leaves one file, and a replay leaves that as it was', async () => {
    const journal = await write()
    await journal.wrap(scriptedModel(script)).answer(call('Go on?'))
    journal.close()
    journal.close()
    const before = [await readdir(folder), await readFile(path), (await stat(path)).mtimeMs]
    expect(before[0]).toEqual(['calls.sqlite'])
    const [one, two] = [await replay(), await replay()]
    await one.model().answer(call('Go on?'))
    expect(await readdir(folder)).toEqual(['calls.sqlite'])
    one.close()
    two.close()
    expect([await readdir(folder), await readFile(path), (await stat(path)).mtimeMs]).toEqual(before)
  })

  it('replays in any order, more than once, what was asked in another', async () => {
    const journal = await write()
    const wrapped = journal.wrap(scriptedModel(script))
    const calls = Array.from({ length: 300 }, (_, seed) => call('Go on?', { seed }))
    for (const one of calls) await wrapped.answer(one)
    journal.close()
    const replayed = await replay()
    const model = replayed.model()
    const shuffled = randomStream(1).shuffle([...calls])
    for (const one of [...calls.slice(0, 100), ...shuffled, ...calls.toReversed(), ...calls]) {
      expect((await model.answer(one)).text).toBe(`Go on? and ${one.seed}`)
    }
    replayed.close()
  })

  it('replays what a killed process left', async () => {
    const journal = await write()
    await journal.wrap(scriptedModel(script)).answer(call('Go on?'))
    const left = join(folder, 'left.sqlite')
    await copyFile(path, left)
    await copyFile(`${path}-wal`, `${left}-wal`)
    const replayed = await replay(left)
    expect((await replayed.model().answer(call('Go on?'))).text).toBe('Go on? and 3')
    expect((await readdir(folder)).filter((file) => file.startsWith('left'))).toEqual(['left.sqlite'])
    replayed.close()
    journal.close()
  })

  it('says that a journal is in use, to those who would write and to those who would read', async () => {
    const journal = await write()
    await expect(write()).rejects.toMatchObject({ code: 'journal/locked' })
    await expect(replay()).rejects.toMatchObject({ code: 'journal/locked' })
    journal.close()
    const replayed = await replay()
    await expect(write()).rejects.toMatchObject({ code: 'journal/locked' })
    replayed.close()
    ;(await write()).close()
  })

  it('refuses what is no journal: another version, other tables, no database, no file, no folder', async () => {
    const other = new Sqlite(path)
    other.exec('CREATE TABLE films (title TEXT)')
    await expect(write()).rejects.toMatchObject({ code: 'journal/version' })
    other.pragma('user_version = 2')
    for (const open of [write, replay]) await expect(open()).rejects.toMatchObject({ code: 'journal/version' })
    other.close()
    const text = join(folder, 'words.sqlite')
    await writeFile(text, 'These are words, and no database at all. '.repeat(40))
    for (const open of [write, replay]) await expect(open(text)).rejects.toMatchObject({ code: 'format/unreadable' })
    await expect(replay(join(folder, 'none.sqlite'))).rejects.toMatchObject({ code: 'io/missing' })
    await expect(write(join(folder, 'none', 'calls.sqlite'))).rejects.toMatchObject({ code: 'io/not-writable' })
    await expect(readdir(folder)).resolves.not.toContain('none.sqlite')
  })

  it('reads and goes on with a journal from before it named models', async () => {
    const journal = await write()
    await journal.wrap(scriptedModel(script, { name: 'toy/old' })).answer(call('Go on?'))
    journal.close()
    const old = new Sqlite(path)
    for (const table of ['calls', 'failures']) old.exec(`ALTER TABLE ${table} DROP COLUMN model`)
    old.exec("DELETE FROM meta WHERE name = 'models'")
    old.close()
    const replayed = await replay()
    expect((await replayed.model('toy/old').answer(call('Go on?'))).text).toBe('Go on? and 3')
    expect(replayed.ledger().byModel).toMatchObject([{ model: 'toy/old', calls: 1, fromJournal: 1 }])
    replayed.close()
    const resumed = await write()
    await resumed.wrap(scriptedModel(script, { name: 'toy/new', fingerprint: 'new' })).answer(call('Go on?'))
    expect(resumed.ledger().byModel?.map(({ model, calls }) => [model, calls])).toEqual([
      ['toy/new', 1],
      ['toy/old', 1],
    ])
    resumed.close()
  })

  it('has no model before one was wrapped', async () => {
    const journal = await write()
    expect(() => journal.model()).toThrow('never met a model')
    expect(runLedger.parse(journal.ledger())).toMatchObject({ calls: 0, money: null, steps: [] })
    journal.close()
  })

  it('keeps a system text and a schema once, however often they are asked with', async () => {
    const journal = await write()
    const wrapped = journal.wrap(scriptedModel(script))
    for (let seed = 0; seed < 200; seed++) {
      await wrapped.answer(call('Go on?', { system: 'You like films. '.repeat(128), seed }))
    }
    journal.close()
    expect((await stat(path)).size).toBeLessThan(100_000)
  })
})

describe('journal.ledger()', () => {
  it('counts by step and by agent, across a kill, and prices what the model gave', async () => {
    const journal = await write()
    const by = (agent: string, step: string) => ({ by: { agent, step } })
    const wrapped = journal.wrap(scriptedModel(() => 'one two'))
    await wrapped.answer(call('a b', by('1', 'watch')))
    await wrapped.answer(call('c', by('1', 'stars')))
    journal.retried()
    journal.close()
    const resumed = await write()
    const again = resumed.wrap(scriptedModel(() => 'one two'))
    await again.answer(call('a b', by('1', 'watch')))
    await again.answer(call('d e f', by('2', 'watch')))
    resumed.retried()
    const price = { perMillionPrompt: 1_000_000, perMillionGenerated: 10_000_000 }
    const counts = { fromJournal: 0, failed: 0, models: ['scripted'] }
    expect(runLedger.parse(resumed.ledger(price))).toEqual({
      ...{ model: 'scripted', calls: 3, fromJournal: 1, promptTokens: 18, generatedTokens: 6, money: 78, failed: 0 },
      ...{ retries: 2, callSeconds: 3, failures: {} },
      byModel: [
        { model: 'scripted', failed: 0, calls: 3, fromJournal: 1, promptTokens: 18, generatedTokens: 6, money: 78 },
      ],
      steps: [
        { step: 'stars', ...counts, calls: 1, promptTokens: 5, generatedTokens: 2, money: 25 },
        { step: 'watch', ...counts, calls: 2, promptTokens: 13, generatedTokens: 4, money: 53, fromJournal: 1 },
      ],
      agents: [
        { agent: '1', ...counts, calls: 2, promptTokens: 11, generatedTokens: 4, money: 51, fromJournal: 1 },
        { agent: '2', ...counts, calls: 1, promptTokens: 7, generatedTokens: 2, money: 27 },
      ],
    })
    expect(resumed.totals()).toMatchObject({ calls: 3, retries: 2, money: null })
    expect([...resumed.entries({ agent: '2' })].map((entry) => entry.call.user)).toEqual(['d e f'])
    resumed.close()
    expect(resumed.ledger().calls).toBe(3)
  })
})

describeLanguageModel('a journalled model', async () => {
  const database = await openJournalFile(':memory:', 'write')
  return journalOn(database, clock).wrap(scriptedModel(conforming))
})

function conforming({ wanted }: ModelCall): ScriptedReply {
  if (wanted.type === 'json') return '{"mood":"good"}'
  return wanted.type === 'text' ? 'It was good.' : wanted.labels.map((label) => (label === 'yes' ? 0.75 : 0.25))
}
