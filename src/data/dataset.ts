import { createHash } from 'node:crypto'
import type { Dataset, Interactions, Item, ItemId, ItemIndex, Scale, User, UserId, UserIndex } from '../domain/index.ts'
import { interactions, type RowColumns } from './columns.ts'
import { type MergePolicy, mergeDuplicates } from './duplicates.ts'
import type { DatasetWithColumns, SourceColumns } from './source-columns.ts'
import { vocabulary } from './vocabulary.ts'

/** One row as a reader met it. */
export interface Row {
  readonly user: UserId
  readonly item: ItemId
  /** The rating, or 1 for a plain event. */
  readonly value: number
  /** Milliseconds since 1970, UTC; NaN without a time. */
  readonly at: number
}

/** What a reader knows about a data set beside its rows. */
export interface DatasetFacts {
  readonly name: string
  readonly licence: string
  readonly scale?: Scale
  /** Items with what is known of them; items that occur in rows only get a card with their id as title. */
  readonly catalogue?: readonly Item[]
  readonly people?: readonly User[]
  readonly notes?: readonly string[]
  /** What becomes of rows that repeat a pair of person and item; without it they are kept and not counted. */
  readonly duplicates?: MergePolicy
  /** Names and types of the columns, where the source has them. */
  readonly columns?: SourceColumns
}

/** Rows as columns; `user` and `item` are places in the two lists of ids, which may come in any order. */
export interface CodedRows extends RowColumns {
  /** Distinct. */
  readonly userIds: readonly UserId[]
  /** Distinct. */
  readonly itemIds: readonly ItemId[]
  /** What people were shown, in the same numbers; `value` is 1 for what they took up. */
  readonly impressions?: RowColumns
}

/**
 * Makes a data set of rows: vocabularies, canonical order and hash.
 *
 * @example datasetFromRows([{ user: userId('a'), item: itemId('x'), value: 1, at: NaN }], { name: 'toy', licence: 'MIT' })
 */
export function datasetFromRows(rows: readonly Row[], facts: DatasetFacts): Dataset {
  const users = codes(rows.map((row) => row.user))
  const items = codes(rows.map((row) => row.item))
  const value = Float64Array.from(rows, (row) => row.value)
  const at = Float64Array.from(rows, (row) => row.at)
  return datasetFromColumns(
    { userIds: users.ids, itemIds: items.ids, user: users.places, item: items.places, value, at },
    facts,
  )
}

/**
 * Makes a data set of columns, for logs too long for a record a row.
 *
 * @example datasetFromColumns({ userIds, itemIds, user: [0], item: [0], value: [1], at: [NaN] }, { name: 'toy', licence: 'MIT' })
 */
export function datasetFromColumns(rows: CodedRows, facts: DatasetFacts): DatasetWithColumns {
  const cards = new Map((facts.catalogue ?? []).map((item) => [item.id, item]))
  const persons = new Map((facts.people ?? []).map((user) => [user.id, user]))
  const users = vocabulary<UserId, UserIndex>([...persons.keys(), ...rows.userIds])
  const items = vocabulary<ItemId, ItemIndex>([...cards.keys(), ...rows.itemIds])
  const codes = {
    user: Int32Array.from(rows.userIds, (id) => users.index(id)!),
    item: Int32Array.from(rows.itemIds, (id) => items.index(id)!),
  }
  const logOf = (columns: RowColumns): Interactions => interactions(users.size, columns, codes)
  const given = logOf(rows)
  const { log, notes } = facts.duplicates
    ? mergeDuplicates(given, items.size, facts.duplicates)
    : { log: given, notes: [] }
  const catalogue = items.ids.map((id) => cards.get(id) ?? { id, title: id, categories: [], attributes: {} })
  return {
    name: facts.name,
    users,
    items,
    catalogue,
    people: users.ids.map((id) => persons.get(id) ?? { id }),
    log,
    ...(rows.impressions ? { impressions: logOf(rows.impressions) } : {}),
    ...(facts.scale ? { scale: facts.scale } : {}),
    hash: canonicalHash(users.ids, catalogue, log),
    licence: facts.licence,
    notes: [...(facts.notes ?? []), ...notes],
    ...(facts.columns ? { columns: facts.columns } : {}),
  }
}

/** A part of a data set: the same people and items, another log. @example withLog(data, selectRows(data.log, rows)) */
export function withLog(data: Dataset, log: Interactions): Dataset {
  return { ...data, log }
}

/**
 * SHA-256 over what the numbers depend on: ids, categories and the canonical log.
 *
 * Titles are left out: the same film is spelled differently by different roads (encodings, trailing spaces).
 */
function canonicalHash(users: readonly UserId[], catalogue: readonly Item[], log: Interactions): string {
  const hash = createHash('sha256')
  hash.update(JSON.stringify(users))
  hash.update(JSON.stringify(catalogue.map((item) => [item.id, [...item.categories].sort()])))
  for (const column of [log.offsets, log.item, log.value, log.at]) {
    const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
    for (let from = 0; from < bytes.length; from += hashBlock) hash.update(bytes.subarray(from, from + hashBlock))
  }
  return hash.digest('hex')
}

/** One update of a hash takes less than 2 GB. */
const hashBlock = 2 ** 26

/** Numbers ids in order of appearance. */
function codes<Id extends string>(given: readonly Id[]): { readonly ids: readonly Id[]; readonly places: Int32Array } {
  const known = new Map<Id, number>()
  const places = Int32Array.from(given, (id) => {
    const place = known.get(id) ?? known.size
    known.set(id, place)
    return place
  })
  return { ids: [...known.keys()], places }
}
