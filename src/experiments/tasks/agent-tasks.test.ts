import { describe, expect, it } from 'vitest'
import { requireUnlabelled } from '../../agents/index.ts'
import { inventedReviews, withLog } from '../../data/index.ts'
import { type AgentTaskType, type Dataset, reveal } from '../../domain/index.ts'
import { rankIn, rankScores } from '../../evaluation/tasks/index.ts'
import { toyWorld, twoGroups } from '../../testing/index.ts'
import { agentTasks } from './agent-tasks.ts'
import { rollingCuts } from './rolling-cuts.ts'
import type { AgentTaskSet } from './task-sample.ts'

const data = toyWorld()

/** All that is asked and may be known of each person, without the truth. */
const seenOf = ({ samples }: AgentTaskSet) =>
  samples.map(({ asked, past, user, cut }) => {
    const { from, to } = past.rowsOf(user)
    const { log } = past.data
    return {
      asked,
      before: past.before,
      cut: cut.before,
      items: [...log.item.subarray(from, to)],
      learned: [...cut.training().log.item],
      counts: [...past.counts()],
    }
  })

const candidatesOf = ({ asked }: AgentTaskSet['samples'][number], order = 0) => {
  const task = asked[order]!
  return task.type === 'rank' ? task.candidates : []
}

/** The same data with other items or ratings in some rows. */
function changed(world: Dataset, of: (row: number) => { item?: number; value?: number } | null): Dataset {
  const { log } = world
  const [item, value] = [log.item.slice(), log.value.slice()]
  for (let row = 0; row < log.length; row++) {
    const other = of(row)
    if (other?.item !== undefined) item[row] = other.item
    if (other?.value !== undefined) value[row] = other.value
  }
  return withLog(world, { ...log, item, value })
}

describe('rollingCuts()', () => {
  it('rollingCuts() stands at eight moments, the first behind three tenths of the events', () => {
    const cuts = rollingCuts(data)
    expect(cuts).toHaveLength(8)
    const learned = cuts.map((cut) => cut.training().log.length)
    expect(learned).toEqual(learned.toSorted((a, b) => a - b))
    expect(learned[0]).toBe(240)
    for (const cut of cuts) expect(Math.max(...cut.training().log.at)).toBeLessThan(cut.before!)
  })
})

