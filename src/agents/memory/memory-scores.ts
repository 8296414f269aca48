/** Weights of the three columns of the score. */
export interface MemoryWeights {
  readonly time: number
  readonly similarity: number
  readonly importance: number
}

/** The published settings by name. */
export const memoryPresets = {
  described: { time: 0.9, similarity: 0.9, importance: 0 },
  released: { time: 0, similarity: 0.9, importance: 0 },
  full: { time: 0.9, similarity: 0.9, importance: 0.9 },
} as const satisfies Record<string, MemoryWeights>

/**
 * Scores candidates by the written formula of Zhang et al. 2024 (Agent4Rec):
 *
 *   score = w_time * time + w_similarity * (1 - sigmoid(distance)) + w_importance * importance
 *
 * Each column is min-max normalised over the candidates; a column that is the same for all adds 0. They describe time and
 * similarity at weight 0.9; their released code holds time constant, so it retrieves by similarity alone.
 *
 * @param candidates time in any unit, distance at least 0, importance in any unit
 * @returns one score each, in the order given
 * @example memoryScores([{ at: 0, distance: .2, importance: 1 }], memoryPresets.described) // [0]
 */
export function memoryScores(
  candidates: readonly { readonly at: number; readonly distance: number; readonly importance: number }[],
  weights: MemoryWeights,
): number[] {
  const time = normalised(candidates.map(({ at }) => at))
  const similarity = normalised(candidates.map(({ distance }) => 1 - 1 / (1 + Math.exp(-distance))))
  const importance = normalised(candidates.map((candidate) => candidate.importance))
  return candidates.map(
    (_, place) =>
      weights.time * time[place]! + weights.similarity * similarity[place]! + weights.importance * importance[place]!,
  )
}

/** Min-max to [0, 1]; a constant column tells nothing and becomes 0. */
function normalised(column: readonly number[]): number[] {
  const low = Math.min(...column)
  const range = Math.max(...column) - low
  return column.map((value) => (range > 0 ? (value - low) / range : 0))
}
