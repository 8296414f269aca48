import { describe, expect, it } from 'vitest'
import type { AnswerForm, ModelCall } from '../../domain/index.ts'
import { answering, contextOf, saying, taskOf, YES_NO } from './_scripts.test-parts.ts'
import { chainOfThought } from './chain-of-thought.ts'
import { selfInspiring } from './self-inspiring.ts'
import { treeOfThoughts } from './tree-of-thoughts.ts'

/** Every thought differs. */
const growing = () =>
  answering(({ wanted }, place) => {
    if (wanted.type === 'choice') return wanted.labels[0]!
    return JSON.stringify({ thought: `thought ${place}`, answer: 'yes' })
  })

/*
 * A maze of three forks. The model prefers left; a value prompt knows the goal when it sees it.
 */
const WAYS: AnswerForm = { type: 'label', labels: ['LLL', 'LLR', 'LRL', 'LRR', 'RLL', 'RLR', 'RRL', 'RRR'] }

function wayOf({ user }: ModelCall): string {
  return [...user.matchAll(/"(left|right)"/g)].map(([, turn]) => (turn === 'left' ? 'L' : 'R')).join('')
}

/** Turns left first and right after; rates a way by whether it can still end at the goal. */
function mazeModel(goal: string, vote?: (ways: readonly string[]) => number) {
  const turns = new Map<string, number>()
  return answering((call) => {
    const { wanted, user } = call
    const so = wayOf(call)
    if (wanted.type === 'choice') {
      if (wanted.labels[0] === 'sure') {
        const [, path] = user.match(/1\. "([^"]*)/)!
        const way = path!.split(' ').flatMap((word) => (word === 'left' ? ['L'] : word === 'right' ? ['R'] : []))
        if (!goal.startsWith(way.join(''))) return 'impossible'
        return way.length === 3 ? 'sure' : 'likely'
      }
      const ways = [...user.matchAll(/^\d+: "(.*)"$/gm)].map(([, text]) => text!)
      return String((vote?.(ways) ?? 0) + 1)
    }
    const turn = turns.get(so) ?? 0
    turns.set(so, turn + 1)
    const taken = turn % 2 === 0 ? 'left' : 'right'
    return JSON.stringify({ thought: taken, answer: `${so}${taken === 'left' ? 'L' : 'R'}` })
  })
}

describe('treeOfThoughts()', () => {
  it('treeOfThoughts() makes 100 calls for 5 samples, 5 kept, 4 levels and 5 votes', async () => {
    const planner = treeOfThoughts({ votes: 5 })
    const result = await planner.run(taskOf(YES_NO), contextOf(growing()))
    expect(result).toMatchObject({ answer: 'yes', cost: { calls: 100 } })
    expect(result.transcript.filter(({ step }) => step === 'vote')).toHaveLength(20)
  })

  it('treeOfThoughts() makes 320 calls when 80 different nodes are rated three times each', async () => {
    const result = await treeOfThoughts({ judge: 'value' }).run(taskOf(YES_NO), contextOf(growing()))
    expect(result.cost.calls).toBe(320)
  })

  it('treeOfThoughts() rates nodes that say the same once', async () => {
    const model = answering(({ wanted }) => (wanted.type === 'choice' ? 'likely' : '{"thought":"same","answer":"yes"}'))
    const result = await treeOfThoughts({ judge: 'value', depth: 1 }).run(taskOf(YES_NO), contextOf(model))
    expect(result.cost.calls).toBe(5 + 3)
  })

  it('treeOfThoughts() makes 18 calls for RecMind: 5 samples, 1 kept, one vote, 3 levels', async () => {
    const planner = treeOfThoughts({ samples: 5, breadth: 1, votes: 1, depth: 3 })
    expect((await planner.run(taskOf(YES_NO), contextOf(growing()))).cost.calls).toBe(18)
  })

  it('treeOfThoughts() writes a level in one call where it proposes', async () => {
    const model = answering(({ wanted, user }) => {
      if (wanted.type === 'choice') return '2'
      const leaf = user.includes('last step')
      const ways = ['no', 'yes'].map((answer) => ({ thought: `Say ${answer}.`, ...(leaf ? { answer } : {}) }))
      return JSON.stringify({ ways })
    })
    const planner = treeOfThoughts({ generate: 'propose', samples: 2, breadth: 1, depth: 2, votes: 1 })
    const result = await planner.run(taskOf(YES_NO), contextOf(model))
    expect(result).toMatchObject({ answer: 'yes', cost: { calls: 4 } })
  })

  it('treeOfThoughts() keeps what it discards in the transcript, marked', async () => {
    const result = await treeOfThoughts({ samples: 2, breadth: 1, depth: 2, votes: 1 }).run(
      taskOf(YES_NO),
      contextOf(growing()),
    )
    expect(result.transcript.filter(({ kept }) => !kept)).toHaveLength(2)
  })

  it('treeOfThoughts() refuses options out of range', () => {
    for (const wrong of [{ samples: 0 }, { breadth: 0 }, { depth: 0 }, { votes: 0 }]) {
      expect(() => treeOfThoughts(wrong)).toThrow('must be a whole number from 1')
    }
  })
})

