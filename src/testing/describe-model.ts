import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { historyOf, selectRows } from '../data/columns.ts'
import { withLog } from '../data/dataset.ts'
import type { Arrival, Dataset, Fitted, History, UtilityModel } from '../domain/index.ts'
import { itemId, itemIndex, userIndex } from '../domain/index.ts'
import { loadModel } from '../models/registry.ts'
import { readModel, writeModel } from '../models/state-file.ts'
import { randomStream } from '../random.ts'
import { twoGroups } from './two-groups.ts'

/** Rules of the suite that a model may be excused from, each with its reason. */
export interface ModelSkips {
  /** People are recommended unseen items of their own group first. */
  readonly ownGroup?: string
  /** Similar items are of the same group. */
  readonly similarInGroup?: string
  /** An item that nobody touched in training stands last. */
  readonly untouchedLast?: string
  /** Items that came after the fit are served. */
  readonly arrivals?: string
  /** Saving and loading: for models that are not in the registry. */
  readonly saving?: string
}

/**
 * Registers the tests that every utility model must pass, on a problem with an obvious answer.
 *
 * Call it at the top level of a test file.
 *
 * @param name of the model, for the titles
 * @param make a fresh model
 * @param skips rules it is excused from, with reasons that the titles show
 * @param data two groups of people and items; `twoGroups('ratings')` for models that need ratings
 * @example describeModel('ease', () => ease())
 */
