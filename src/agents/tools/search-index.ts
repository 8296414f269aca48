import type { Dataset, Item } from '../../domain/index.ts'
import { bestFirst, itemsWhere } from './_best.ts'
import { wordIndex } from './_word-index.ts'
import { everyItem } from './catalogue-columns.ts'
import { dotProduct, unitVector } from './item-scores.ts'

/** Turns texts into vectors of one length, in the order given. */
export type EmbedTexts = (texts: readonly string[]) => Promise<readonly Float32Array[]>

/** Finds items by words, and by meaning where it was given vectors. Made once for a catalogue, shared by all sessions. */
export interface SearchIndex {
  /** The k best, best first; ties in catalogue order. */
  search(query: string, k: number): Promise<readonly { readonly item: number; readonly score: number }[]>
  /** A score for every item, by item index; 0 for one that was not found. */
  scores(query: string): Promise<Float32Array>
}

/** The constant of reciprocal rank fusion, as in its paper. */
const RANK_OFFSET = 60
/** How deep the ranking by vectors goes into the fusion. */
const DEPTH = 1000
/** Texts given to the embedding function at once. */
const BATCH = 64

/**
 * Indexes a catalogue by title, categories and text.
 *
 * Words are scored by BM25. With an embedding function, the ranking by words and that by cosine are fused by reciprocal
 * rank: the sum of 1 / (60 + rank) (Cormack, Clarke and Buettcher 2009).
 *
 * @example await (await searchIndex(data)).search('space opera', 10)
 */
export async function searchIndex({ catalogue }: Pick<Dataset, 'catalogue'>, embed?: EmbedTexts): Promise<SearchIndex> {
  const documents = catalogue.map((item) => ({
    title: item.title,
    categories: item.categories.join(' '),
    text: item.text ?? '',
  }))
  const words = wordIndex(documents, ['title', 'categories', 'text'], { title: 2 })
  const vectors = embed ? await embedAll(catalogue.map(textOf), embed) : undefined
  const every = everyItem(catalogue.length)
  const scores = async (query: string): Promise<Float32Array> => {
    const found = words.hits(query)
    const all = new Float32Array(catalogue.length)
    if (!vectors || !embed) {
      for (const { place, score } of found) all[place] = score
      return all
    }
    const [asked] = await embedAll([query], embed)
    const near = bestFirst(
      every,
      Float32Array.from(vectors, (vector) => dotProduct(vector, asked!)),
      DEPTH,
    )
    for (const ranking of [found.map(({ place }) => place), near]) {
      for (const [rank, item] of ranking.entries()) all[item]! += 1 / (RANK_OFFSET + rank + 1)
    }
    return all
  }
  return {
    scores,
    async search(query, k) {
      const all = await scores(query)
      const found = itemsWhere(every, (item) => all[item]! > 0)
      return Array.from(bestFirst(found, all, k), (item) => ({ item, score: all[item]! }))
    },
  }
}

const textOf = (item: Item): string =>
  [item.title, item.categories.join(', '), item.text ?? ''].filter(Boolean).join('. ')

async function embedAll(texts: readonly string[], embed: EmbedTexts): Promise<readonly Float32Array[]> {
  const vectors: Float32Array[] = []
  for (let from = 0; from < texts.length; from += BATCH) {
    vectors.push(...(await embed(texts.slice(from, from + BATCH))).map(unitVector))
  }
  if (vectors.length !== texts.length)
    throw new Error(`${texts.length} texts were embedded as ${vectors.length} vectors`)
  return vectors
}
