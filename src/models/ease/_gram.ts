import type { Baskets } from '../_baskets.ts'

/**
 * G = X'X of a binary matrix: how many people touched both items.
 *
 * @param baskets one row a person, columns ascending
 * @returns items x items, row-major; the diagonal holds the people per item
 */
export function gramOf({ offsets, columns }: Baskets, items: number): Float32Array {
  const gram = new Float32Array(items * items)
  for (let person = 0; person + 1 < offsets.length; person++) {
    const end = offsets[person + 1]!
    for (let a = offsets[person]!; a < end; a++) {
      const row = columns[a]! * items
      for (let b = a; b < end; b++) gram[row + columns[b]!]!++
    }
  }
  for (let i = 0; i < items; i++) {
    for (let j = i + 1; j < items; j++) gram[j * items + i] = gram[i * items + j]!
  }
  return gram
}
