import { describe, expect, it } from 'vitest'
import type { ConversationStart, RecommendingAgent } from '../../agents/index.ts'
import { type Conversation, type ItemId, itemId, type Reply, reveal, userId } from '../../domain/index.ts'
import {
  inventedTauSuite,
  meets,
  type TauConstraint,
  type TauSuite,
  type TauTask,
  type TauWish,
} from '../../evaluation/suites/index.ts'
import { commitmentOf } from './_commitment.ts'
import { constraintWords } from './_constraint-words.ts'
import { runTauRec, type TauRequest } from './run-tau-rec.ts'
import { tauUser } from './tau-user.ts'

const clock = { now: () => 0, elapsed: () => 0 }
const suite = inventedTauSuite({ tasks: 30, seed: 3 })
const run = (request: Partial<TauRequest> = {}) => runTauRec({ suite, clock, ...request })

const reply = (text: string, ids: readonly string[] = [], more: Partial<Reply> = {}): Reply => ({
  turn: 1,
  text,
  items: ids.map((id) => ({ id: itemId(id), title: `Film ${id}`, categories: [], year: null, reason: null })),
  applied: [],
  dropped: [],
  failure: null,
  cost: { calls: 1, promptTokens: 4, generatedTokens: 2, milliseconds: 0 },
  trace: [],
  ...more,
})

/** An agent that answers by a function of what it has heard so far. */
const talker = (answer: (heard: readonly string[], start: ConversationStart) => Reply): RecommendingAgent => ({
  name: 'talker',
  mind: 'choice',
  tasks: ['converse'],
  perform: () => Promise.reject(new Error('not asked for')),
  open(start) {
    const heard: string[] = []
    const conversation: Conversation = {
      agent: 'talker',
      async reply(text) {
        heard.push(text)
        return answer([...heard], start)
      },
      stream: () => {
        throw new Error('not asked for')
      },
      undo: () => false,
    }
    return conversation
  },
})

const constraint = (
  field: string,
  op: TauConstraint['op'],
  value: TauConstraint['value'],
  when: TauConstraint['reveal'],
): TauConstraint => ({ field, op, value, reveal: when })
const small: TauSuite = {
  ...suite,
  items: new Map(
    (
      [
        ['short', 90, ['Comedy']],
        ['long', 200, ['Comedy']],
      ] as const
    ).map(([id, runtime, genres]) => [
      itemId(id),
      {
        id: itemId(id),
        title: `Film ${id}`,
        values: { runtime, genres, director: 'Ada Morrow', streaming_services: ['Lantern'] },
      },
    ]),
  ),
}
const task: TauTask = {
  id: 't',
  user: userId('1'),
  persona: '',
  softPreferences: [],
  complexity: '',
  watched: [],
  services: ['Lantern', 'Nimbus'],
}
const wish: TauWish = {
  constraints: [
    constraint('genres', 'contains', 'Comedy', 'volunteer'),
    constraint('runtime', '<=', 120, 'on_ask'),
    constraint('director', '!=', 'Piet Oster', 'hidden'),
  ],
  policies: [],
  noneFits: false,
}
const user = () => tauUser(small, task, wish)
const card = (id: string) => reply('Here you are.', [id])

describe('tauUser()', () => {
  it('tauUser() volunteers, and keeps the rest', () => {
    expect(user().open()).toEqual({ text: 'I am looking for something to watch. It should be Comedy.', closing: 'no' })
  })

  it.each([
    ['How long may it be?', 'It should last at most 120 minutes.', 'no'],
    ['Which services do you have?', 'I have Lantern and Nimbus.', 'no'],
    ['Is there anything else I should know?', 'It should last at most 120 minutes. I have Lantern and Nimbus.', 'no'],
    ['Do you like the colour blue?', 'I have no preference there. Please recommend one.', 'asked'],
    ['Who should direct it?', 'I have no preference there. Please recommend one.', 'asked'],
    ['I know the runtime of every film.', 'Please recommend one.', 'asked'],
  ])('tauUser() to %j says %j', (text, said, closing) => {
    expect(user().answer({ text, items: [] })).toEqual({ text: said, closing })
  })

  it('tauUser() tells a thing once, and never what is hidden', () => {
    const one = user()
    const heard = [one.open().text]
    for (const text of [
      'Anything else?',
      'Which director?',
      'Who directed films that you like? Tell me more?',
      'How long?',
    ])
      heard.push(one.answer({ text, items: [] }).text)
    for (const id of ['long', 'short', 'nowhere']) heard.push(one.answer(card(id)).text)
    expect(heard.join(' ').match(/120 minutes/g)).toHaveLength(1)
    expect(heard.join(' ')).not.toContain('Oster')
  })

  it('tauUser() turns down what breaks a demand, naming it only where it was spoken of, and three times at most', () => {
    const one = user()
    expect(one.answer(card('long'))).toEqual({ text: 'Not Film long. It is not what I am after.', closing: 'no' })
    one.answer(reply('How long may it be?'))
    expect(one.answer(card('long')).text).toBe('Not Film long. It should last at most 120 minutes.')
    expect(one.answer(card('long')).closing).toBe('no')
    expect(one.answer(card('long'))).toEqual({ text: 'Please recommend one.', closing: 'asked' })
    expect(one.answer(reply('Well?')).closing).toBe('last')
    expect(user().answer(card('short'))).toEqual({
      text: 'Film short sounds right. Please recommend one.',
      closing: 'asked',
    })
  })
})

