import { describe, expect, it } from 'vitest'
import type { AgentTaskResult, ModelCall } from '../../domain/index.ts'
import { ModelFailure } from '../../domain/index.ts'
import { scriptedModel } from '../../testing/index.ts'
import {
  cast,
  command,
  finish,
  heldOut,
  itemBias,
  person,
  tasks,
  thing,
  toyAgent,
  toyRun,
  userBias,
  whoAsks,
} from './_toy.test-parts.ts'

const USER = { kind: 'user', id: 'u0' }
const ITEM = { kind: 'item', id: 'i00' }
const analyse = (...subjects: readonly object[]): string => command('analyse', { subjects })
const history = command('user_history', { id: 'u0', k: 10 })
const wrong = JSON.stringify({ correct: false, reason: 'Look closer.' })

const rate = async (model: ReturnType<typeof scriptedModel>, options = {}, more = {}): Promise<AgentTaskResult> =>
  toyAgent({ configuration: 'analyse', ...options }, model).perform(tasks.rate, await toyRun(more))

/** Calls of one agent and step. */
const callsOf = (calls: readonly ModelCall[], who: string, step?: string): readonly ModelCall[] =>
  calls.filter((call) => whoAsks(call) === who && (step === undefined || call.by.step === step))

const meanIn = (text: string): number => {
  const rated = [...text.matchAll(/rated (\d(?:\.5)?)|"rating":(\d(?:\.5)?)/g)].map(([, one, other]) =>
    Number(one ?? other),
  )
  return rated.reduce((sum, one) => sum + one, 0) / rated.length
}

/** Analysts that look at a whole history and report how far its mean is from 3; a manager that adds what it is told. */
const adding = (subjects: readonly string[]) =>
  scriptedModel((call) => {
    const who = whoAsks(call)
    const [id] = call.user.match(/(?<=Study the \w+ ")[^"]+/) ?? ['']
    const observed = call.user.match(/Observation: (.*)/)?.[1]
    if (who === 'user-analyst')
      return observed ? finish(`offset ${historyMean(observed) - 3}`) : command('user_history', { id, k: 100 })
    if (who === 'item-analyst')
      return observed ? finish(`offset ${historyMean(observed) - 3}`) : command('item_history', { id, k: 100 })
    if (observed)
      return finish([...observed.matchAll(/offset (-?[\d.]+)/g)].reduce((sum, [, one]) => sum + Number(one), 3))
    const [user] = call.user.match(/(?<=The person is the user ")[^"]+/)!
    const [item] = call.user.match(/(?<=this item\?\n")[^"]+/)!
    return analyse(
      ...[
        { kind: 'user', id: user },
        { kind: 'item', id: item },
      ].filter(({ kind }) => subjects.includes(kind)),
    )
  })
const historyMean = (observed: string): number => meanIn(JSON.parse(observed) as string)

describe('the toy world', () => {
  const errors = async (subjects: readonly string[]): Promise<readonly number[]> => {
    const agent = toyAgent({ configuration: 'analyse', split: false, historyLimit: 100 }, adding(subjects))
    const run = await toyRun()
    const given = heldOut.map(async ({ user, item }) => {
      const { answer } = await agent.perform(
        { type: 'rate', id: `${user}-${item}`, user: person(user), item: thing(item) },
        run,
      )
      return 3 + userBias(user) + itemBias(item) - (answer as number)
    })
    return Promise.all(given)
  }

  it('manage() makes no error where a manager adds what both analysts found', async () => {
    expect(await errors(['user', 'item'])).toEqual(heldOut.map(() => 0))
  })

  it("manage() errs by the item's bias where it does not ask the item analyst", async () => {
    expect(await errors(['user'])).toEqual(heldOut.map(({ item }) => itemBias(item)))
  })
})

