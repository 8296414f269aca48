import type { Arrival, ModelState } from '../../domain/index.ts'
import { readOptions } from '../../name-with-options.ts'
import { randomStream } from '../../random.ts'
import { float32, int32 } from '../_arrays.ts'
import { countsWith, followedBy } from '../_arrivals.ts'
import { basketsOf } from '../_baskets.ts'
import { rowArrays, rowsIn, rowsWith, tableIn } from '../_features/index.ts'
import { historiesIn } from '../_histories.ts'
import { learnArrival } from '../_pair-arrival.ts'
import { touchedItems } from '../_pairs.ts'
import { readFeatures } from './_machine.ts'
import { readItems } from './_reading.ts'
import { fmOptions } from './options.ts'

/**
 * The columns of a state with items that came after the fit.
 *
 * Their features say what they are; where somebody touched them, weight and vector move from there to what their people say.
 * In a history they say nothing yet.
 *
 * @param personAt somebody's vector in average circumstances
 */
export function withArrivals(
  arrivals: readonly Arrival[],
  state: ModelState,
  personAt: (user: number) => Float32Array,
): ModelState['arrays'] {
  const options = readOptions(fmOptions, state.options, 'fm')
  const d = options.factors
  const counts = int32(state, 'counts')
  const worth = float32(state, 'itemWorth')
  const factors = float32(state, 'itemFactors')
  const history = float32(state, 'historyFactors')
  const baskets = basketsOf(historiesIn(state), counts.length)
  const touched = touchedItems(baskets.columns, counts.length)
  const users = baskets.offsets.length - 1
  // Nobody is asked about an item that nobody touched.
  const asked = arrivals.some(({ touchedBy }) => touchedBy.length > 0) ? users : 0
  const world = { bias: worth, factors, people: peopleOf(asked, d, personAt), baskets, touched }
  const read = readItems(
    tableIn(state),
    arrivals.map(({ item }) => item),
  )
  const machine = { featureWeights: float32(state, 'featureWeights'), features: float32(state, 'featureFactors') }
  const learned = arrivals.map(({ touchedBy }, place) => {
    const vector = new Float32Array(d)
    const bias = float32(state, 'averageBias')[0]! + readFeatures(machine, read, place, vector)
    const steps = randomStream(int32(state, 'seed')[0]!, 'arrival', counts.length + place)
    return learnArrival(touchedBy, { bias, vector }, world, options, steps)
  })
  const biases = learned.map(({ bias }) => bias)
  const vectors = learned.flatMap(({ vector }) => [...vector])
  return {
    counts: countsWith(counts, arrivals, users),
    ...rowArrays(rowsWith(rowsIn(state), read)),
    itemWorth: followedBy(worth, biases),
    itemFactors: followedBy(factors, vectors),
    historyFactors: followedBy(history, new Float32Array(vectors.length)),
  }
}

function peopleOf(users: number, d: number, personAt: (user: number) => Float32Array): Float32Array {
  const matrix = new Float32Array(users * d)
  for (let user = 0; user < users; user++) matrix.set(personAt(user), user * d)
  return matrix
}
