import { createHash } from 'node:crypto'
import type { Dataset, Interactions, Item, ItemId, ItemIndex, Scale, User, UserId, UserIndex } from '../domain/index.ts'
import { interactions, type RowColumns } from './columns.ts'
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
}

/** Rows as columns; `user` and `item` are places in the two lists of ids, which may come in any order. */
export interface CodedRows extends RowColumns {
  /** Distinct. */
  readonly userIds: readonly UserId[]
  /** Distinct. */
  readonly itemIds: readonly ItemId[]
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
export function datasetFromColumns(rows: CodedRows, facts: DatasetFacts): Dataset {
  const cards = new Map((facts.catalogue ?? []).map((item) => [item.id, item]))
  const persons = new Map((facts.people ?? []).map((user) => [user.id, user]))
  const users = vocabulary<UserId, UserIndex>([...persons.keys(), ...rows.userIds])
  const items = vocabulary<ItemId, ItemIndex>([...cards.keys(), ...rows.itemIds])
  const userOf = Int32Array.from(rows.userIds, (id) => users.index(id)!)
  const itemOf = Int32Array.from(rows.itemIds, (id) => items.index(id)!)
  const log = interactions(users.size, {
    user: recode(rows.user, userOf),
    item: recode(rows.item, itemOf),
    value: rows.value,
    at: rows.at,
    ...(rows.context ? { context: rows.context } : {}),
  })
  const catalogue = items.ids.map((id) => cards.get(id) ?? { id, title: id, categories: [], attributes: {} })
  return {
    name: facts.name,
    users,
    items,
    catalogue,
    people: users.ids.map((id) => persons.get(id) ?? { id }),
    log,
    ...(facts.scale ? { scale: facts.scale } : {}),
    hash: canonicalHash(users.ids, catalogue, log),
    licence: facts.licence,
    notes: facts.notes ?? [],
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
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  }
  return hash.digest('hex')
}

function recode(places: ArrayLike<number>, indices: Int32Array): Int32Array {
  const recoded = new Int32Array(places.length)
  for (let row = 0; row < recoded.length; row++) recoded[row] = indices[places[row]!]!
  return recoded
}

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