describe('one trial', () => {
  it('manage() makes 2 calls a step and its analyst 2 a turn: 3 steps and 4 turns are 14', async () => {
    const look = command('look_up_user', { id: 'u0' })
    const report = finish('Rates high.')
    const model = cast({
      manager: [analyse(USER), analyse({ kind: 'user', id: 'nobody' }), finish(4)],
      'user-analyst': [history, look, command('user_history', { id: 'u0', k: 3 }), report],
    })
    const result = await rate(model)
    expect(result).toMatchObject({
      answer: 4,
      status: 'answered',
      decidedBy: 'model',
      cost: { calls: 14, toolCalls: 5 },
    })
    expect(result.transcript.reduce((sum, { calls }) => sum + calls, 0)).toBe(14)
    const tokens = result.transcript.reduce((sum, one) => sum + one.tokens, 0)
    expect(tokens).toBe(result.cost.promptTokens + result.cost.generatedTokens)
    expect(result.transcript.every(({ id, parent }) => (id === 0 ? parent === null : parent! < id))).toBe(true)
    expect(result.details['outside']).toBe(1)
    expect(new Set(model.calls.map(({ by }) => by.agent))).toEqual(
      new Set(['macrec/manager/t1', 'macrec/user-analyst/t1']),
    )
    expect(new Set(model.calls.map(({ seed }) => seed)).size).toBe(14)
  })

  it('manage() keeps of a thought its first line', async () => {
    const result = await rate(cast({ manager: [finish(4)] }))
    expect(result.transcript.find(({ step }) => step === 'think')!.thought).toBe('I think.')
  })

  it('manage() comes to the same words whether analysts work one after the other or at the same time', async () => {
    const runWith = async (first: string | null) => {
      let gone: () => void = () => {}
      const others = new Promise<void>((resolve) => {
        gone = resolve
      })
      const reports = cast({
        manager: [analyse(USER, ITEM), finish(4)],
        'user-analyst': [history, finish('A user.')],
        'item-analyst': [
          command('item_history', { id: 'i00' }),
          command('look_up_item', { id: 'i00' }),
          finish('An item.'),
        ],
      })
      const model = scriptedModel(async (call) => {
        const who = whoAsks(call)
        // Whoever is not first waits until the first one is done.
        if (first !== null && who.endsWith('analyst') && who !== first) await others
        const { text } = await reports.answer(call)
        if (who === first && text.includes('finish')) gone()
        return text
      })
      const result = await rate(model)
      const asked = model.calls.map((call) => JSON.stringify(call)).sort()
      return { result, asked, order: model.calls.map(whoAsks).join() }
    }
    const together = await runWith(null)
    const [userFirst, itemFirst] = [await runWith('user-analyst'), await runWith('item-analyst')]
    expect(userFirst.result).toEqual(together.result)
    expect(itemFirst.result).toEqual(together.result)
    expect(itemFirst.asked).toEqual(together.asked)
    // The schedules did differ.
    expect(new Set([together.order, userFirst.order, itemFirst.order]).size).toBe(3)
    expect(together.result.transcript.find(({ step }) => step === 'act')!.observation).toBe(
      'user "u0": A user.\nitem "i00": An item.',
    )
  })

  it('manage() tells which commands there are where one is unknown, and goes on', async () => {
    const result = await rate(cast({ manager: [command('analyze', {}), finish(4)] }))
    expect(result.answer).toBe(4)
    expect(result.transcript.find(({ action }) => action?.tool === 'analyze')!.observation).toBe(
      'There is no command "analyze". The commands: analyse and finish.',
    )
  })

  it('manage() repairs a broken step once, and ends the trial at the third in a row', async () => {
    const mended = await rate(cast({ manager: ['No.', finish(4)] }), { split: false })
    expect(mended).toMatchObject({ answer: 4, cost: { calls: 2 }, details: { broken: 0 } })
    const ended = await rate(cast({ manager: ['No.'] }), { split: false })
    expect(ended).toMatchObject({ answer: null, status: 'failed', failure: { kind: 'unparseable', raw: 'No.' } })
    expect(ended).toMatchObject({ cost: { calls: 6 }, details: { broken: 3 } })
    const between = ['No.', 'No.', 'No.', 'No.', analyse(USER), 'No.', 'No.', finish(2)]
    const goesOn = await rate(cast({ manager: between, 'user-analyst': [finish('x')] }), { split: false })
    expect(goesOn).toMatchObject({ answer: 2, details: { broken: 3 } })
    const unknown = await rate(cast({ manager: [command('ask', {})] }), { split: false })
    expect(unknown).toMatchObject({ answer: null, failure: { kind: 'policy' }, cost: { calls: 3 } })
  })

  it('manage() answers a finish of the wrong type with an error that takes a step', async () => {
    const result = await rate(cast({ manager: [finish('four'), finish(9), finish(4.5)] }), { split: false })
    expect(result).toMatchObject({ answer: 4.5, cost: { calls: 3 }, details: { refused: 2 } })
    expect(result.transcript.filter(({ step }) => step === 'act').map(({ observation }) => observation)).toEqual([
      'Not accepted: the answer is no number from 1 to 5.',
      'Not accepted: the answer is no number from 1 to 5.',
      'Finished.',
    ])
  })

  it('manage() forces one finish when its steps are used up, then fails', async () => {
    const model = cast({
      manager: [analyse(USER), analyse(ITEM), finish(3)],
      'user-analyst': [finish('x')],
      'item-analyst': [finish('y')],
    })
    const forced = await rate(model, { maxSteps: 2 })
    expect(forced).toMatchObject({ answer: 3, cost: { calls: 2 * 2 + 2 * 2 + 1 } })
    expect(callsOf(model.calls, 'manager').at(-1)!.wanted).toMatchObject({
      schema: { properties: { action: { properties: { tool: { const: 'finish' } } } } },
    })
    expect(callsOf(model.calls, 'manager').at(-2)!.user).toContain('This is the last step')
    const failed = await rate(cast({ manager: [analyse(USER)], 'user-analyst': [finish('x')] }), { maxSteps: 2 })
    expect(failed).toMatchObject({ answer: null, status: 'failed', failure: { kind: 'policy' } })
  })

  it('manage() goes on where an agent fails or comes too late', async () => {
    for (const said of ['No JSON.', new ModelFailure('timeout', 'no answer in 10 s')]) {
      const result = await rate(cast({ manager: [analyse(USER), finish(2)], 'user-analyst': [said] }))
      expect(result).toMatchObject({ answer: 2, status: 'answered' })
      expect(result.transcript.find(({ step }) => step === 'act')!.observation).toContain(
        'The user analyst came to nothing',
      )
    }
    const gone = await rate(cast({ manager: [new ModelFailure('provider', '503')] }))
    expect(gone).toMatchObject({ answer: null, status: 'failed', failure: { kind: 'provider', raw: '503' } })
  })

  it('manage() studies what is no part of the task only where that is allowed', async () => {
    const strangers = [analyse({ kind: 'item', id: 'i19' }, ITEM, { kind: 'user', id: 'u3' }), finish(2)]
    const script = { manager: strangers, 'item-analyst': [finish('An item.')], 'user-analyst': [finish('A user.')] }
    const refused = await rate(cast(script))
    expect(refused.details['outside']).toBe(2)
    expect(refused.transcript.find(({ step }) => step === 'act')!.observation).toBe(
      'The item "i19" is no part of this task and cannot be studied.\nitem "i00": An item.\nThe user "u3" is no part of this task and cannot be studied.',
    )
    const allowed = await rate(cast(script), { openLookup: true })
    expect(allowed.details['outside']).toBe(0)
    expect(allowed.transcript.find(({ step }) => step === 'act')!.observation).toBe(
      'item "i19": An item.\nitem "i00": An item.\nuser "u3": A user.',
    )
  })

  it('manage() counts what its agents spend against the budget of the task, and shares the rest out evenly', async () => {
    const model = cast({
      manager: [analyse(USER, ITEM), finish(2)],
      'user-analyst': [history],
      'item-analyst': [finish('An item.')],
    })
    const spent = await rate(model, { split: false }, { budget: { calls: 7 } })
    expect(callsOf(model.calls, 'user-analyst')).toHaveLength(3)
    expect(spent).toMatchObject({ answer: 2, cost: { calls: 6 } })
    expect(spent.transcript.find(({ step }) => step === 'act')!.observation).toContain(
      'The user analyst came to nothing: budget',
    )
    const none = await rate(
      cast({ manager: [analyse(USER)], 'user-analyst': [finish('x')] }),
      { split: false },
      { budget: { calls: 2 } },
    )
    expect(none).toMatchObject({ answer: null, status: 'budget', failure: { kind: 'budget' }, cost: { calls: 2 } })
    for (const budget of [{ tokens: 50 }, { seconds: 0 }]) {
      expect(await rate(cast({}), {}, { budget })).toMatchObject({ answer: null, status: 'budget', cost: { calls: 0 } })
    }
  })

  it('manage() has what is said put clearly before it begins, where there is an interpreter', async () => {
    const model = cast({
      manager: [finish(4)],
      interpreter: [command('summarise', {}), finish('Stars for i00, please.')],
    })
    const result = await rate(model, { configuration: 'chat' })
    expect(result).toMatchObject({ answer: 4, cost: { calls: 6 } })
    expect(callsOf(model.calls, 'manager')[0]!.user).toContain(
      'As the interpreter understands it: "Stars for i00, please."',
    )
    const [said] = callsOf(model.calls, 'interpreter')[0]!.user.match(/(?<=What was said: ").*(?=")/)!
    expect(said.split(' ').length).toBeLessThanOrEqual(100)
  })

  it('manage() sends the searcher, who reads no more than 4,000 characters of a text', async () => {
    const searches = [
      command('search_catalogue', { query: 'sea' }),
      command('read_text', { id: 'i00' }),
      command('read_text', { id: 'i00', keyword: 'ends' }),
      command('read_text', { id: 'i19' }),
      finish('It ends well.'),
    ]
    const model = cast({
      manager: [command('search', { request: 'How does i00 end?' }), finish(4)],
      searcher: searches,
    })
    const result = await rate(model, { configuration: 'search', split: false })
    const seen = result.transcript
      .filter(({ action }) => action?.tool === 'read_text')
      .map(({ observation }) => observation!)
    expect((JSON.parse(seen[0]!) as { text: string }).text).toHaveLength(4000)
    expect((JSON.parse(seen[1]!) as { text: string }).text).toBe('It ends well.')
    expect(seen[2]).toBe('The item "i19" is no part of this task and cannot be studied.')
    expect(result).toMatchObject({ answer: 4, details: { outside: 1 }, cost: { toolCalls: 5 } })
  })
})

