import type { Vocabulary } from '../domain/index.ts'

/**
 * Builds the two-way map between ids as given and dense indices.
 *
 * @param ids in any order, repeats allowed
 * @returns a vocabulary in ascending order: by number when every id is a plain whole number, else by code unit
 * @example vocabulary(['10', '9']).ids // ['9', '10']
 */
export function vocabulary<Id extends string, Index extends number>(ids: Iterable<Id>): Vocabulary<Id, Index> {
  const distinct = [...new Set(ids)]
  const numeric = distinct.every((id) => /^(0|[1-9]\d{0,14})$/.test(id))
  distinct.sort(numeric ? (a, b) => Number(a) - Number(b) : (a, b) => (a < b ? -1 : 1))
  const places = new Map(distinct.map((id, place) => [id, place as Index]))
  return { size: distinct.length, ids: distinct, index: (id) => places.get(id) }
}
