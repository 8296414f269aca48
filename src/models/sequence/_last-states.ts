import { sequencesOf } from './_batches.ts'
import { hiddenStates } from './_network.ts'
import type { Parameters } from './_parameters.ts'
import type { Pass } from './_step.ts'

/** Sequences taken through the network at once. */
const TOGETHER = 64

/**
 * What the network makes of whole histories: the hidden state after the last item of each.
 *
 * @param histories item indices, oldest first; of a long one the last L count
 * @param pass without dropout; what it hands out is free again after every `TOGETHER` histories if it is cleared
 * @returns histories x d; zeros for an empty history
 */
export function lastStates(
  pass: Pass,
  parameters: Parameters,
  histories: readonly Int32Array[],
  clear: () => void = () => {},
): Float32Array {
  const d = pass.factors
  const most = parameters.positions.value.length / d
  const states = new Float32Array(histories.length * d)
  const lived = [...histories.keys()].filter((place) => histories[place]!.length > 0)
  for (let from = 0; from < lived.length; from += TOGETHER) {
    const some = lived.slice(from, from + TOGETHER)
    const sequences = sequencesOf(some.map((place) => histories[place]!.slice(-most)))
    const { output } = hiddenStates(pass, parameters, sequences)
    for (const [s, place] of some.entries()) {
      const end = sequences.starts[s + 1]!
      states.set(output.subarray((end - 1) * d, end * d), place * d)
    }
    clear()
  }
  return states
}
