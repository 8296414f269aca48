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
import { readTable } from '../sources/table.ts'
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
  return {
    name,
    licence,
    scale,
    catalogue,
    people,
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
const plainText = fc.stringMatching(/^[a-zA-Z0-9é'(,;:|[][a-zA-Z0-9é '"(),;:|\]-]{0,6}[a-zA-Z0-9)]$/)

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
        trade: fc.option(texts, { nil: undefined }),
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

/** What the rows of a log say, for readers of the log alone. */
function rowsOf({ users, items, log }: Dataset): object[] {
  return Array.from(log.item, (item, row) => ({
    user: users.ids[log.user[row]!],
    item: items.ids[item],
    value: log.value[row],
    at: log.at[row],
  }))
}

/** Rows of each person in the order of that person, people by id. */
function byPerson(rows: readonly object[]): object[] {
  const people = new Set(rows.map((row) => (row as { user: string }).user))
  return [...people].sort().flatMap((user) => rows.filter((row) => (row as { user: string }).user === user))
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

describe('exportDataset()', () => {
  it.each([
    ['jsonl', fc.oneof(someTime, earlyTime, fc.constant(12.5)), 60],
    ['csv', fc.oneof(someTime, earlyTime), 30],
    ['parquet', fc.oneof(someTime, earlyTime), 4],
  ] as const)(
    'exportDataset() writes %s that reads back as it was: ids, cards, order, values, times, circumstances, impressions',
    async (format, times, numRuns) => {
      const drawn = datasets({
        ids: anyText,
        texts: anyText,
        words: anyText.map((word) => word.trim()),
        times,
        impressions: true,
        context: true,
      })
      await fc.assert(
        fc.asyncProperty(drawn, async (data) => {
          const back = await roundTrip(data, format)
          expect(said(back)).toEqual(said(data))
        }),
        { numRuns },
      )
    },
  )

  it.each([
    ['recbole', 'drawn.inter'],
    ['gorse', 'feedback.jsonl'],
  ] as const)(
    'exportDataset() writes a log as %s that a reader of tables gets back: ids, values, times, order',
    async (format, file) => {
      await fc.assert(
        fc.asyncProperty(
          datasets({ ids: plainText, texts: plainText, words: plainText, times: wholeTime }),
          async (data) => {
            const folder = join(home, format)
            await exportDataset(data, { format, folder })
            const back = await readTable(join(folder, file), { duplicates: 'keep-all' })
            // Ids alone may be in another order than among all ids, and so may rows of one time.
            const timed = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort()
            expect(timed(rowsOf(back))).toEqual(timed(rowsOf(data)))
          },
        ),
        { numRuns: 30 },
      )
    },
  )

  it('exportDataset() writes metarank events in order of time that tell every row of the log, and every slate once', async () => {
    const drawn = datasets({
      ids: anyText,
      texts: anyText,
      words: anyText,
      times: someTime,
      impressions: true,
      context: true,
    })
    await fc.assert(
      fc.asyncProperty(drawn, async (data) => {
        const folder = join(home, 'metarank')
        await exportDataset(data, { format: 'metarank', folder })
        const events = (await readFile(join(folder, 'events.jsonl'), 'utf8'))
          .split('\n')
          .slice(0, -1)
          .map((line) => JSON.parse(line))
        const times = events.map(({ timestamp }) =>
          timestamp === undefined ? Number.POSITIVE_INFINITY : Number(timestamp),
        )
        expect(times).toEqual(times.toSorted((one, other) => one - other))
        const done = events.filter(({ event }) => event === 'interaction')
        const rows = done.map(({ user, item, timestamp = Number.NaN, fields }) => ({
          user,
          item,
          value: Math.fround(
            fields.find(({ name }: { name: string }) => name === 'rating' || name === 'value')?.value ?? 1,
          ),
          at: Number(timestamp),
        }))
        expect(byPerson(rows)).toEqual(byPerson(rowsOf(data)))
        const shown = events.filter(({ event }) => event === 'ranking')
        expect(shown.flatMap(({ items }) => items)).toHaveLength(data.impressions!.length)
        for (const { ranking, user, item } of done.filter((event) => event.ranking)) {
          const page = shown.find(({ id }) => id === ranking)
          expect(page.user).toBe(user)
          expect(page.items).toContainEqual({ id: item })
        }
      }),
      { numRuns: 40 },
    )
  })
})
