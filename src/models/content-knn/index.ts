/*
 * Nearest items by content: what reads like what a person liked.
 *
 * An item is a tf-idf row of its words, categories and attributes, of length 1. A person is the mean row of what they liked
 * minus a part of the mean row of what they did not (Rocchio 1971, "Relevance feedback in information retrieval"): with ratings,
 * those below the middle of the scale count against; an event counts for. The score is the cosine of person and item, so
 * an item that nobody has touched is served as soon as it can be read, and who else touched it never matters.
 */
import { z } from 'zod'
import type { Evidence, Fitted, History, ModelState, UserView, UtilityModel } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { float64, int32 } from '../_arrays.ts'
import { countsWith } from '../_arrivals.ts'
import { bestItems, strongestItems } from '../_best-items.ts'
import {
  addRow,
  dotRow,
  type FeatureRows,
  featureRows,
  featureTable,
  rowArrays,
  rowsIn,
  rowsWith,
  tableArrays,
  tableIn,
} from '../_features/index.ts'
import { distinctItems } from '../_histories.ts'
import { historyModel } from '../_history-model.ts'
import { popularityPrior } from '../_popularity-prior.ts'
import { trainingOf } from '../_training.ts'
import { sinkUnseen } from '../_unseen.ts'

/**
 * Options of `contentKnn`: what words, categories and attributes weigh, and how much of what a person disliked counts
 * against. The defaults did best on validation events of MovieLens 100K, where they matter little.
 */
export const contentKnnOptions = z.object({
  words: z.number().min(0).max(100).default(0.5),
  categories: z.number().min(0).max(100).default(1),
  attributes: z.number().min(0).max(100).default(0.5),
  against: z.number().min(0).max(1).default(0.25),
})

/**
 * Scores by likeness to what the person liked, read in words, categories and attributes.
 *
 * Its `fit` throws `format/value` for an item with a NaN or an infinite attribute.
 *
 * @param options see `contentKnnOptions`
 * @example const fitted = await contentKnn({ words: 1 }).fit(train, { random: randomStream(7), threads: 1 })
 */
export function contentKnn(options: z.input<typeof contentKnnOptions> = {}): UtilityModel {
  const chosen = readOptions(contentKnnOptions, options, 'content-knn')
  return {
    name: nameWithOptions('content-knn', chosen, contentKnnOptions),
    family: 'content',
    async fit(train) {
      const { arrays } = trainingOf(train)
      const table = featureTable(train.catalogue, 1)
      const rows = featureRows(table, train.catalogue, kindWeights(chosen))
      const middle = new Float64Array(new SharedArrayBuffer(8))
      middle[0] = train.scale ? (train.scale.min + train.scale.max) / 2 : Number.NEGATIVE_INFINITY
      const columns = { ...arrays, ...tableArrays(table), ...rowArrays(rows), middle }
      return loadContentKnn({ model: 'content-knn', version: 1, options: chosen, arrays: columns })
    },
  }
}

