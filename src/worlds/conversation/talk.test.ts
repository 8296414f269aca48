import { describe, expect, it } from 'vitest'
import { type Conversation, itemId, type Reply, type Seeker, type SeekerTurn } from '../../domain/index.ts'
import type { TalkEvent, Wishing } from './record.ts'
import { type TalkOptions, talk } from './talk.ts'

const cost = { calls: 0, promptTokens: 0, generatedTokens: 0, milliseconds: 1 }
const says = (text: string, over: Partial<SeekerTurn> = {}): SeekerTurn => ({
  text,
  leaves: false,
  accepts: null,
  because: null,
  ...over,
})

/** Shows one item a reply, named after the turn; throws with message number `broken`. */
function shows(heard: string[] = [], broken = 0): Conversation {
  let turn = 0
  const reply = async (text: string): Promise<Reply> => {
    heard.push(text)
    turn++
    if (turn === broken) throw new Error('out of order')
    const items = [{ id: itemId(`i${turn}`), title: `Item ${turn}`, categories: [], year: null, reason: null }]
    const trace = [{ step: 'plan', output: 'secret' }]
    return { turn, text: 'Here.', items, applied: [], dropped: [], failure: null, cost, trace }
  }
  return { agent: 'shower', reply, stream: () => ({}) as AsyncIterable<never>, undo: () => false }
}

const seeks = (answer: Seeker['answer']): Seeker => ({ id: '1', open: async () => says('first'), answer })

async function eventsOf(seeker: Seeker, conversation: Conversation, options: Partial<TalkOptions> = {}) {
  const events: TalkEvent[] = []
  for await (const event of talk(seeker, conversation, { turns: 3, ...options })) events.push(event)
  return events
}

describe('talk', () => {
  it('talk() goes to and fro until the seeker leaves, who hears words and cards and no trace', async () => {
    const met: object[] = []
    const heard: string[] = []
    const seeker = seeks(async (reply) => {
      met.push(reply)
      return met.length === 2
        ? says('That one.', { leaves: true, accepts: itemId('i2'), because: 'found' })
        : says('second')
    })
    const events = await eventsOf(seeker, shows(heard))
    expect(events.map(({ type, turn }) => `${type} ${turn}`)).toEqual([
      'seeker-spoke 1',
      'agent-replied 1',
      'seeker-spoke 2',
      'agent-replied 2',
      'seeker-left 2',
    ])
    expect(events.at(-1)).toMatchObject({ text: 'That one.', accepts: 'i2', because: 'found' })
    expect(heard).toEqual(['first', 'second'])
    expect(met.map((reply) => Object.keys(reply).sort())).toEqual([
      ['items', 'text'],
      ['items', 'text'],
    ])
  })

  it('talk() ends when the turns are over, though the seeker would go on', async () => {
    const events = await eventsOf(
      seeks(async () => says('more')),
      shows(),
    )
    expect(events.filter(({ type }) => type === 'agent-replied').length).toBe(3)
    expect(events.at(-1)).toMatchObject({ type: 'seeker-left', turn: 3, because: 'turns', text: '' })
  })

  it('talk() says who broke off, and what they threw', async () => {
    const agent = await eventsOf(
      seeks(async () => says('more')),
      shows([], 2),
    )
    expect(agent.at(-1)).toEqual({ type: 'talk-failed', turn: 2, who: 'agent', raw: 'Error: out of order' })
    const rejects = seeks(() => Promise.reject(new Error('no words')))
    expect((await eventsOf(rejects, shows())).at(-1)).toMatchObject({ type: 'talk-failed', turn: 1, who: 'seeker' })
  })

  it('talk() records wishes as they stand at each reply, and words that name what may not be named', async () => {
    let turn = 1
    const wishing: Wishing = {
      ...seeks(async () => says(`message ${++turn}`)),
      told: () => [
        { wish: 'comedy', turn: 1, insisted: [2] },
        ...(turn > 1 ? [{ wish: 'not war', turn: 2, insisted: [] }] : []),
      ],
      contradicted: (items) => [items[0] === 'i1' ? 1 : 0, null],
    }
    const events = await eventsOf(wishing, shows(), { turns: 2, names: (text) => text === 'message 2' })
    expect(events.filter((event) => event.type === 'seeker-spoke')).toMatchObject([
      { tells: ['comedy'], leaked: false },
      { tells: ['not war'], leaked: true },
    ])
    expect(events.flatMap((event) => (event.type === 'agent-replied' ? [event.wishes] : []))).toEqual([
      [{ wish: 'comedy', since: 1, insisted: false, contradicted: 1 }],
      [
        { wish: 'comedy', since: 1, insisted: true, contradicted: 0 },
        { wish: 'not war', since: 2, insisted: false, contradicted: null },
      ],
    ])
  })

  it('talk() hears nothing of somebody who leaves at once, and stops where it is told to', async () => {
    const gone: Seeker = { ...seeks(async () => says('')), open: async () => says('', { leaves: true }) }
    expect(await eventsOf(gone, shows())).toMatchObject([{ type: 'seeker-left', turn: 0, because: 'unsaid' }])
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(eventsOf(gone, shows(), { signal })).rejects.toThrow('enough')
  })

  it.each([0, -1, 1.5, Number.NaN])('talk() refuses %d turns', async (turns) => {
    const asked = eventsOf(
      seeks(async () => says('more')),
      shows(),
      { turns },
    )
    await expect(asked).rejects.toThrow(`turns must be a whole number from 1, got ${turns}.`)
  })
})
