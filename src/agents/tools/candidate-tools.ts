import type { CandidateBus } from './candidate-bus.ts'
import type { CatalogueColumns } from './catalogue-columns.ts'
import { countCandidates } from './count-candidates.ts'
import { type FilterLimit, hardFilter } from './hard-filter.ts'
import type { PreferenceScores, SimilarityScores } from './item-scores.ts'
import { lookUp } from './look-up.ts'
import { mapCandidates } from './map-candidates.ts'
import { rankCandidates } from './rank-candidates.ts'
import type { SearchIndex } from './search-index.ts'
import { softFilter } from './soft-filter.ts'
import { type Toolset, toolset } from './toolset.ts'

/** With what the tools over one bus work. All but the bus serves many sessions. */
export interface CandidateParts {
  readonly bus: CandidateBus
  readonly columns: CatalogueColumns
  /** One score an item: `popularityScores`. */
  readonly popularity: Float32Array
  /** What the person is expected to like: `preferenceScores`. */
  readonly preference?: PreferenceScores
  /** Likeness of items: `neighbourSimilarity` or `vectorSimilarity`. */
  readonly similarity?: SimilarityScores
  /** Likeness to a text: `searchIndex`. */
  readonly search?: SearchIndex
  /** The share of the catalogue that counts as alike; 0.05 unless given. */
  readonly share?: number
  /** The most that a hard filter leaves; no bound unless given. */
  readonly limit?: FilterLimit
  /** Titles in one answer of `map`; 20 unless given. */
  readonly most?: number
}

/**
 * The tools over one bus: `look_up`, `hard_filter`, `soft_filter` where likeness is known, `rank`, `map` and `count`.
 *
 * @example candidateTools({ bus: candidateBus(data.items.size), columns, popularity }).get('rank')
 */
export function candidateTools(parts: CandidateParts): Toolset {
  const { bus, columns, similarity, search, share, limit, most } = parts
  const soft = similarity || search ? [softFilter(bus, columns, { similarity, search, share })] : []
  return toolset([
    lookUp(columns, bus),
    hardFilter(bus, columns, limit),
    ...soft,
    rankCandidates(bus, columns, parts),
    mapCandidates(bus, columns, most),
    countCandidates(bus),
  ])
}
