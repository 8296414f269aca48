import type { Sequences } from './_batches.ts'
import type { Parameters } from './_parameters.ts'
import type { Pass, Step } from './_step.ts'

/**
 * What goes in: √d times an item's embedding, plus that of its position, counted from the newest item of its sequence.
 *
 * The scale of embeddings is decided where they score, and small; the root brings it near that of a norm's rows
 * (Vaswani et al. 2017, section 3.4).
 */
export function embed({ take, factors: d }: Pass, { items, positions }: Parameters, sequences: Sequences): Step {
  const output = take(sequences.items.length * d)
  const scale = Math.sqrt(d)
  eachRow(sequences, (row, item, position) => {
    for (let f = 0; f < d; f++) {
      output[row * d + f] = scale * items.value[item * d + f]! + positions.value[position * d + f]!
    }
  })
  return {
    output,
    back(gradient) {
      eachRow(sequences, (row, item, position) => {
        for (let f = 0; f < d; f++) {
          const g = gradient[row * d + f]!
          items.gradient[item * d + f]! += scale * g
          positions.gradient[position * d + f]! += g
        }
      })
      return gradient
    },
  }
}

function eachRow({ items, starts }: Sequences, visit: (row: number, item: number, position: number) => void): void {
  for (let s = 0; s + 1 < starts.length; s++) {
    const end = starts[s + 1]!
    for (let row = starts[s]!; row < end; row++) visit(row, items[row]!, end - 1 - row)
  }
}
