import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ContextColumn,
  type Dataset,
  type Interactions,
  type Item,
  itemId,
  type Scale,
  type User,
  userId,
} from '../../domain/index.ts'
import { datasetFromColumns } from '../dataset.ts'
import { loadDataset } from '../load.ts'
import { type ExportFormatName, exportDataset } from './index.ts'

let home = ''
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tastemaker-export-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

/** Writes a data set and reads it again, always in the same folder. */
async function roundTrip(data: Dataset, format: ExportFormatName): Promise<Dataset> {
  const folder = join(home, format)
  await exportDataset(data, { format, folder })
  return loadDataset(folder, { home })
}

/** Everything that a data set says, in a form that can be compared. */
function said({ name, licence, scale, users, items, catalogue, people, log, impressions, hash }: Dataset): object {
  const rows = (part: Interactions): object[] =>
    Array.from(part.item, (item, row) => ({
      user: users.ids[part.user[row]!],
      item: items.ids[item],
      value: part.value[row],
      at: part.at[row],
      context: Object.fromEntries(
        (part.context ?? []).flatMap(({ name: of, values, codes }) =>
          codes[row]! < 0 ? [] : [[of, values[codes[row]!]]],
        ),
      ),
    }))
  // A person without traits has none, or none of each: the same.
  const persons = people.map((person) =>
    Object.fromEntries(Object.entries(person).filter(([, value]) => Object.keys(value).length > 0)),
  )
  return {
    name,
    licence,
    scale,
    catalogue,
    people: persons,
    log: rows(log),
    impressions: impressions && rows(impressions),
    hash,
  }
}

/** What data sets to draw. */
interface Drawn {
  readonly ids: fc.Arbitrary<string>
  readonly texts: fc.Arbitrary<string>
  readonly words: fc.Arbitrary<string>
  readonly times: fc.Arbitrary<number>
  readonly impressions?: boolean
  readonly context?: boolean
}

/** Any text that UTF-8 can write and that is not blank. */
const anyText = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 8 })
  .filter((text) => text.trim() !== '' && text.isWellFormed() && !text.includes('\0'))

/** A text that a tab-separated file without quotes can hold. */
const plainText = fc.stringMatching(/^[a-zA-Z0-9é'(,;:|][a-zA-Z0-9é '"(),;:|\]-]{0,6}[a-zA-Z0-9)]$/)

/** A word of a sequence of words. */
const plainWord = fc.stringMatching(/^[a-zA-Z0-9é'(,;:|][a-zA-Z0-9é'"(),;:|\]-]{0,6}$/)

const scale: Scale = { min: 0.5, max: 5, step: 0.5 }

/** Data sets with everything that a data set can have. */
function datasets({ ids, texts, words, times, impressions = false, context = false }: Drawn): fc.Arbitrary<Dataset> {
  const item = (id: string): fc.Arbitrary<Item> =>
    fc
      .record({
        title: texts,
        categories: fc.uniqueArray(words, { maxLength: 3 }),
        year: fc.option(fc.integer({ min: -5, max: 2030 }), { nil: undefined }),
        colour: fc.option(texts, { nil: undefined }),
        text: fc.option(texts, { nil: undefined }),
        price: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: undefined }),
        releasedAt: fc.option(fc.integer({ min: -1e12, max: 2e12 }), { nil: undefined }),
      })
      .map(({ year, colour, text, price, releasedAt, ...rest }) => ({
        id: itemId(id),
        ...rest,
        attributes: defined({ year, colour }) as Item['attributes'],
        ...defined({ text, price, releasedAt }),
      }))
  const person = (id: string): fc.Arbitrary<User> =>
    fc
      .record({
        age: fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }),
        occupation: fc.option(texts, { nil: undefined }),
      })
      .map((facts) => ({
        id: userId(id),
        ...(Object.keys(defined(facts)).length > 0 ? { demographics: defined(facts) } : {}),
      })) as fc.Arbitrary<User>
  return fc
    .record({
      users: fc.uniqueArray(ids, { minLength: 1, maxLength: 4 }),
      items: fc.uniqueArray(ids, { minLength: 1, maxLength: 5 }),
      rated: fc.boolean(),
      places: fc.uniqueArray(texts, { minLength: 1, maxLength: 3 }),
    })
    .chain(({ users, items, rated, places }) => {
      const row = fc.record({
        user: fc.nat(users.length - 1),
        item: fc.nat(items.length - 1),
        value: rated ? fc.integer({ min: 1, max: 10 }).map((half) => half / 2) : fc.constantFrom(1, 1, 0.1, 37.25),
        at: times,
        place: fc.integer({ min: -1, max: places.length - 1 }),
        session: fc.integer({ min: -1, max: places.length - 1 }),
      })
      return fc
        .record({
          catalogue: fc.tuple(...items.map(item)),
          people: fc.tuple(...users.map(person)),
          rows: fc.array(row, { minLength: 1, maxLength: 12 }),
          shown: fc.array(row, { minLength: 1, maxLength: 8 }),
        })
        .map(({ catalogue, people, rows, shown }) => {
          const columns = (list: typeof rows) => ({
            user: list.map(({ user }) => user),
            item: list.map((one) => one.item),
            at: list.map(({ at }) => at),
            ...(context
              ? {
                  context: (['place', 'session'] as const).map(
                    (name): ContextColumn => ({
                      name,
                      values: places,
                      codes: Int32Array.from(list, (one) => one[name]),
                    }),
                  ),
                }
              : {}),
          })
          return datasetFromColumns(
            {
              userIds: users.map(userId),
              itemIds: items.map(itemId),
              ...columns(rows),
              value: rows.map(({ value }) => value),
              ...(impressions
                ? { impressions: { ...columns(shown), value: shown.map(({ value }) => (value > 2 ? 1 : 0)) } }
                : {}),
            },
            { name: 'drawn', licence: 'CC0', ...(rated ? { scale } : {}), catalogue, people },
          )
        })
    })
}

