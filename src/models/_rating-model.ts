/*
 * What the factor models of ratings have in common once the items are learned.
 *
 * People are not kept as descent left them: everybody's bias and own factors are solved for on the finished items, by ridge
 * regression, as for a person who was never seen. A history therefore gives one answer whether it was in training or not,
 * and that answer is what the published errors are measured on. In SVD++ the implicit part z is a sum over the history that
 * needs no solving; the regression is on what z leaves unexplained, so a person with few ratings falls back on it.
 */
import type { z } from 'zod'
import type { Arrival, Dataset, FitRun, Fitted, History, ModelState, UserView } from '../domain/index.ts'
import { TastemakerError } from '../domain/index.ts'
import { float32, float64, int32, sharedFloat32 } from './_arrays.ts'
import { countsWith, followedBy } from './_arrivals.ts'
import { addProducts, similarByFactors } from './_factors.ts'
import { distinctItems, historiesOf, historyAt } from './_histories.ts'
import { historyModel } from './_history-model.ts'
import { type DescentOptions, descend, type ItemSide, personVector } from './_rating-descent.ts'
import { type Penalty, type Solved, solveRatings } from './_rating-ridge.ts'
import { trainingOf } from './_training.ts'
import { sinkUnseen, unseenItems } from './_unseen.ts'

/** Options that both models take. */
export type RatingOptions = DescentOptions & Penalty

/**
 * Fits the items, then solves for everybody.
 *
 * @param model its name in the registry
 * @param implicit whether items have a second vector, for having been rated at all
 * @returns the state, for `loadRatingModel`
 * @throws {TastemakerError} `model/unsupported` for data without ratings, `data/no-training` for data without rows
 */
export function fitRatingModel(
  model: string,
  train: Dataset,
  options: RatingOptions,
  implicit: boolean,
  run: FitRun,
): ModelState {
  const scale = ratingScale(model, train)
  const { baskets, counts, arrays } = trainingOf(train)
  const histories = historiesOf(train.log)
  const random = run.random.split(model)
  const side = descend(histories, baskets, counts, { ...options, implicit }, random, run.onProgress)
  const people = train.users.size
  const userBias = sharedFloat32(people)
  const userFactors = sharedFloat32(people * options.factors)
  for (let person = 0; person < people; person++) {
    const own = solvePerson(historyAt(histories, person), side, options)
    userBias[person] = own.bias
    userFactors.set(own.vector, person * options.factors)
  }
  const scaleAndMean = new Float64Array(new SharedArrayBuffer(24))
  scaleAndMean.set([scale.min, scale.max, side.mean])
  return {
    model,
    version: 1,
    options: { ...options },
    arrays: {
      ...arrays,
      scaleAndMean,
      itemBias: side.bias,
      itemFactors: side.factors,
      ...(side.implicit ? { itemImplicit: side.implicit } : {}),
      itemMeans: itemMeans(train, side.mean),
      userBias,
      userFactors,
    },
  }
}

