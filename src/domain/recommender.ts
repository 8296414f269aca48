import type { Context } from './data.ts'
import type { ItemId, UserId } from './ids.ts'

/** What somebody asks a recommender for. */
export interface RecommendationRequest {
  /** A known person, or what an unknown one did (oldest first). */
  readonly user: UserId | { readonly history: readonly ItemId[] }
  readonly k: number
  readonly context?: Context
  /** Only these items, when given. */
  readonly candidates?: readonly ItemId[]
  /** Never these items, beside those the recommender's own seen-item filter removes. */
  readonly exclude?: ReadonlySet<ItemId>
  /** A wish in words, for recommenders that understand words. */
  readonly instruction?: string
}

/** One place on a slate. */
export interface SlateEntry {
  readonly item: ItemId
  readonly score: number
  /** Probability with which the policy put this item here, when the policy draws by chance. */
  readonly propensity?: number
  /** One sentence of facts that a person can check. */
  readonly reason?: string
}

/** An ordered answer: best first, no item twice, no unknown item; shorter than asked when the catalogue runs out. */
export interface Slate {
  readonly entries: readonly SlateEntry[]
  /** Which recommender answered, by name and options. */
  readonly recommender: string
}

/**
 * Anything that can fill a slate: a fitted model through its adapter, or an agent.
 *
 * It must never name an item outside the catalogue, and must give the same slate for the same request and state.
 */
export interface Recommender {
  readonly name: string
  recommend(request: RecommendationRequest): Promise<Slate>
}
