import { describe, expect, it } from 'vitest'
import { requireUnlabelled, useTool } from '../../agents/index.ts'
import { withLog } from '../../data/index.ts'
import { type Dataset, reveal } from '../../domain/index.ts'
import { rankScores } from '../../evaluation/tasks/index.ts'
import { toyWorld, twoGroups } from '../../testing/index.ts'
import { rankTasks, rateTasks, type TaskSet } from './task-sets.ts'

const data = toyWorld()

/** All that a planner and its tools may see of one task. */
async function seenIn(set: TaskSet, id: string): Promise<string> {
  const task = set.tasks.find((one) => one.id === id)!
  const [lookUp, history] = set.toolsOf(task)
  const labels = task.answer.type === 'ranking' ? task.answer.candidates.map((one) => one.id) : ['c1']
  const facts = await useTool(lookUp!, { ids: labels })
  const events = await useTool(history!, { id: 'somebody', k: 100 })
  return JSON.stringify([task, facts, events])
}

describe('rankTasks()', () => {
  it('rankTasks() puts the last item among items that the person never touched', () => {
    const set = rankTasks(data, { n: 40, negatives: 19 })
    expect(set.tasks).toHaveLength(40)
    for (const { user, candidates, id } of set.cases) {
      expect(new Set(candidates)).toHaveProperty('size', 20)
      const { log } = data
      const own = log.item.subarray(log.offsets[user]!, log.offsets[user + 1]!)
      const touched = candidates.filter((item) => own.includes(item))
      expect(touched).toEqual([own.at(-1)])
      expect(reveal(set.labels.get(id)!)).toBe(`c${candidates.indexOf(touched[0]!) + 1}`)
    }
  })

  it('rankTasks() keeps labels out of tasks and tools', () => {
    const set = rankTasks(data, { n: 10 })
    expect(() => requireUnlabelled(set.tasks, 'The tasks')).not.toThrow()
    expect(() => requireUnlabelled(set.toolsOf(set.tasks[0]!), 'The tools')).not.toThrow()
  })

  it('rankTasks() with more people keeps the tasks it had', () => {
    const few = rankTasks(data, { n: 5, seed: 3 })
    const many = rankTasks(data, { n: 30, seed: 3 })
    for (const task of few.tasks) expect(many.tasks).toContainEqual(task)
    expect(rankTasks(data, { n: 5, seed: 4 }).tasks).not.toEqual(few.tasks)
  })

  it('rankTasks() tells nothing of what happened at or after the held-out event', async () => {
    const set = rankTasks(data, { n: 40 })
    const { id, user } = set.cases[20]!
    const last = data.log.at[data.log.offsets[user + 1]! - 1]!
    const later = changedFrom(data, user, last)
    expect(later.log.item).not.toEqual(data.log.item)
    expect(await seenIn(rankTasks(later, { n: 40 }), id)).toBe(await seenIn(set, id))
    // What happened before is told.
    const before = changedFrom(data, user, 0)
    expect(await seenIn(rankTasks(before, { n: 40 }), id)).not.toBe(await seenIn(set, id))
  })

  it('rankTasks() shows candidates in an order that says nothing of the true one', () => {
    const ranks: number[] = []
    for (let seed = 1; seed <= 50; seed++) {
      const set = rankTasks(data, { n: 40, seed })
      for (const { id } of set.tasks) ranks.push(Number(String(reveal(set.labels.get(id)!)).slice(1)))
    }
    const mean = ranks.reduce((sum, rank) => sum + rankScores(rank)['HR@1']!, 0) / ranks.length
    // Five standard errors of 2,000 lists.
    expect(Math.abs(mean - 0.05)).toBeLessThan(5 * Math.sqrt((0.05 * 0.95) / ranks.length))
  })

  it('rankTasks() of a stranger tells another history beside the same candidates', () => {
    const [own, none, stranger] = (['own', 'none', 'stranger'] as const).map((history) =>
      rankTasks(data, { n: 12, history }),
    )
    for (const [place, task] of own!.tasks.entries()) {
      expect(stranger!.tasks[place]!.answer).toEqual(task.answer)
      expect(none!.tasks[place]!.answer).toEqual(task.answer)
      expect(stranger!.tasks[place]!.question).not.toBe(task.question)
      expect(none!.tasks[place]!.question).not.toContain('rated')
    }
    // Candidates are left out of a stranger's history, where they would look as if they were done with.
    for (const { question, answer } of stranger!.tasks) {
      const words = answer.type === 'ranking' ? answer.candidates.map((one) => JSON.stringify(one.words)) : []
      expect(words.filter((word) => question.includes(word))).toEqual([])
    }
  })

  it('rankTasks() orders the baseline by popularity on demand, never by the truth', () => {
    const { tasks, cases } = rankTasks(data, { n: 5, baseline: 'popularity' })
    const { answer } = tasks[4]!
    const counts = cases[4]!.past.counts()
    const shown =
      answer.type === 'ranking' ? answer.baseline!.map((id) => cases[4]!.candidates[Number(id.slice(1)) - 1]!) : []
    const values = shown.map((item) => counts[item]!)
    expect(values).toEqual(values.toSorted((a, b) => b - a))
  })

  it('rankTasks() by popularity draws negatives that more people had touched', () => {
    const meanCount = (by: 'uniform' | 'popularity'): number => {
      const counts = rankTasks(data, { n: 40, negatives: 9, by }).cases.map(({ candidates, past }) =>
        candidates.reduce((sum, item) => sum + past.counts()[item]!, 0),
      )
      return counts.reduce((sum, count) => sum + count, 0) / counts.length
    }
    expect(meanCount('popularity')).toBeGreaterThan(meanCount('uniform'))
  })

  it.each([
    [{ n: 0 }, 'n must be a whole number from 1'],
    [{ negatives: 0 }, 'negatives must be a whole number from 1'],
    [{ negatives: 60 }, '60 negatives are asked for'],
  ])('rankTasks() refuses %j', (options, message) => {
    expect(() => rankTasks(data, options)).toThrow(message)
  })
})

describe('rateTasks()', () => {
  it('rateTasks() asks for the stars of the last item', () => {
    const set = rateTasks(data, { n: 40 })
    for (const { id, user } of set.cases) {
      expect(reveal(set.labels.get(id)!)).toBe(data.log.value[data.log.offsets[user + 1]! - 1])
    }
    expect(set.tasks[0]!.answer).toEqual({ type: 'rating', scale: { min: 1, max: 5, step: 1 } })
  })

  it('rateTasks() refuses data without ratings', () => {
    expect(() => rateTasks(twoGroups('events'))).toThrow('has no ratings')
  })
})

/** The same data, other items and ratings of all rows from a time on, less the last item of one person. */
function changedFrom(world: Dataset, user: number, from: number): Dataset {
  const { log } = world
  const item = log.item.slice()
  const value = log.value.slice()
  const last = log.offsets[user + 1]! - 1
  for (let row = 0; row < log.length; row++) {
    if (!(log.at[row]! >= from)) continue
    value[row] = 1
    if (row !== last && (row < log.offsets[user]! || row >= log.offsets[user + 1]!)) item[row] = (item[row]! + 7) % 60
  }
  return withLog(world, { ...log, item, value })
}