/** A fitted model of ratings from its state. */
export function loadRatingModel(state: ModelState, options: RatingOptions, schema: z.ZodObject): Fitted {
  const d = options.factors
  const [min, max, mean] = float64(state, 'scaleAndMean') as unknown as readonly [number, number, number]
  const side: ItemSide = {
    mean,
    bias: float32(state, 'itemBias'),
    factors: float32(state, 'itemFactors'),
    ...(state.arrays['itemImplicit'] ? { implicit: float32(state, 'itemImplicit') } : {}),
  }
  const itemMeans = float32(state, 'itemMeans')
  const userBias = float32(state, 'userBias')
  const userFactors = float32(state, 'userFactors')
  const unseen = unseenItems(int32(state, 'counts'))
  const base = historyModel(state, 'factorisation', schema)
  const foldIn = (history: History): UserView => ({ history, ...solvePerson(history, side, options) })
  const parametersOf = (view: UserView) => (view.vector ? view : foldIn(view.history)) as Required<UserView>
  const rate = (view: UserView, item: number): number => {
    const { vector, bias } = parametersOf(view)
    let expected = mean + bias + side.bias[item]!
    for (let f = 0; f < d; f++) expected += vector[f]! * side.factors[item * d + f]!
    return Math.min(max, Math.max(min, expected))
  }
  return {
    ...base,
    foldIn,
    user(index) {
      const vector = userFactors.subarray(index * d, (index + 1) * d)
      return { ...base.user(index), vector, bias: userBias[index]! }
    },
    score(view, _context, into = new Float32Array(base.items)) {
      const { vector, bias } = parametersOf(view)
      for (let item = 0; item < into.length; item++) into[item] = mean + bias + side.bias[item]!
      addProducts(vector, side.factors, into)
      sinkUnseen(into, unseen)
      return into
    },
    similar: (item, k) => similarByFactors(side.factors, d, item, k),
    explain(view, item, k) {
      return k < 1 ? [] : [{ type: 'rating', expected: rate(view, item), itemMean: itemMeans[item]! }]
    },
    rate,
    addItems(arrivals) {
      const counts = countsWith(int32(state, 'counts'), arrivals, base.users)
      const arrays = { ...state.arrays, counts, ...withArrivals(arrivals, state, side, options) }
      return loadRatingModel({ ...state, arrays }, options, schema)
    },
  }
}

/** A person's bias, and p + z. */
function solvePerson(history: History, side: ItemSide, options: RatingOptions): Solved {
  const d = options.factors
  const { items, values } = history
  const z = new Float32Array(d)
  if (side.implicit) personVector(z, undefined, side.implicit, distinctItems(history).slice().sort())
  const targets = Float64Array.from(items, (item, place) => {
    let explained = side.mean + side.bias[item]!
    for (let f = 0; f < d; f++) explained += z[f]! * side.factors[item * d + f]!
    return values[place]! - explained
  })
  const { bias, vector } = solveRatings(items, targets, side.factors, d, options)
  for (let f = 0; f < d; f++) vector[f]! += z[f]!
  return { bias, vector }
}

/** Biases, factors and means of items that came later, behind those of the fit; nobody's z knows them. */
function withArrivals(arrivals: readonly Arrival[], state: ModelState, side: ItemSide, options: RatingOptions) {
  const userBias = float32(state, 'userBias')
  const userFactors = float32(state, 'userFactors')
  const solved = arrivals.map(({ touchedBy, values }) => {
    const targets = Float64Array.from(touchedBy, (user, place) => values[place]! - side.mean - userBias[user]!)
    return solveRatings(touchedBy, targets, userFactors, options.factors, options)
  })
  const means = arrivals.map(({ values }) => {
    return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : side.mean
  })
  const vectors = solved.flatMap(({ vector }) => [...vector])
  const { implicit } = side
  return {
    itemBias: followedBy(
      side.bias,
      solved.map(({ bias }) => bias),
    ),
    itemFactors: followedBy(side.factors, vectors),
    itemMeans: followedBy(float32(state, 'itemMeans'), means),
    ...(implicit ? { itemImplicit: followedBy(implicit, new Float32Array(vectors.length)) } : {}),
  }
}

function ratingScale(model: string, { name, scale }: Dataset): NonNullable<Dataset['scale']> {
  if (scale) return scale
  throw new TastemakerError(
    'model/unsupported',
    `${model} learns from ratings, and "${name}" has plain events.`,
    'Use ials, which learns from events.',
  )
}

/** Mean rating per item; the overall mean where nobody rated it. */
function itemMeans({ log, items }: Dataset, mean: number): Float32Array {
  const sums = new Float64Array(items.size)
  const counts = new Float64Array(items.size)
  for (let row = 0; row < log.length; row++) {
    sums[log.item[row]!]! += log.value[row]!
    counts[log.item[row]!]!++
  }
  const means = sharedFloat32(items.size)
  for (let item = 0; item < items.size; item++) means[item] = counts[item]! > 0 ? sums[item]! / counts[item]! : mean
  return means
}
