import type { Fitted, History, ModelState, UserView } from '../../domain/index.ts'
import { readOptions } from '../../name-with-options.ts'
import { type RandomStream, randomStream } from '../../random.ts'
import { float32, int32 } from '../_arrays.ts'
import { countsWith, followedBy } from '../_arrivals.ts'
import { basketsOf } from '../_baskets.ts'
import { strongestItems } from '../_best-items.ts'
import { addProducts, similarByFactors } from '../_factors.ts'
import { distinctItems, historiesIn } from '../_histories.ts'
import { historyModel } from '../_history-model.ts'
import { learnArrival } from '../_pair-arrival.ts'
import { touchedItems } from '../_pairs.ts'
import { sinkUnseen, unseenItems } from '../_unseen.ts'
import { personVector } from './_fold-in.ts'
import { bprOptions } from './options.ts'

/** The stream of the steps that everybody takes. @param seed one number, from the fit */
export function stepsOf(seed: Int32Array): RandomStream {
  return randomStream(seed[0]!, 'fold-in')
}

/** A fitted `bpr` from its state. */
export function loadBpr(state: ModelState): Fitted {
  const options = readOptions(bprOptions, state.options, 'bpr')
  const d = options.factors
  const items = { bias: float32(state, 'itemBias'), factors: float32(state, 'itemFactors') }
  const userFactors = float32(state, 'userFactors')
  const seed = int32(state, 'seed')
  const counts = int32(state, 'counts')
  const unseen = unseenItems(counts)
  // Of training, also once there are later items: what people are made of does not change by those.
  const touched = touchedItems(int32(state, 'historyItems'), counts.length)
  const base = historyModel(state, 'factorisation', bprOptions)
  const foldIn = (history: History): UserView => {
    const own = distinctItems(history).slice().sort()
    return { history, vector: personVector(own, items, touched, options, stepsOf(seed)) }
  }
  const vectorOf = (view: UserView) => view.vector ?? foldIn(view.history).vector!
  return {
    ...base,
    foldIn,
    user: (index) => ({ ...base.user(index), vector: userFactors.subarray(index * d, (index + 1) * d) }),
    score(view, _context, into = new Float32Array(base.items)) {
      into.set(items.bias)
      addProducts(vectorOf(view), items.factors, into)
      sinkUnseen(into, unseen)
      return into
    },
    similar: (item, k) => similarByFactors(items.factors, d, item, k),
    /*
     * Where the steps come to rest, the pulls of the pairs hold the penalty: p is a sum of pulls (q_i - q_j) over the history. So
     * q_i . q_seen tells how much an item of the history does for this one, up to the strength of its pull.
     */
    explain(view, item, k) {
      const own = items.factors.subarray(item * d, (item + 1) * d)
      const added = (seen: number) => own.reduce((sum, value, f) => sum + value * items.factors[seen * d + f]!, 0)
      return strongestItems(distinctItems(view.history), added, k)
    },
    addItems(arrivals) {
      const baskets = basketsOf(historiesIn(state), counts.length)
      const world = { ...items, people: userFactors, baskets, touched }
      const prior = { bias: 0, vector: new Float32Array(d) }
      const learned = arrivals.map(({ touchedBy }, place) => {
        const steps = randomStream(seed[0]!, 'arrival', counts.length + place)
        return learnArrival(touchedBy, prior, world, options, steps)
      })
      const biases = learned.map(({ bias }) => bias)
      const vectors = learned.flatMap(({ vector }) => [...vector])
      const arrays = {
        ...state.arrays,
        counts: countsWith(counts, arrivals, base.users),
        itemBias: followedBy(items.bias, biases),
        itemFactors: followedBy(items.factors, vectors),
      }
      return loadBpr({ ...state, arrays })
    },
  }
}
