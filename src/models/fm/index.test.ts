import { describe, expect, it } from 'vitest'
import { type RowColumns, selectRows } from '../../data/columns.ts'
import { datasetFromColumns, withLog } from '../../data/dataset.ts'
import { type Context, type Dataset, type Item, itemId, itemIndex, userId, userIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeModel } from '../../testing/describe-model.ts'
import { twoGroups } from '../../testing/two-groups.ts'
import { fm } from './index.ts'

describeModel('fm', () => fm({ factors: 8 }), { untouchedLast: 'it reads categories and attributes' })

const run = { random: randomStream(7), threads: 1 }

/**
 * Thirty people with a taste for one of three genres, who watch short films on the phone and long ones on the television.
 *
 * Ids say nothing: length is known from who watched what, and where.
 */
function phonesAndTelevisions(): Dataset {
  const random = randomStream(3, 'phones')
  const films = Array.from({ length: 60 }, (_, n): Item => {
    return { id: itemId(`film-${n + 10}`), title: `Film ${n}`, categories: [`genre ${n % 3}`], attributes: {} }
  })
  const rows: { user: number; item: number; device: number }[] = []
  for (let user = 0; user < 30; user++) {
    const own = films.map((_, item) => item).filter((item) => item % 3 === user % 3 || random.next() < 0.1)
    for (const item of random.shuffle(own).slice(0, 14)) rows.push({ user, item, device: item < 30 ? 0 : 1 })
  }
  const columns: RowColumns = {
    user: rows.map(({ user }) => user),
    item: rows.map(({ item }) => item),
    value: rows.map(() => 1),
    at: rows.map(() => Number.NaN),
    context: [
      { name: 'device', values: ['phone', 'television'], codes: Int32Array.from(rows, ({ device }) => device) },
    ],
  }
  return datasetFromColumns(
    {
      ...columns,
      userIds: Array.from({ length: 30 }, (_, n) => userId(`user-${n + 10}`)),
      itemIds: films.map(({ id }) => id),
    },
    { name: 'phones', licence: 'MIT', catalogue: films },
  )
}

describe('fm() with circumstances', async () => {
  const data = phonesAndTelevisions()
  const rows = Array.from({ length: data.log.length }, (_, row) => row)
  const train = withLog(
    data,
    selectRows(
      data.log,
      rows.filter((row) => row % 4 > 0),
    ),
  )
  const test = withLog(
    data,
    selectRows(
      data.log,
      rows.filter((row) => row % 4 === 0),
    ),
  )
  const device = test.log.context![0]!

  /** The mean reciprocal rank of the held-out films among those that their person did not watch in training. */
  async function reciprocalRank(options: Parameters<typeof fm>[0], contextOf: (row: number) => Context | undefined) {
    const fitted = await fm(options).fit(train, run)
    let sum = 0
    for (let row = 0; row < test.log.length; row++) {
      const view = fitted.user(userIndex(test.log.user[row]!))
      const scores = fitted.score(view, contextOf(row))
      const own = scores[test.log.item[row]!]!
      const rivals = scores.filter((score, item) => score > own && !view.history.items.includes(item))
      sum += 1 / (1 + rivals.length)
    }
    return sum / test.log.length
  }
  const known = (row: number): Context => ({ device: device.values[device.codes[row]!]! })

  it('fm() foretells held-out events better when it is told where they happen', async () => {
    const told = await reciprocalRank({ factors: 8 }, known)
    const untold = await reciprocalRank({ factors: 8 }, () => undefined)
    const deaf = await reciprocalRank({ factors: 8, context: false }, known)
    expect(told).toBeGreaterThan(1.3 * untold)
    expect(told).toBeGreaterThan(1.3 * deaf)
  })

  it('fm() takes a circumstance it does not know for an average one', async () => {
    const fitted = await fm({ factors: 8 }).fit(train, run)
    const view = fitted.user(userIndex(0))
    const untold = fitted.score(view)
    expect(fitted.score(view, { device: 'wrist watch', place: 'Rome' })).toEqual(untold)
    const [phone, television] = ['phone', 'television'].map((name) => fitted.score(view, { device: name }))
    const part = train.log.context![0]!.codes.filter((code) => code === 0).length / train.log.length
    for (const [item, score] of untold.entries()) {
      expect(score).toBeCloseTo(part * phone![item]! + (1 - part) * television![item]!, 4)
    }
  })

  it('fm() serves an item that nobody touched by its categories', async () => {
    const fitted = await fm({ factors: 8 }).fit(train, run)
    const arrival = (genre: number) => ({
      item: { id: itemId('film-new'), title: 'New', categories: [`genre ${genre}`], attributes: {} },
      touchedBy: new Int32Array(0),
      values: new Float32Array(0),
    })
    const more = fitted.addItems([
      arrival(0),
      arrival(1),
      { ...arrival(0), item: { ...arrival(0).item, categories: [] } },
    ])
    for (const user of [0, 3, 1, 4]) {
      const scores = more.score(more.user(userIndex(user)))
      const [first, second, blank] = scores.slice(60)
      expect(first! > second!).toBe(user % 3 === 0)
      expect(blank).toBe(Math.min(...scores))
    }
  })
})

it('fm() reads hour and weekday of a request in UTC', async () => {
  const weekend = Date.UTC(2024, 0, 6, 20)
  const data = twoGroups()
  const at = Float64Array.from(data.log.user, (user) => weekend + (user < 10 ? 0 : 2 * 86_400_000 + 3_600_000))
  const fitted = await fm({ factors: 8 }).fit({ ...data, log: { ...data.log, at } }, run)
  const nobody = fitted.foldIn({ items: new Int32Array(0), values: new Float32Array(0) })
  const best = (time: number) =>
    data.items.ids[fitted.score(nobody, { at: time }).indexOf(Math.max(...fitted.score(nobody, { at: time })))]!
  expect(best(weekend + 7 * 86_400_000 + 60_000)).toMatch(/^a/)
  expect(best(weekend + 9 * 86_400_000 + 3_600_000)).toMatch(/^b/)
})

it('fm() explains by items of the history, then by what the item has', async () => {
  const fitted = await fm({ factors: 8 }).fit(twoGroups(), run)
  const evidence = fitted.explain(fitted.user(userIndex(0)), itemIndex(6), 20)
  expect(evidence[0]).toMatchObject({ type: 'neighbour' })
  expect(evidence.at(-1)).toMatchObject({ type: 'features', features: ['a'] })
})