describe('agentTasks()', () => {
  it('agentTasks() holds out the last event, with nothing at or after it in the past, the models or the question', () => {
    for (const task of ['rate', 'rank', 'next', 'explain'] as const) {
      const set = agentTasks(data, { task, n: 40 })
      for (const { user, past, cut, truth, asked } of set.samples) {
        const row = data.log.offsets[user + 1]! - 1
        expect(reveal(truth)).toMatchObject({ item: data.log.item[row], value: data.log.value[row] })
        expect(past.before).toBe(data.log.at[row])
        expect(cut.before).toBeLessThanOrEqual(data.log.at[row]!)
        expect(() => requireUnlabelled(asked, 'What is asked')).not.toThrow()
      }
    }
  })

  it('agentTasks() leaves out who comes before the first cut, and says how many', () => {
    const set = agentTasks(data, { task: 'rank', n: 40 })
    expect([set.eligible, set.tooEarly]).toEqual([28, 12])
    expect(set.notes.join(' ')).toContain('12 people left out')
    expect(set.notes.join(' ')).toContain('28 of toy-world are eligible')
  })

  it('agentTasks() puts the true item among items that the person never touched', () => {
    for (const [protocol, count] of [
      ['1+7', 8],
      ['1+9', 10],
      ['1+19', 20],
    ] as const) {
      for (const sample of agentTasks(data, { task: 'rank', protocol }).samples) {
        const ids = candidatesOf(sample)
        expect(new Set(ids)).toHaveProperty('size', count)
        const own = data.log.item.subarray(data.log.offsets[sample.user]!, data.log.offsets[sample.user + 1]!)
        const touched = ids.map((id) => data.items.index(id)!).filter((item) => own.includes(item))
        expect(touched).toEqual([reveal(sample.truth).item])
        expect(sample.asked[0]).toMatchObject({ k: count })
      }
    }
    const full = agentTasks(data, { task: 'rank', protocol: 'full' }).samples[0]!
    expect(candidatesOf(full)).toHaveLength(60 - 19)
    expect(full.asked[0]).toMatchObject({ k: 10 })
  })

  it('agentTasks() takes the last liked event for orders, and the last of all for ratings', () => {
    const last = (user: number) => data.log.offsets[user + 1]! - 1
    const soured = changed(data, (row) => (row === last(20) ? { value: 2 } : null))
    const truthOf = (task: AgentTaskType) => agentTasks(soured, { task }).samples.find(({ user }) => user === 20)!.truth
    expect(reveal(truthOf('rate')).value).toBe(2)
    expect(reveal(truthOf('rank')).item).toBe(data.log.item[last(20) - 1])
    const all = agentTasks(soured, { task: 'rank', likedFrom: 1 }).samples.find(({ user }) => user === 20)!
    expect(reveal(all.truth).item).toBe(data.log.item[last(20)])
  })

  it.each(['rank', 'next', 'explain', 'rate'] as const)(
    'agentTasks() asks %s in the same words and orders whatever the truth is',
    (task) => {
      const options = { task, protocol: 'full', shuffles: 2 } as const
      const set = agentTasks(data, options)
      const truths = new Map(set.samples.map(({ user, truth }) => [data.log.offsets[user + 1]! - 1, reveal(truth)]))
      // Where the item is asked about it cannot be another; then the rating is.
      const asksOfItem = task === 'rate' || task === 'explain'
      const other = changed(data, (row) => {
        const truth = truths.get(row)
        if (!truth) return null
        if (asksOfItem) return { value: 9 - truth.value }
        const own = [...data.log.item.subarray(data.log.offsets[data.log.user[row]!]!, row + 1)]
        return { item: [...Array(60).keys()].find((item) => !own.includes(item))! }
      })
      expect(other.log).not.toEqual(data.log)
      // Others' pasts hold the changed rows of who came before them: what is asked is what must not move.
      expect(agentTasks(other, options).samples.map(({ asked }) => asked)).toEqual(
        set.samples.map(({ asked }) => asked),
      )
    },
  )

  it('agentTasks() knows nothing of what happens at or after the held-out event', () => {
    const set = agentTasks(data, { task: 'rank' })
    const { user } = set.samples[10]!
    const moment = data.log.at[data.log.offsets[user + 1]! - 1]!
    const moved = (isMoved: (at: number) => boolean): Dataset =>
      changed(data, (row) =>
        isMoved(data.log.at[row]!) && data.log.user[row] !== user ? { item: (data.log.item[row]! + 7) % 60 } : null,
      )
    const seen = (world: Dataset) => {
      const made = agentTasks(world, { task: 'rank' })
      return seenOf(made)[made.samples.findIndex((one) => one.user === user)]
    }
    expect(seen(moved((at) => at >= moment))).toEqual(seen(data))
    expect(seen(moved((at) => at < moment))).not.toEqual(seen(data))
  })

  it('agentTasks() with more people keeps those it had, asks the same of everybody, and draws others by another seed', () => {
    const few = agentTasks(data, { task: 'rank', n: 5, seed: 3 })
    const many = agentTasks(data, { task: 'rank', n: 25, seed: 3 })
    const asked = (set: AgentTaskSet) => set.samples.flatMap((sample) => sample.asked)
    expect(asked(many)).toEqual(expect.arrayContaining(asked(few)))
    expect(asked(agentTasks(data, { task: 'rank', n: 5, seed: 3 }))).toEqual(asked(few))
    expect(asked(agentTasks(data, { task: 'rank', n: 5, seed: 4 }))).not.toEqual(asked(few))
    const people = (set: AgentTaskSet) => set.samples.map(({ user }) => user)
    expect(people(agentTasks(data, { task: 'next', n: 5, seed: 3 }))).toEqual(people(few))
  })

  it('agentTasks() shows the same candidates in several orders, none of which tells the true one', () => {
    const hits: number[] = []
    for (let seed = 1; seed <= 25; seed++) {
      for (const sample of agentTasks(data, { task: 'rank', seed, shuffles: 3 }).samples) {
        const orders = sample.asked.map((_, order) => candidatesOf(sample, order))
        expect(new Set(orders.map((order) => [...order].sort().join()))).toHaveProperty('size', 1)
        expect(new Set(sample.asked.map(({ id }) => id))).toHaveProperty('size', 3)
        const truth = data.items.ids[reveal(sample.truth).item]!
        hits.push(...orders.map((order) => rankScores(rankIn(order, truth))['HR@1']!))
      }
    }
    const mean = hits.reduce((sum, hit) => sum + hit, 0) / hits.length
    expect(hits.length).toBe(25 * 28 * 3)
    // Five standard errors.
    expect(Math.abs(mean - 0.05)).toBeLessThan(5 * Math.sqrt((0.05 * 0.95) / hits.length))
  })

  it('agentTasks() learns once where there are no times, from nothing that is held out or follows it', () => {
    const { log } = data
    const untimed = withLog(data, { ...log, at: log.at.map(() => Number.NaN) })
    const set = agentTasks(untimed, { task: 'rank' })
    expect([set.samples.length, set.cuts.length, set.tooEarly]).toEqual([40, 1, 0])
    expect(set.cuts[0]!.training().log.length).toBe(40 * 19)
    for (const { user, past, truth } of set.samples) expect(past.touched(user, reveal(truth).item)).toBe(false)
    expect(set.notes.join(' ')).toContain('have no time')
  })

  it('agentTasks() holds out titles of reviews, and texts as references', () => {
    const invented = inventedReviews()
    const options = { reviews: invented.reviews }
    for (const { asked, truth, user } of agentTasks(invented.data, { task: 'summarise', ...options }).samples) {
      const { item, reference } = reveal(truth)
      const review = invented.reviews.find(
        (one) => one.user === invented.data.users.ids[user] && one.item === invented.data.items.ids[item],
      )!
      expect(asked[0]).toMatchObject({ type: 'summarise', review: review.text })
      expect(reference).toBe(review.title)
      expect(JSON.stringify(asked)).not.toContain(JSON.stringify(review.title).slice(1, -1))
    }
    const explained = agentTasks(invented.data, { task: 'explain', ...options })
    expect(explained.samples.every(({ truth }) => reveal(truth).reference !== null)).toBe(true)
    expect(agentTasks(data, { task: 'explain' }).samples.every(({ truth }) => reveal(truth).reference === null)).toBe(
      true,
    )
  })

  it.each([
    [{ task: 'rant' }, 'There is no task "rant"'],
    [{ task: 'rank', protocol: '1+8' }, 'There is no protocol "1+8"'],
    [{ task: 'rank', n: 0 }, 'n must be a whole number from 1'],
    [{ task: 'rank', shuffles: 0 }, 'shuffles must be a whole number from 1'],
    [{ task: 'rank', protocol: '1+99' }, '99 negatives are asked for'],
    [{ task: 'summarise' }, 'has a review with a title'],
    [{ task: 'rank', likedFrom: 6 }, 'has a liked event'],
  ])('agentTasks() refuses %j', (options, message) => {
    expect(() => agentTasks(data, options as never)).toThrow(message)
  })

  it('agentTasks() refuses ratings of data that have none, and orders them all the same', () => {
    const events = twoGroups('events')
    expect(() => agentTasks(events, { task: 'rate' })).toThrow('has no ratings to foresee')
    expect(agentTasks(events, { task: 'rank', protocol: '1+7' }).samples.length).toBeGreaterThan(0)
  })
})
