import type { ItemIndex } from '../../domain/index.ts'
import { requireScores } from './_best.ts'
import type { SimilarityScores } from './item-scores.ts'

/** The mean likeness of every item to some; zeros for none. */
export function meanScores(similarity: SimilarityScores, items: readonly ItemIndex[], size: number): Float32Array {
  const mean = new Float32Array(size)
  for (const item of items) {
    const scores = requireScores(similarity(item), size, 'The likeness')
    for (let other = 0; other < size; other++) mean[other]! += scores[other]! / items.length
  }
  return mean
}
