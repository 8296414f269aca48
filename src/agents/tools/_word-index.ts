import MiniSearch from 'minisearch'

/** One place of a list of documents with its score; higher is better. */
export interface WordHit {
  readonly place: number
  readonly score: number
}

/** Finds documents by their words. */
export interface WordIndex {
  /** All that share a word with the query, or nearly; best first, equal scores in the order given. */
  hits(query: string): readonly WordHit[]
}

/**
 * Indexes documents for BM25 (Robertson and Zaragoza 2009) with a tolerance of one letter in five.
 *
 * @param boost how much more a field counts than others
 */
export function wordIndex<Field extends string>(
  documents: readonly Readonly<Record<Field, string>>[],
  fields: readonly Field[],
  boost: Readonly<Record<string, number>> = {},
): WordIndex {
  const index = new MiniSearch<Record<string, unknown>>({ idField: 'place', fields: [...fields] })
  index.addAll(documents.map((document, place) => ({ place, ...document })))
  const asked = { boost: { ...boost }, fuzzy: 0.2 }
  return {
    hits: (query) =>
      index
        .search(query, asked)
        .map(({ id, score }) => ({ place: id as number, score }))
        .sort((one, other) => other.score - one.score || one.place - other.place),
  }
}