function defined<Value>(record: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Record<string, Value>
}

const someTime = fc.oneof(
  fc.integer({ min: 1e12, max: 1.8e12 }),
  fc.constantFrom(1_500_000_000_000, 1_500_000_000_001),
  fc.constant(Number.NaN),
)
const wholeTime = fc.oneof(
  fc.integer({ min: 0, max: 1.8e9 }).map((second) => second * 1000),
  fc.constant(Number.NaN),
)
const earlyTime = fc.oneof(fc.integer({ min: -1e12, max: 2e11 }), fc.constantFrom(0, 1, 5), fc.constant(Number.NaN))

/** Data sets that hold whatever they may. */
const anything = (times: fc.Arbitrary<number>): fc.Arbitrary<Dataset> =>
  datasets({ ids: anyText, texts: anyText, words: anyText, times, impressions: true, context: true })

describe('exportDataset()', () => {
  it.each([
    ['jsonl', anything(fc.oneof(someTime, earlyTime, fc.constant(12.5))), 60],
    ['csv', anything(fc.oneof(someTime, earlyTime)), 25],
    ['parquet', anything(fc.oneof(someTime, earlyTime)), 4],
    ['gorse', datasets({ ids: anyText, texts: anyText, words: anyText, times: fc.oneof(someTime, earlyTime) }), 25],
    ['recbole', datasets({ ids: plainText, texts: plainText, words: plainWord, times: wholeTime, context: true }), 25],
  ] as const)(
    'exportDataset() writes %s that reads back as it was: ids, cards, order, values, times, and what else it holds',
    async (format, drawn, numRuns) => {
      const check = async (data: Dataset): Promise<void> => {
        expect(said(await roundTrip(data, format))).toEqual(said(data))
      }
      await fc.assert(fc.asyncProperty(drawn, check), { numRuns })
    },
  )

  it('exportDataset() writes metarank that reads back as it was, but for what was taken up without an event', async () => {
    const check = async (data: Dataset): Promise<void> => {
      const [back, given] = [await roundTrip(data, 'metarank'), data].map((one) => said(withoutTaken(one)))
      expect(back).toEqual(given)
    }
    await fc.assert(fc.asyncProperty(anything(fc.oneof(someTime, earlyTime)), check), { numRuns: 40 })
  })

  it('exportDataset() writes metarank events in order of time, interactions with the page that they came from', async () => {
    const check = async (data: Dataset): Promise<void> => {
      await exportDataset(data, { format: 'metarank', folder: join(home, 'metarank') })
      const events = linesOf(await readFile(join(home, 'metarank', 'events.jsonl'), 'utf8'))
      const times = events.map(({ timestamp = Number.POSITIVE_INFINITY }) => Number(timestamp))
      expect(times).toEqual(times.toSorted((one, other) => one - other))
      const shown = new Map(events.filter(({ event }) => event === 'ranking').map((event) => [event.id, event]))
      for (const { ranking, user, item } of events.filter((event) => event.ranking)) {
        expect(shown.get(ranking)?.user).toBe(user)
        expect(shown.get(ranking)?.items).toContainEqual({ id: item })
      }
    }
    await fc.assert(fc.asyncProperty(anything(someTime), check), { numRuns: 40 })
  })

  it('exportDataset() writes recbole files that were read from recbole the same once more', async () => {
    const names = ['drawn.inter', 'drawn.item', 'drawn.user']
    const folder = join(home, 'again')
    const texts = (): Promise<string[]> => Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
    const drawn = datasets({ ids: plainText, texts: plainText, words: plainWord, times: wholeTime })
    const check = async (data: Dataset): Promise<void> => {
      await exportDataset(data, { format: 'recbole', folder })
      const first = await texts()
      const back = await loadDataset(`recbole:${folder}`, { home, duplicates: 'keep-all' })
      await exportDataset(back, { format: 'recbole', folder })
      expect(await texts()).toEqual(first)
    }
    await fc.assert(fc.asyncProperty(drawn, check), { numRuns: 15 })
  })
})

const linesOf = (text: string) =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))

function withoutTaken(data: Dataset): Dataset {
  const shown = data.impressions!
  return { ...data, impressions: { ...shown, value: new Float32Array(shown.length) } }
}