export function describeModel(
  name: string,
  make: () => UtilityModel,
  skips: ModelSkips = {},
  data: Dataset = twoGroups(),
): void {
  const learn = (seed = 7, threads = 1) => make().fit(data, { random: randomStream(seed), threads })
  const rule = (title: string, reason: string | undefined, test: () => Promise<void>) =>
    reason === undefined ? it(title, test) : it.skip(`${title} (skipped: ${reason})`, test)
  const groupOf = (item: number) => data.items.ids[item]!.slice(0, 1)
  const everybody = Array.from({ length: data.users.size }, (_, u) => userIndex(u))

  describe(`${name} as a utility model`, () => {
    rule('recommends unseen items of the own group first', skips.ownGroup, async () => {
      const fitted = await learn()
      for (const user of everybody) {
        const group = data.users.ids[user]!.slice(0, 1)
        const first = ranked(fitted.score(fitted.user(user)), historyOf(data.log, user)).slice(0, 2)
        expect(first.map(groupOf)).toEqual([group, group])
      }
    })

    it('carries the name and family of its model, and the sizes of its data', async () => {
      const fitted = await learn()
      const { name: full, family } = make()
      expect(fitted).toMatchObject({ name: full, family, users: data.users.size, items: data.items.size })
    })

    it('is the same whenever it is fitted, on any number of threads', async () => {
      expect(allScores(await learn(7, 2))).toEqual(allScores(await learn(7, 1)))
    })

    it('gives a folded-in history the ranking of the person it belongs to', async () => {
      const fitted = await learn()
      for (const user of everybody) {
        const history = historyOf(data.log, user)
        const folded = fitted.foldIn({ items: history.items.slice(), values: history.values.slice() })
        expect(ranked(fitted.score(folded), NOTHING)).toEqual(ranked(fitted.score(fitted.user(user)), NOTHING))
      }
    })

    rule('serves a new person with one item', skips.ownGroup, async () => {
      const fitted = await learn()
      for (const item of [0, data.items.size - 1]) {
        const history = oneItem(item)
        const first = ranked(fitted.score(fitted.foldIn(history)), history)[0]!
        expect(groupOf(first)).toBe(groupOf(item))
      }
    })

    it('serves a person without a history', async () => {
      const fitted = await learn()
      const nobody = fitted.foldIn(NOTHING)
      expect(fitted.score(nobody).every(Number.isFinite)).toBe(true)
      expect(fitted.explain(nobody, itemIndex(0), 3).length).toBeLessThanOrEqual(3)
    })

    it('scores every item with a finite number, into the array it is given', async () => {
      const fitted = await learn()
      const into = new Float32Array(data.items.size).fill(Number.NaN)
      expect(fitted.score(fitted.user(everybody[0]!), undefined, into)).toBe(into)
      expect(into.every(Number.isFinite)).toBe(true)
      expect(Array.from(into)).toEqual(Array.from(fitted.score(fitted.user(everybody[0]!))))
    })

    rule('puts an item that nobody touched in training last', skips.untouchedLast, async () => {
      const rows = Array.from(data.log.item.keys()).filter((row) => data.log.item[row] !== 5)
      const part = withLog(data, selectRows(data.log, rows))
      const fitted = await make().fit(part, { random: randomStream(7), threads: 1 })
      for (const user of everybody) {
        const scores = fitted.score(fitted.user(user))
        expect(scores[5]).toBe(Math.min(...scores))
      }
    })

    rule('serves an item that came after the fit to the group that touched it', skips.arrivals, async () => {
      const fitted = await learn()
      const before = allScores(fitted)
      for (const group of ['a', 'b']) {
        const more = fitted.addItems([arrivalOf(group, data)])
        expect(more.items).toBe(data.items.size + 1)
        for (const user of everybody) {
          const scores = more.score(more.user(user))
          expect(scores.length).toBe(data.items.size + 1)
          expect(scores.every(Number.isFinite)).toBe(true)
          if (skips.ownGroup !== undefined || data.users.ids[user]!.slice(0, 1) !== group) continue
          for (let item = 0; item < data.items.size; item++) {
            if (groupOf(item) !== group) expect(scores[data.items.size]).toBeGreaterThan(scores[item]!)
          }
        }
        if (skips.saving === undefined)
          expect(allScores(loadModel(structuredClone(more.save())))).toEqual(allScores(more))
      }
      expect(allScores(fitted)).toEqual(before)
    })

    if (skips.arrivals !== undefined) {
      it('says why it cannot take an item after the fit', async () => {
        const fitted = await learn()
        expect(() => fitted.addItems([arrivalOf('a', data)])).toThrow(
          expect.objectContaining({ code: 'model/unsupported' }),
        )
      })
    }

    it('finds the best of its scores, whichever way it takes', async () => {
      const fitted = await learn()
      if (!fitted.best) return
      for (const user of everybody) {
        const view = fitted.user(user)
        const barred = new Uint8Array(data.items.size)
        for (const item of view.history.items) barred[item] = 1
        const scores = fitted.score(view)
        const best = fitted.best(view, 5, barred)
        expect(Array.from(best.indices)).toEqual(ranked(scores, view.history).slice(0, 5))
        expect(Array.from(best.scores)).toEqual(Array.from(best.indices, (item) => scores[item]))
        expect(Array.from(fitted.best(view, 3).indices)).toEqual(ranked(scores, NOTHING).slice(0, 3))
      }
    })

    it('refuses a person who is not in the data', async () => {
      const fitted = await learn()
      expect(() => fitted.user(userIndex(data.users.size))).toThrow(/user/i)
    })

    it('names similar items best first, never the item itself', async () => {
      const fitted = await learn()
      for (let item = 0; item < data.items.size; item++) {
        const near = fitted.similar(itemIndex(item), 3)
        const scores = near.map(({ score }) => score)
        expect(near.length).toBeLessThanOrEqual(3)
        expect(near.map((other) => other.item)).not.toContain(item)
        expect(scores).toEqual(scores.toSorted((a, b) => b - a))
      }
    })

    rule('finds similar items in the same group', skips.similarInGroup, async () => {
      const fitted = await learn()
      for (let item = 0; item < data.items.size; item++) {
        const near = fitted.similar(itemIndex(item), 3).map((other) => groupOf(other.item))
        expect(near).toEqual(Array(3).fill(groupOf(item)))
      }
    })

    it('explains by items of the history, with numbers, k at most', async () => {
      const fitted = await learn()
      for (const user of everybody) {
        const view = fitted.user(user)
        const evidence = fitted.explain(view, itemIndex(ranked(fitted.score(view), view.history)[0]!), 2)
        expect(evidence.length).toBeLessThanOrEqual(2)
        for (const { type, ...facts } of evidence) {
          if ('features' in facts) {
            expect(facts.features.every((feature) => feature.length > 0)).toBe(true)
            expect(Number.isFinite(facts.weight)).toBe(true)
            continue
          }
          if ('item' in facts) expect(view.history.items).toContain(facts.item)
          expect(Object.values(facts).every(Number.isFinite), type).toBe(true)
        }
      }
    })

    it('leaves what it is given as it was', async () => {
      const columns = () =>
        structuredClone([data.log.offsets, data.log.user, data.log.item, data.log.value, data.log.at])
      const before = columns()
      const fitted = await learn()
      const history = { items: Int32Array.of(3, 1, 3), values: Float32Array.of(4, 5, 4) }
      const view = fitted.foldIn(history)
      const scores = fitted.score(view).slice()
      fitted.explain(view, itemIndex(2), 2)
      fitted.score(fitted.user(everybody[0]!))
      expect(columns()).toEqual(before)
      expect(history).toEqual({ items: Int32Array.of(3, 1, 3), values: Float32Array.of(4, 5, 4) })
      expect(fitted.score(view)).toEqual(scores)
    })

    rule('scores the same after saving and loading, arrays on shared buffers', skips.saving, async () => {
      const fitted = await learn()
      const state = fitted.save()
      for (const [column, array] of Object.entries(state.arrays)) {
        expect(array.buffer, column).toBeInstanceOf(SharedArrayBuffer)
      }
      expect(JSON.parse(JSON.stringify(state.options))).toEqual(state.options)
      expect(allScores(loadModel(structuredClone(state)))).toEqual(allScores(fitted))
    })

    rule('scores the same after a trip through a file', skips.saving, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'tastemaker-model-'))
      try {
        const fitted = await learn()
        await writeModel(join(folder, 'fitted.model'), fitted)
        const back = await readModel(join(folder, 'fitted.model'))
        expect(back.name).toBe(fitted.name)
        expect(allScores(back)).toEqual(allScores(fitted))
      } finally {
        await rm(folder, { recursive: true })
      }
    })
  })
}

const NOTHING: History = { items: new Int32Array(0), values: new Float32Array(0) }

/** A new item of a group, touched by five of its people. */
function arrivalOf(group: string, data: Dataset): Arrival {
  const people = Array.from(data.users.ids.keys()).filter((user) => data.users.ids[user]!.startsWith(group))
  return {
    item: { id: itemId(`${group}-item-new`), title: `Item new of ${group}`, categories: [group], attributes: {} },
    touchedBy: Int32Array.from(people.slice(0, 5)),
    values: new Float32Array(5).fill(data.scale?.max ?? 1),
  }
}

/** The items that a history does not have, by score, ties by index. */
function ranked(scores: Float32Array, history: History): number[] {
  const open = Array.from(scores.keys()).filter((item) => !history.items.includes(item))
  return open.sort((a, b) => scores[b]! - scores[a]! || a - b)
}

function allScores(fitted: Fitted): number[][] {
  return Array.from({ length: fitted.users }, (_, user) => Array.from(fitted.score(fitted.user(userIndex(user)))))
}

function oneItem(item: number): History {
  return { items: Int32Array.of(item), values: Float32Array.of(5) }
}