describe('planners in a maze', () => {
  it('chainOfThought() that prefers left misses a goal on the right', async () => {
    const model = saying('{"reasoning":"Left is best.","answer":"LLL"}')
    expect((await chainOfThought().run(taskOf(WAYS), contextOf(model))).answer).not.toBe('RRR')
  })

  it('treeOfThoughts() in depth visits nodes in a known order and steps back from dead ends', async () => {
    const planner = treeOfThoughts({ search: 'depth', depth: 3, samples: 2, ratings: 1 })
    const result = await planner.run(taskOf(WAYS), contextOf(mazeModel('LRR')))
    expect(result.answer).toBe('LRR')
    const visited = result.transcript.filter(({ step, kept }) => kept && (step === 'thought' || step === 'leaf'))
    expect(visited.map(({ thought }) => thought)).toEqual(['left', 'right', 'right'])
  })

  it('treeOfThoughts() in breadth with a value that knows the goal always finds it', async () => {
    for (const goal of WAYS.labels) {
      const planner = treeOfThoughts({ depth: 3, samples: 2, breadth: 4, judge: 'value', ratings: 1 })
      expect((await planner.run(taskOf(WAYS), contextOf(mazeModel(goal)))).answer).toBe(goal)
    }
  })

  it('treeOfThoughts() that keeps one node needs a right vote at every level', async () => {
    const planner = treeOfThoughts({ depth: 3, samples: 2, breadth: 1, votes: 1 })
    const last = (ways: readonly string[]) => ways.length - 1
    const right = await planner.run(taskOf(WAYS), contextOf(mazeModel('RRR', last)))
    expect(right.answer).toBe('RRR')
    const wrong = await planner.run(taskOf(WAYS), contextOf(mazeModel('RRR')))
    expect(wrong.answer).toBe('LLL')
  })

  it('selfInspiring() reaches the goal when another way is offered and the final prompt holds both branches', async () => {
    const step = (n: number) => ({ thought: '', action: { tool: 'echo', input: { n } } })
    const model = answering(({ user, wanted }) => {
      if (wanted.type !== 'json') return ''
      if (user.includes('numbers of the branches')) {
        const both = user.includes('Branch 1') && user.includes('Branch 2 (another way)')
        return JSON.stringify({ branches: [2], answer: both ? 'RRR' : 'LLL' })
      }
      if (user.includes('"alternative"'))
        return JSON.stringify({ alternative: user.includes('Branch 2') ? null : step(2) })
      return user.includes('Branch 2')
        ? '{"thought":"","action":{"tool":"finish","input":{"answer":"LLL"}}}'
        : JSON.stringify(step(1))
    })
    const result = await selfInspiring({ alternatives: 1 }).run(taskOf(WAYS), contextOf(model))
    expect(result).toMatchObject({ answer: 'RRR', details: { 'branches used': '2' } })
  })
})
