import fc from 'fast-check'
import { expect, it } from 'vitest'
import { datasetFromRows, type Row } from '../../data/dataset.ts'
import type { Fitted, History, ItemIndex } from '../../domain/index.ts'
import { toyWorld } from '../../testing/toy-world.ts'
import { hashedText } from '../memory/hashed-text.ts'
import { candidateBus } from './candidate-bus.ts'
import { candidateTools } from './candidate-tools.ts'
import { catalogueColumns } from './catalogue-columns.ts'
import { popularityScores, preferenceScores, vectorSimilarity } from './item-scores.ts'
import { lookUpItem } from './look-up-item.ts'
import { lookUpUser } from './look-up-user.ts'
import { pastOf } from './past.ts'
import { sqlDatabase } from './query-sql.ts'
import { searchCatalogue } from './search-catalogue.ts'
import { searchIndex } from './search-index.ts'
import { searchReviews } from './search-reviews.ts'
import { titlesIn } from './titles-in.ts'
import { toolset } from './toolset.ts'
import { useTool } from './use-tool.ts'
import { userHistory } from './user-history.ts'

/*
 * Two promises of every tool: whatever happens at or after the end of the past changes not a byte of what it says, and it names
 * no title but of an item whose id was given, unless it is `map`.
 */

const world = toyWorld()
const END = world.log.at[410]!
const allRows: readonly Row[] = Array.from({ length: world.log.length }, (_, row) => ({
  user: world.users.ids[world.log.user[row]!]!,
  item: world.items.ids[world.log.item[row]!]!,
  value: world.log.value[row]!,
  at: world.log.at[row]!,
}))
const early = allRows.filter(({ at }) => at < END)
const late = allRows.filter(({ at }) => at >= END)
const PERSON = late[0]!.user

/** A model that likes what people of the fold-in touched: its scores are ranks of the history, so that any row of it tells. */
const echo = {
  foldIn: (history: History) => ({ history }),
  score: ({ history }: { readonly history: History }) => {
    const scores = new Float32Array(world.items.size)
    for (const [place, item] of history.items.entries()) scores[item]! += history.values[place]! + place
    return scores
  },
} as unknown as Fitted

/** Inputs for every tool; those that give ids may be answered with the titles of these. */
const uses: readonly (readonly [name: string, input: object])[] = [
  ['count', {}],
  ['look_up', { ids: ['drama-1', 'horror-2', 'nobody'] }],
  ['look_up', { ids: ['Drama 1'] }],
  ['look_up_item', { id: 'comedy-3' }],
  ['look_up_item', { id: 'comedy-33' }],
  ['look_up_user', { id: PERSON }],
  ['look_up_user', { id: '1' }],
  ['user_history', { id: PERSON, k: 20 }],
  ['user_history', { id: '2' }],
  ['search_catalogue', { query: 'comedy 3' }],
  ['search_catalogue', { query: 'Drama 1', k: 50 }],
  ['search_reviews', { query: 'moving', k: 20 }],
  ['search_reviews', { query: 'moving', item: 'drama-1' }],
  [
    'query_sql',
    { sql: 'SELECT item_id, count(*), avg(rating), max(happened_at) FROM interactions GROUP BY 1 ORDER BY 2 DESC, 1' },
  ],
  ['query_sql', { sql: 'SELECT * FROM interactions ORDER BY happened_at DESC, item_id' }],
  ['query_sql', { sql: 'SELECT CAST(item_id AS INT) FROM interactions' }],
  ['query_sql', { sql: 'SELECT * FROM items' }],
  ['query_sql', { sql: 'SELECT * FROM people' }],
  ['hard_filter', { conditions: [{ field: 'year', op: '<', value: 1992 }] }],
  ['hard_filter', { conditions: [{ field: 'category', op: '=', value: 'Drama 1' }] }],
  ['soft_filter', { like: ['drama-1', 'comedy-2'] }],
  ['rank', { by: 'popularity', keep: 12 }],
  ['map', { k: 6 }],
  ['rank', { by: 'preference', liked: ['drama-3'], disliked: ['comedy-2'], keep: 6 }],
  ['map', { k: 6 }],
  ['soft_filter', { text: 'Drama' }],
  ['rank', { by: 'similarity', keep: 4 }],
  ['count', {}],
]