describe('constraintWords()', () => {
  it.each([
    [constraint('genres', 'contains_any', ['Comedy', 'Drama'], 'hidden'), 'It should be Comedy or Drama.'],
    [constraint('genres', 'not_contains', 'Horror', 'hidden'), 'It should not be Horror.'],
    [constraint('rating', '>=', 6.5, 'hidden'), 'Its rating should be at least 6.5 of 10.'],
    [constraint('release_date', '>=', '1990-01-01', 'hidden'), 'It should have come out in 1990 or later.'],
    [constraint('release_date', '<=', '1990-05-01', 'hidden'), 'It should have come out in 1990-05-01 or earlier.'],
    [constraint('sponsored', '!=', true, 'hidden'), 'It should not be sponsored.'],
    [constraint('vote_count', '>=', 100, 'hidden'), 'Its vote count should be at least 100.'],
    [constraint('runtime', '==', 100, 'hidden'), 'Its runtime should be 100.'],
  ])('constraintWords() of %j', (given, words) => {
    expect(constraintWords(given)).toBe(words)
  })
})

describe('commitmentOf()', () => {
  const failure = { kind: 'timeout', raw: '' } as const
  it.each<readonly [string, Reply, 'no' | 'asked' | 'last', { readonly item: string | null } | null]>([
    ['items before they are asked for', card('a'), 'no', null],
    ['the first item when asked', reply('Take this. More?', ['a', 'b']), 'asked', { item: 'a' }],
    ['a question when asked', reply('Which genre?'), 'asked', null],
    ['a question when asked for the last time', reply('Which genre?'), 'last', { item: null }],
    ['nothing, honestly', reply('There is none.'), 'asked', { item: null }],
    [
      'wishes that cannot be met together',
      reply('None is both.', ['a'], { dropped: ['short'] }),
      'asked',
      { item: null },
    ],
    ['a failed reply', reply('Sorry.', [], { failure }), 'last', null],
  ])('commitmentOf() of %s', (_, given, closing, expected) => {
    expect(commitmentOf(given, closing)).toEqual(expected)
  })
})