describe('trials', () => {
  const again = { configuration: 'reflect', split: false } as const

  it('manage() takes a second try that changes nothing where a deterministic manager does not read reflections', async () => {
    const results = [
      await rate(cast({ manager: [finish(4)], reflector: [wrong] }), again),
      await rate(cast({ manager: [finish(4)] }), { configuration: 'single', split: false }),
    ]
    expect(results[0]).toMatchObject({
      answer: 4,
      status: 'answered',
      cost: { calls: 3 },
      details: { trials: 2, reflections: 1 },
    })
    expect(results[0]!.answer).toBe(results[1]!.answer)
    expect(results[0]!.transcript.filter(({ step }) => step === 'trial').map(({ kept }) => kept)).toEqual([false, true])
  })

  it('manage() stops at the first trial that the reflector takes', async () => {
    const model = cast({ manager: [finish(4)], reflector: [JSON.stringify({ correct: true, reason: 'Yes.' })] })
    expect(await rate(model, again)).toMatchObject({ cost: { calls: 2 }, details: { trials: 1, accepted: 'yes' } })
  })

  const lessonsAt3 = async (reflection: string) => {
    const model = cast({
      manager: [finish(4), finish(3), finish(2)],
      reflector: ['first', 'second'].map((reason) => JSON.stringify({ correct: false, reason })),
    })
    const result = await rate(model, { ...again, trials: 3, reflection })
    expect(result.answer).toBe(2)
    const { user } = callsOf(model.calls, 'manager').at(-1)!
    return {
      lessons: user.split('\n').filter((line) => line.startsWith('- "Step') || /^- "(first|second)"/.test(line)),
      calls: result.cost.calls,
    }
  }

  it('manage() tells a trial of the earlier ones as the strategy has it', async () => {
    const pad = (stars: number) => `- "Step 1\\nAction: finish {\\"answer\\":${stars}}\\nObservation: \\"Finished.\\""`
    expect(await lessonsAt3('none')).toEqual({ lessons: [], calls: 3 })
    expect(await lessonsAt3('last-trial')).toEqual({ lessons: [pad(3)], calls: 3 })
    expect(await lessonsAt3('reflection')).toEqual({ lessons: ['- "first"', '- "second"'], calls: 5 })
    expect(await lessonsAt3('both')).toEqual({ lessons: [pad(3), '- "second"'], calls: 5 })
  })

  it('manage() keeps the last valid answer where a later trial has none, and where the verdict cannot be read', async () => {
    const later = await rate(cast({ manager: [finish(4), 'No.'], reflector: [wrong] }), again)
    expect(later).toMatchObject({ answer: 4, status: 'answered', failure: null })
    expect(later.transcript.filter(({ step }) => step === 'trial').map(({ kept }) => kept)).toEqual([true, false])
    const mute = await rate(cast({ manager: [finish(4)], reflector: ['Hm.'] }), again)
    expect(mute).toMatchObject({ answer: 4, status: 'answered', details: { trials: 1, accepted: 'unknown' } })
    const poor = await rate(cast({ manager: [finish(4)], reflector: [wrong] }), again, { budget: { calls: 1 } })
    expect(poor).toMatchObject({ answer: 4, status: 'budget', failure: { kind: 'budget' } })
    const none = await rate(
      cast({ manager: ['No.'], reflector: [JSON.stringify({ correct: true, reason: '' })] }),
      again,
    )
    expect(none).toMatchObject({ answer: null, status: 'failed', details: { trials: 2 } })
  })

  it('manage() makes one trial where nobody reflects', async () => {
    expect(await rate(cast({ manager: [finish(4)] }), { trials: 5 })).toMatchObject({ details: { trials: 1 } })
  })
})