/** A fitted `contentKnn` from its state. */
export function loadContentKnn(state: ModelState): Fitted {
  const options = readOptions(contentKnnOptions, state.options, 'content-knn')
  const table = tableIn(state)
  const rows = rowsIn(state)
  const counts = int32(state, 'counts')
  const middle = float64(state, 'middle')[0]!
  const prior = popularityPrior(counts)
  const unknown = unreadable(rows, counts)
  const base = historyModel(state, 'content', contentKnnOptions)
  const foldIn = (history: History): UserView => {
    return { history, vector: profileOf(history, rows, table.hashes.length, { middle, against: options.against }) }
  }
  const vectorOf = (view: UserView) => view.vector ?? foldIn(view.history).vector!
  return {
    ...base,
    foldIn,
    user: (index) => foldIn(base.user(index).history),
    score(view, _context, into = new Float32Array(counts.length)) {
      const vector = vectorOf(view)
      for (let item = 0; item < counts.length; item++) into[item] = prior[item]! + dotRow(rows, item, vector)
      sinkUnseen(into, unknown)
      return into
    },
    similar(item, k) {
      const vector = new Float32Array(table.hashes.length)
      addRow(rows, item, 1, vector)
      const cosines = Float32Array.from(counts, (_, other) => dotRow(rows, other, vector))
      return bestItems(cosines, k, item).filter(({ score }) => score > 0)
    },
    /** Names first, then the items of the history that read most alike. */
    explain(view, item, k) {
      if (k < 1) return []
      const own = new Float32Array(table.hashes.length)
      addRow(rows, item, 1, own)
      const alike = (seen: number) => dotRow(rows, seen, own)
      const common = commonFeatures(vectorOf(view), rows, item, { names: table.names, k })
      const liked = view.history.items.filter((_, place) => !(view.history.values[place]! < middle))
      return [...common, ...strongestItems(Int32Array.from(new Set(liked)), alike, k - common.length)]
    },
    addItems(arrivals) {
      const read = featureRows(
        table,
        arrivals.map(({ item }) => item),
        kindWeights(options),
      )
      const more = { ...rowArrays(rowsWith(rows, read)), counts: countsWith(counts, arrivals, base.users) }
      return loadContentKnn({ ...state, arrays: { ...state.arrays, ...more } })
    },
  }
}

function kindWeights({ words, categories, attributes }: z.output<typeof contentKnnOptions>) {
  return { word: words, category: categories, attribute: attributes }
}

/** Items that nobody touched and in which nothing can be read. */
function unreadable({ offsets }: FeatureRows, counts: Int32Array): Int32Array {
  return Int32Array.from([...counts.keys()].filter((i) => counts[i] === 0 && offsets[i] === offsets[i + 1]))
}

/**
 * A person's row: liked minus disliked, of length 1; zeros for an empty history.
 *
 * @param taste.middle ratings below it count against
 * @param taste.against what the mean of the disliked weighs beside that of the liked
 */
function profileOf(
  history: History,
  rows: FeatureRows,
  features: number,
  taste: { readonly middle: number; readonly against: number },
): Float32Array {
  const profile = new Float32Array(features)
  const last = new Map(Array.from(history.items, (item, place) => [item, history.values[place]!]))
  const items = distinctItems(history)
  const disliked = items.filter((item) => last.get(item)! < taste.middle)
  const liked = items.length - disliked.length
  for (const item of items) {
    const against = last.get(item)! < taste.middle
    addRow(rows, item, against ? -taste.against / disliked.length : 1 / liked, profile)
  }
  const length = Math.sqrt(profile.reduce((sum, weight) => sum + weight * weight, 0))
  return length > 0 ? profile.map((weight) => weight / length) : profile
}

/**
 * The features that speak for an item, as one fact: up to k names and their part of the cosine.
 *
 * A word and a category of one name are one to a reader.
 */
function commonFeatures(profile: Float32Array, rows: FeatureRows, item: number, naming: Naming): Evidence[] {
  const parts = new Map<string, { readonly name: string; weight: number }>()
  for (let place = rows.offsets[item]!; place < rows.offsets[item + 1]!; place++) {
    const feature = rows.features[place]!
    const weight = profile[feature]! * rows.weights[place]!
    if (weight <= 0) continue
    const name = naming.names[feature]!
    const known = parts.get(name.toLowerCase())
    if (known) known.weight += weight
    else parts.set(name.toLowerCase(), { name, weight })
  }
  const strongest = [...parts.values()].sort((a, b) => b.weight - a.weight).slice(0, naming.k)
  if (strongest.length === 0) return []
  const weight = strongest.reduce((sum, part) => sum + part.weight, 0)
  return [{ type: 'features', features: strongest.map(({ name }) => name), weight }]
}

interface Naming {
  readonly names: readonly string[]
  /** Names at most. */
  readonly k: number
}
