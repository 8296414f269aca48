import type { Fitted, History, ModelState, UserView } from '../../domain/index.ts'
import { userIndex } from '../../domain/index.ts'
import { readOptions } from '../../name-with-options.ts'
import { float32, int32 } from '../_arrays.ts'
import { countsWith, followedBy } from '../_arrivals.ts'
import { strongestItems } from '../_best-items.ts'
import { addProducts, similarByFactors } from '../_factors.ts'
import { historyModel } from '../_history-model.ts'
import { popularityPrior } from '../_popularity-prior.ts'
import { sinkUnseen, unseenItems } from '../_unseen.ts'
import { kernels } from '../kernels/index.ts'
import { audienceOf } from './_audience.ts'
import { lastStates } from './_last-states.ts'
import { parametersOn } from './_parameters.ts'
import { placeItem } from './_place-item.ts'
import { sequenceOptions } from './options.ts'

/** No gradients: nothing learns here. */
const NONE = new Float32Array(0)

/** A fitted `sequence` from its state. */
export function loadSequence(state: ModelState): Fitted {
  const options = readOptions(sequenceOptions, state.options, 'sequence')
  const { factors: d, heads, maxLength } = options
  const counts = int32(state, 'counts')
  const embeddings = float32(state, 'itemEmbeddings')
  const parameters = parametersOn(
    { ...options, items: counts.length },
    { value: embeddings, gradient: NONE },
    { value: float32(state, 'weights'), gradient: NONE },
  )
  const unseen = unseenItems(counts)
  const prior = popularityPrior(counts)
  const base = historyModel(state, 'sequence', sequenceOptions)
  const pass = {
    gemm: kernels({ threads: 1 }).gemm,
    take: (length: number) => new Float32Array(length),
    factors: d,
    heads,
  }
  const statesAfter = (histories: readonly Int32Array[]) => lastStates(pass, parameters, histories)
  const foldIn = (history: History): UserView => ({ history, vector: statesAfter([history.items]) })
  const vectorOf = (view: UserView) => view.vector ?? foldIn(view.history).vector!

  /** The states of a history without each of the items that its prediction looks back on. */
  const without = new WeakMap<UserView, { readonly items: Int32Array; readonly states: Float32Array }>()
  function leaveOneOut(view: UserView) {
    const known = without.get(view)
    if (known) return known
    const items = Int32Array.from(new Set(view.history.items.slice(-maxLength)))
    const states = statesAfter(Array.from(items, (item) => view.history.items.filter((other) => other !== item)))
    const left = { items, states }
    without.set(view, left)
    return left
  }

  return {
    ...base,
    foldIn,
    user: (index) => foldIn(base.user(index).history),
    score(view, _context, into = new Float32Array(base.items)) {
      into.set(prior)
      addProducts(vectorOf(view), embeddings, into)
      sinkUnseen(into, unseen)
      return into
    },
    similar: (item, k) => similarByFactors(embeddings, d, item, k),
    /** What the score would lose, were the item not in the history. */
    explain(view, item, k) {
      const own = embeddings.subarray(item * d, (item + 1) * d)
      const scoreOf = (states: Float32Array, row: number) =>
        own.reduce((sum, value, f) => sum + value * states[row * d + f]!, 0)
      const { items, states } = leaveOneOut(view)
      const whole = scoreOf(vectorOf(view), 0)
      const drop = new Map(Array.from(items, (seen, row) => [seen, whole - scoreOf(states, row)]))
      return strongestItems(items, (seen) => drop.get(seen)!, k)
    },
    addItems(arrivals) {
      const people = Array.from({ length: base.users }, (_, user) => base.user(userIndex(user)).history.items)
      const more = countsWith(counts, arrivals, people.length)
      const audience = audienceOf(statesAfter(people), people, embeddings, counts, options)
      const placed = new Float32Array(arrivals.length * d)
      for (const [place, { touchedBy }] of arrivals.entries()) {
        if (touchedBy.length === 0) continue
        const touched = new Uint8Array(people.length)
        for (const person of touchedBy) touched[person] = 1
        placed.set(placeItem(audience, touched), place * d)
      }
      const arrays = { ...state.arrays, counts: more, itemEmbeddings: followedBy(embeddings, placed) }
      return loadSequence({ ...state, arrays })
    },
  }
}