interface Said {
  readonly name: string
  readonly input: object
  readonly words: string
}

/** Everything that all tools say in a session over a log that ends at the same time. */
async function everythingSaid(rows: readonly Row[]): Promise<readonly Said[]> {
  const facts = { name: 'x', licence: 'MIT', catalogue: world.catalogue, people: world.people, scale: world.scale! }
  const data = datasetFromRows(rows, facts)
  const columns = catalogueColumns(data)
  const past = pastOf(data, { before: END })
  const embed = hashedText(16)
  const search = await searchIndex(data, async (texts) => texts.map(embed))
  const reviews = rows.map(({ user, item, at, value }) => {
    const { title } = world.catalogue[world.items.index(item)!]!
    return { user, item, at, text: `${title} is a moving film, worth ${value} to me, as ${user} on ${at}.` }
  })
  const database = await sqlDatabase(data, columns)
  const set = toolset([
    ...candidateTools({
      bus: candidateBus(columns.items.length),
      columns,
      popularity: popularityScores(past),
      preference: preferenceScores(echo, past, data.users.index(PERSON)!),
      similarity: vectorSimilarity(data.catalogue.map(({ title }) => embed(title))),
      search,
      share: 0.5,
    }).tools,
    lookUpItem(columns, past),
    lookUpUser(past, 'everybody'),
    userHistory(past, 'everybody'),
    searchCatalogue(columns, search),
    searchReviews(columns, past, reviews),
    database.tool(past),
  ])
  const said: Said[] = set.tools.map(({ name, description }) => ({ name, input: {}, words: description }))
  for (const [name, input] of uses) {
    const use = await useTool(set.get(name), input)
    said.push({ name, input, words: use.ok ? `${use.words}\n${JSON.stringify(use.output)}` : use.words })
  }
  database.close()
  return said
}

it('all tools say the same to the byte, whatever happens at or after the end of the past', async () => {
  const baseline = await everythingSaid([...early, ...late])
  expect(await everythingSaid(early)).toEqual(baseline)
  const laterRow = fc.record({
    user: fc.constantFrom(...world.users.ids),
    item: fc.constantFrom(...world.items.ids),
    value: fc.integer({ min: 1, max: 5 }),
    at: fc.oneof(fc.integer({ min: END, max: END + 1e9 }), fc.constant(Number.NaN)),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(laterRow, { maxLength: 40 }), async (later) => {
      expect(await everythingSaid([...early, ...later])).toEqual(baseline)
    }),
    { numRuns: 8 },
  )
}, 60_000)

it('tools do say something else when the past is another', async () => {
  const baseline = await everythingSaid(early)
  const other = await everythingSaid(early.filter((_, row) => row % 3 > 0))
  const differing = baseline.filter(({ words }, place) => words !== other[place]!.words).map(({ name }) => name)
  const readers = ['look_up_item', 'look_up_user', 'map', 'query_sql', 'search_reviews', 'user_history']
  expect(differing).toEqual(expect.arrayContaining(readers))
}, 30_000)

it('no tool but map names a title unless the id of its item was given', async () => {
  const { find } = titlesIn(world.catalogue)
  for (const { name, input, words } of await everythingSaid(allRows)) {
    const { ids = [], id, item } = input as { readonly ids?: string[]; readonly id?: string; readonly item?: string }
    const given = [...ids, id, item]
      .map((known) => world.items.index(known as never))
      .filter((index) => index !== undefined)
    const allowed = given.map((index: ItemIndex) => world.catalogue[index]!.title)
    // What somebody wrote into the input may come back in a refusal.
    const echoed = find(JSON.stringify(input))
    const shown = find(words)
    if (name === 'map' && 'k' in input) expect(shown).toHaveLength(6)
    else expect([...allowed, ...echoed]).toEqual(expect.arrayContaining([...shown]))
  }
}, 30_000)
