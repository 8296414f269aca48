import { TastemakerError } from '../../domain/index.ts'

/** One ranking, marked against what its person turned out to want. Made by `rankedList`. */
export interface RankedList {
  /** Whose it is, as an index of training; -1 for somebody unknown there. */
  readonly user: number
  /** Item indices, best first, no item twice; the ranking may go on below. */
  readonly ranked: Int32Array
  /** Gain of the item at each rank, 0 where it is not relevant; as long as `ranked`. */
  readonly gains: Float64Array
  /** All relevant items, largest gain first, equal gains by index. Its length is |G|. */
  readonly relevant: Int32Array
  /** Their gains, in the same order: the best ranking there is. */
  readonly ideal: Float64Array
  /** By place in `relevant`: its rank from 1 in as much of the ranking as is known; 0 where it is not ranked. */
  readonly ranks: Int32Array
  /** Ranks of the items that are known not to be relevant, in the same way. Most rankings know of none. */
  readonly rejected: Int32Array
  /** How the scores lie, where there are scores and somebody asked. */
  readonly standing: Standing | null
}

/** Where the relevant items stand among all candidates, by score alone. */
export interface Standing {
  /** Items that were ranked. */
  readonly candidates: number
  /** By place in `relevant`: candidates with a higher score. */
  readonly above: Int32Array
  /** By place in `relevant`: candidates with its score, itself included; 0 where it is not a candidate. */
  readonly equal: Int32Array
}

/** What is known of a ranking beside its first places. */
export interface ListDetails {
  readonly user?: number
  /** Finds items in the whole ranking: rank from 1, 0 where one is not ranked, and how its score stands among all. */
  readonly locate?: (items: Int32Array) => Standing & { readonly ranks: Int32Array }
}

/**
 * Marks a ranking against what is known of its items.
 *
 * @param ranked item indices, best first
 * @param judged gain by item index; gains of 0 and below say that an item is not relevant
 * @returns gains by rank, and the gains of the best possible ranking
 * @throws {TastemakerError} `metric/duplicate-item` when an item is ranked twice: it would be hit twice
 * @example rankedList(Int32Array.of(4, 2), new Map([[2, 1]])).gains // [0, 1]
 */
export function rankedList(
  ranked: Int32Array,
  judged: ReadonlyMap<number, number>,
  { user = -1, locate }: ListDetails = {},
): RankedList {
  const place = placesOf(ranked)
  const wanted = [...judged].filter(([, gain]) => gain > 0).sort(([a, x], [b, y]) => y - x || a - b)
  const relevant = Int32Array.from(wanted, ([item]) => item)
  const refused = Int32Array.from(judged.keys()).filter((item) => !(judged.get(item)! > 0))
  const gains = new Float64Array(ranked.length)
  for (const [item, gain] of wanted) if (place.has(item)) gains[place.get(item)! - 1] = gain
  const known = (items: Int32Array): Int32Array => items.map((item) => place.get(item) ?? 0)
  const found = locate?.(relevant)
  return {
    user,
    ranked,
    gains,
    relevant,
    ideal: Float64Array.from(wanted, ([, gain]) => gain),
    ranks: found?.ranks ?? known(relevant),
    rejected: locate && refused.length > 0 ? locate(refused).ranks : known(refused),
    standing: found ?? null,
  }
}

/** Rank from 1 of each item. */
function placesOf(ranked: Int32Array): ReadonlyMap<number, number> {
  const place = new Map<number, number>()
  for (let i = 0; i < ranked.length; i++) {
    const item = ranked[i]!
    place.set(item, i + 1)
    if (place.size > i) continue
    const message = `A ranking must name each item once, got item number ${item} again at rank ${i + 1}.`
    throw new TastemakerError('metric/duplicate-item', message, 'Drop the repeats before measuring.')
  }
  return place
}
