import { type Baskets, transposed } from './_baskets.ts'
import { eachPair } from './_each-pair.ts'
import { neighbourKeeper, offerKept } from './_keep-neighbours.ts'
import type { Neighbours } from './_neighbours.ts'
import type { Comparison, Features } from './_similarity.ts'

/** How a model finds the neighbours of items by the people who touched both. */
export interface PairRule {
  /** Neighbours kept an item. */
  readonly neighbours: number
  /** The formula, prepared on what people touched when the model was fitted. */
  readonly compare: (people: Features) => Comparison
}

/** What people touched, as a comparison of items is prepared from it. */
export function peopleAsFeatures({ offsets }: Baskets, items: number): Features {
  return { counts: Int32Array.from(offsets.subarray(1), (end, person) => end - offsets[person]!), things: items }
}

/**
 * The strongest neighbours of every item.
 *
 * @param baskets one row a person, columns ascending; those of items that came after the fit with them
 * @param features people, as `rule.compare` is prepared on them: as they were at the fit
 * @param items number of items, later ones with them
 * @param known the neighbours of the items before: only pairs with later items are looked at
 */
export function pairNeighbours(
  baskets: Baskets,
  features: Features,
  items: number,
  rule: PairRule,
  known?: Neighbours,
): Neighbours {
  const { shared, own, source, target, weigh } = rule.compare(features)
  const people = transposed(baskets, items)
  const masses = massesOf(baskets, items, Float64Array.from(features.counts, own))
  const sources = masses.map(source)
  const targets = masses.map(target)
  const keeper = neighbourKeeper(roomFor(baskets, people, rule.neighbours))
  const from = known ? known.offsets.length - 1 : 0
  if (known) offerKept(keeper, known)
  const visit = (item: number, other: number, overlap: number) => {
    keeper.offer(item, other, weigh(overlap, sources[item]!, targets[other]!))
    // The walk does not come by the items before again.
    if (other < from) keeper.offer(other, item, weigh(overlap, sources[other]!, targets[item]!))
  }
  eachPair(baskets, people, Float64Array.from(features.counts, shared), visit, from)
  return keeper.kept()
}

/** Per item the sum of what everybody who touched it adds. */
function massesOf({ offsets, columns }: Baskets, items: number, own: Float64Array): Float64Array {
  const masses = new Float64Array(items)
  for (let person = 0; person < own.length; person++) {
    for (let place = offsets[person]!; place < offsets[person + 1]!; place++) masses[columns[place]!]! += own[person]!
  }
  return masses
}

/** Neighbours that an item can have at most: no more than are kept, nor than its people touched besides. */
function roomFor(baskets: Baskets, { offsets, columns }: Baskets, keep: number): Float64Array {
  const items = offsets.length - 1
  return Float64Array.from({ length: items }, (_, item) => {
    let besides = 0
    for (let place = offsets[item]!; place < offsets[item + 1]! && besides < keep; place++) {
      const person = columns[place]!
      besides += baskets.offsets[person + 1]! - baskets.offsets[person]! - 1
    }
    return Math.min(keep, items - 1, besides)
  })
}
