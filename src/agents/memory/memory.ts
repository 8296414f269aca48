/*
 * A memory of entries with a written score.
 *
 *   score = w_time * time + w_similarity * (1 - sigmoid(distance)) + w_importance * importance
 *
 * Each column is min-max normalised over the candidates; a column that is the same for all adds 0. Zhang et al. 2024
 * (Agent4Rec) describe time and similarity at weight 0.9; their released code holds time constant, so it retrieves by
 * similarity alone. Both are presets. Reflection is due when the importance stored since the last one exceeds 3: with
 * importance 1 each, after every fourth entry.
 */

/** One thing remembered. */
export interface MemoryEntry<Facts = unknown> {
  /** Simulated time, in any one unit. */
  readonly at: number
  readonly text: string
  readonly importance: number
  /** What the text was rendered from. */
  readonly facts: Facts
}

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

/** How a memory turns text into vectors and scores; all given, nothing hidden. */
export interface MemoryOptions {
  readonly weights: MemoryWeights
  readonly embed: (text: string) => Float32Array
  /** At most this many entries, the nearest in meaning, are scored. */
  readonly candidates?: number
}

/** A memory store: entries in the order they were stored. */
export interface Memory<Facts> {
  readonly entries: readonly MemoryEntry<Facts>[]
  store(entry: MemoryEntry<Facts>): void
  /** The k entries with the highest score for a query, best first. */
  retrieve(query: string, k: number): readonly MemoryEntry<Facts>[]
  /** Whether enough happened since the last reflection; asking resets it when it answers yes. */
  reflectionDue(): boolean
}

const REFLECTION_THRESHOLD = 3
const CANDIDATES = 100

/**
 * Opens an empty memory.
 *
 * @example memory({ weights: memoryPresets.described, embed: hashedText(64) })
 */
export function memory<Facts>(options: MemoryOptions): Memory<Facts> {
  const entries: MemoryEntry<Facts>[] = []
  const vectors: Float32Array[] = []
  /** A person asks the memory the same few questions again and again. */
  const queries = new Map<string, Float32Array>()
  let pending = 0
  return {
    entries,
    store: (entry) => {
      entries.push(entry)
      vectors.push(options.embed(entry.text))
      pending += entry.importance
    },
    retrieve: (query, k) => {
      if (entries.length === 0 || k <= 0) return []
      const asked = queries.get(query) ?? options.embed(query)
      queries.set(query, asked)
      const near = vectors
        .map((vector, place) => ({ place, distance: 1 - dot(asked, vector) }))
        .sort((a, b) => a.distance - b.distance || a.place - b.place)
        .slice(0, options.candidates ?? CANDIDATES)
      const scores = memoryScores(
        near.map(({ place, distance }) => ({ ...entries[place]!, distance })),
        options.weights,
      )
      return near
        .map(({ place }, candidate) => ({ place, score: scores[candidate]! }))
        .sort((a, b) => b.score - a.score || b.place - a.place)
        .slice(0, k)
        .map(({ place }) => entries[place]!)
    },
    reflectionDue: () => {
      if (pending <= REFLECTION_THRESHOLD) return false
      pending = 0
      return true
    },
  }
}

/**
 * Scores candidates by the written formula.
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

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
