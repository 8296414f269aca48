/*
 * How alike two sets are, when all that is known is what they share.
 *
 * Items are sets of the people who touched them, people are sets of the items they touched; a model compares things (items,
 * or people) by their features (people, or items). With the overlap o = sum of w_f over shared features, a mass m = sum of
 * v_f over a set's own features, and h the shrinkage, which keeps a pair seen twice from counting as certain (Bell and Koren
 * 2007):
 *
 *   cosine      o / (sqrt(m m') + h)                 w = v = 1 (Deshpande and Karypis 2004)
 *   jaccard     o / (m + m' - o + h)                 w = v = 1
 *   asymmetric  o / (m^alpha m'^(1 - alpha) + h)     w = v = 1; m of what is in the history, m' of what is scored (Aiolli 2013)
 *   tfidf       as cosine                            w = v = idf^2 (Salton and Buckley 1988)
 *   bm25        o / (L g g' + h)                     w = idf^2, v = 1, g = (k1 (1 - b + b m / L) + 1) / (k1 + 1), L the mean of m
 *                                                    (Robertson and Zaragoza 2009)
 *
 * idf = log((1 + things) / (1 + things that have the feature)), scaled so that idf^2 is 1 on average over all events: then
 * h is counted in features for all of them.
 */
import { z } from 'zod'

/** A similarity, prepared for one data set. */
export interface Comparison {
  /** w: what a feature that `count` things have adds to an overlap. */
  readonly shared: (count: number) => number
  /** v: what it adds to the mass of a set. */
  readonly own: (count: number) => number
  /** What the mass of a set in the history enters `weigh` as. */
  readonly source: (mass: number) => number
  /** What the mass of a set that is scored enters `weigh` as. */
  readonly target: (mass: number) => number
  readonly weigh: (overlap: number, source: number, target: number) => number
}

/** What a comparison is prepared from. */
export interface Features {
  /** Things that have each feature. */
  readonly counts: ArrayLike<number>
  /** Number of things. */
  readonly things: number
}

/** The options that name a similarity; the models that take them set the defaults. */
export const similarityFields = {
  similarity: z.enum(['cosine', 'jaccard', 'asymmetric', 'tfidf', 'bm25']),
  shrinkage: z.number().min(0).max(10_000),
  alpha: z.number().min(0).max(1),
  k1: z.number().min(0).max(1_000),
  b: z.number().min(0).max(1),
}

/** The similarity that the options name. @example comparisonOf(options, { counts, things }).weigh(2, 2, 3) */
export function comparisonOf(options: z.output<z.ZodObject<typeof similarityFields>>, features: Features): Comparison {
  const { alpha, shrinkage } = options
  const one = () => 1
  const overProduct = (overlap: number, source: number, target: number) => overlap / (source * target + shrinkage)
  switch (options.similarity) {
    case 'cosine':
      return { shared: one, own: one, source: Math.sqrt, target: Math.sqrt, weigh: overProduct }
    case 'jaccard': {
      const same = (mass: number) => mass
      const overUnion = (overlap: number, source: number, target: number) =>
        overlap / (source + target - overlap + shrinkage)
      return { shared: one, own: one, source: same, target: same, weigh: overUnion }
    }
    case 'asymmetric': {
      const power = (exponent: number) => (mass: number) => mass ** exponent
      return { shared: one, own: one, source: power(alpha), target: power(1 - alpha), weigh: overProduct }
    }
    case 'tfidf': {
      const idf2 = squaredIdf(features)
      return { shared: idf2, own: idf2, source: Math.sqrt, target: Math.sqrt, weigh: overProduct }
    }
    case 'bm25': {
      const side = saturation(options, meanMass(features))
      return { shared: squaredIdf(features), own: one, source: side, target: side, weigh: overProduct }
    }
  }
}

/** idf^2 of a feature by its count, 1 on average over events; 1 where every feature is everywhere and tells nothing. */
function squaredIdf({ counts, things }: Features): (count: number) => number {
  const raw = (count: number) => Math.log((1 + things) / (1 + count)) ** 2
  let sum = 0
  let events = 0
  for (let feature = 0; feature < counts.length; feature++) {
    sum += counts[feature]! * raw(counts[feature]!)
    events += counts[feature]!
  }
  return sum > 0 ? (count) => (raw(count) * events) / sum : () => 1
}

/** L, never below 1. */
function meanMass({ counts, things }: Features): number {
  let events = 0
  for (let feature = 0; feature < counts.length; feature++) events += counts[feature]!
  return Math.max(1, events / things)
}

/** sqrt(L) g: the product of two is L g g'. */
function saturation({ k1, b }: { readonly k1: number; readonly b: number }, mean: number): (mass: number) => number {
  return (mass) => (Math.sqrt(mean) * (k1 * (1 - b + (b * mass) / mean) + 1)) / (k1 + 1)
}