describe('runTauRec()', () => {
  it('runTauRec() has an oracle that always passes, chance that hardly does, and rules between them', async () => {
    const { rows, protocol } = await run()
    const pass = (name: string, k: number) =>
      rows.find((row) => row.name === name)!.passes.find((one) => one.k === k)!.value.mean!
    expect(pass('oracle', 4)).toBe(1)
    expect(pass('random', 1)).toBeLessThan(0.2)
    expect(pass('volunteered', 1)).toBeGreaterThan(pass('popularity', 1))
    expect(pass('recommends-none', 4)).toBeCloseTo(protocol.noneFits / 30, 12)
    for (const { passes } of rows) expect(passes.map(({ k }) => k)).toEqual([1, 2, 4])
    expect(await run()).toEqual(await run())
  })

  it('runTauRec() lets an agent that asks about everything do better than one that does not', async () => {
    const knows = (heard: readonly string[]) => (_: unknown, id: ItemId) => {
      const said = heard.join(' ')
      const item = suite.items.get(id)!
      const demands = suite.tasks.flatMap(({ id: of }) => reveal(suite.wishes.get(of)!).constraints)
      return demands.every((one) => !said.includes(constraintWords(one)) || meets(one, item))
    }
    const pick = (heard: readonly string[], { user: person, surroundings }: ConversationStart): Reply => {
      const { past } = surroundings
      const { items, users } = past.data
      const services = /I have ([^.]*)\./.exec(heard.join(' '))?.[1]
      const found = [...suite.items.values()].find(
        (item) =>
          knows(heard)(null, item.id) &&
          !past.touched(users.index(person!)!, items.index(item.id)!) &&
          (!services || (item.values['streaming_services'] as string[]).some((one) => services.includes(one))),
      )
      if (!found) return reply('There is none.')
      return reply(`It is rated ${found.values['content_rating']}, and may be promoted.`, [found.id])
    }
    const asks = talker((heard, start) => (heard.length === 1 ? reply('Anything else?') : pick(heard, start)))
    const deaf = talker((heard, start) => pick(heard.slice(0, 1), start))
    const passOf = async (agent: RecommendingAgent) => {
      const row = (await run({ agent, trials: 2 })).rows.at(-1)!
      return { pass: row.passes[0]!.value.mean!, row }
    }
    const [good, bad] = [await passOf(asks), await passOf(deaf)]
    expect(good.pass).toBeGreaterThan(0.6)
    expect(good.pass).toBeGreaterThan(bad.pass)
    expect(good.row.talk!.turns).toBeGreaterThan(1)
    expect(good.row.cost!.calls).toBeCloseTo(good.row.talk!.turns, 12)
    expect(good.row.ended.turns).toBe(0)
  })

  it('runTauRec() ends a trial of an agent that never commits itself when the turns are over, with no reward', async () => {
    const failing = talker(() => reply('Sorry.', [], { failure: { kind: 'provider', raw: '' } }))
    const { rows, notes } = await run({ agent: failing, turns: 3, trials: 1, n: 4 })
    const row = rows.at(-1)!
    expect(notes.join()).toContain('the agent is not shown the policies')
    expect(row.ended).toEqual({ recommended: 0, abstained: 0, turns: 4 })
    expect(row.talk).toEqual({ severalShown: 0, failures: 12, turns: 3 })
    expect(row.successes).toEqual([0, 0, 0, 0])
    expect(row.cost).toMatchObject({ calls: 3, tokens: 18 })
  })

  it('runTauRec() opens a conversation for each trial, of the person of the task, with streams of their own', async () => {
    const opened: string[] = []
    const agent = talker((heard, { user: person, random }) => {
      if (heard.length === 1) opened.push(`${person} ${random.split('x').next()}`)
      return reply('There is none.')
    })
    await run({ agent, n: 3, trials: 2 })
    expect(opened).toHaveLength(6)
    expect(new Set(opened).size).toBe(6)
    expect(opened.map((one) => one.split(' ')[0])).toEqual(
      suite.tasks.slice(0, 3).flatMap(({ user: person }) => [person, person]),
    )
  })

  it('runTauRec() says nothing of a wish to an agent but what its person says', async () => {
    const keys = new Set<string>()
    const agent = talker((_, start) => {
      for (const key of Object.keys(start)) keys.add(key)
      return reply('There is none.')
    })
    await run({ agent, n: 2, trials: 1 })
    expect([...keys].sort()).toEqual(['budget', 'elapsed', 'random', 'signal', 'surroundings', 'user'])
  })

  it('runTauRec() refuses what makes no sense', async () => {
    await expect(run({ trials: 0 })).rejects.toMatchObject({ code: 'config/range' })
    await expect(run({ n: 0 })).rejects.toMatchObject({ code: 'config/range' })
    await expect(run({ rules: ['magic'] })).rejects.toMatchObject({ code: 'config/unknown-name' })
    const silent: RecommendingAgent = { ...talker(() => reply('')), tasks: ['rank'] }
    await expect(run({ agent: silent })).rejects.toMatchObject({ code: 'planner/bad-input' })
    const stopped = run({ agent: talker(() => reply('')), signal: AbortSignal.abort() })
    await expect(stopped).rejects.toMatchObject({ code: 'runtime/interrupted' })
  })

  it('runTauRec() keeps the oracle and chance in every table, and leaves out a pass^k without the trials', async () => {
    const { rows, notes } = await run({ rules: ['popularity'], trials: 3 })
    expect(rows.map(({ name }) => name)).toEqual(['random', 'popularity', 'oracle'])
    expect(rows[0]!.passes.map(({ k }) => k)).toEqual([1, 2])
    expect(notes.join()).toContain('pass^4 needs 4 trials')
  })
})
