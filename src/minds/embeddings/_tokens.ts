import { Tokenizer } from '@huggingface/tokenizers'

/** Texts as numbers of tokens, a rectangle of them: shorter texts are filled up with zeros that the mask hides. */
export interface TokenBatch {
  readonly ids: BigInt64Array
  /** 1 where a token is, 0 where the row is filled up. */
  readonly mask: BigInt64Array
  readonly rows: number
  readonly columns: number
}

/**
 * Reads texts into tokens, each between its two marks; what is longer than the model was trained for loses its end.
 *
 * @param json the content of `tokenizer.json`
 * @param most tokens of a text, the two marks included
 */
export function tokensOf(json: object, most: number): (text: string) => readonly number[] {
  // The second file of a tokenizer repeats what the first says, or is for text that comes back.
  const tokenizer = new Tokenizer(json, {})
  return (text) => {
    const { ids } = tokenizer.encode(text)
    return ids.length <= most ? ids : [...ids.slice(0, most - 1), ids.at(-1)!]
  }
}

/** Puts token lists side by side. @example batchOf([[101, 102], [101, 7592, 102]]).columns // 3 */
export function batchOf(lists: readonly (readonly number[])[]): TokenBatch {
  const columns = Math.max(...lists.map((list) => list.length))
  const ids = new BigInt64Array(lists.length * columns)
  const mask = new BigInt64Array(lists.length * columns)
  for (const [row, list] of lists.entries()) {
    for (const [column, id] of list.entries()) {
      ids[row * columns + column] = BigInt(id)
      mask[row * columns + column] = 1n
    }
  }
  return { ids, mask, rows: lists.length, columns }
}

/**
 * The mean of the vectors of a text's own tokens, of length 1. Reimers and Gurevych 2019 (Sentence-BERT), section 3.
 *
 * @param states rows x columns x dimensions
 * @returns one vector for each row
 * @example meanPooled(states, batch, 384)[0]
 */
export function meanPooled(
  states: Float32Array,
  { mask, rows, columns }: TokenBatch,
  dimensions: number,
): Float32Array[] {
  return Array.from({ length: rows }, (_, row) => {
    const sum = new Float64Array(dimensions)
    for (let column = 0; column < columns; column++) {
      if (mask[row * columns + column] === 0n) continue
      const at = (row * columns + column) * dimensions
      for (let d = 0; d < dimensions; d++) sum[d]! += states[at + d]!
    }
    // Dividing by the number of tokens would be undone by the division by the length.
    let square = 0
    for (const value of sum) square += value * value
    return Float32Array.from(sum, (value) => (square > 0 ? value / Math.sqrt(square) : 0))
  })
}
