import type { CandidateBus, KeptWish, PlannedStep, Surroundings, WishState } from '../../agents/index.ts'
import type { ItemIndex } from '../../domain/index.ts'

/** A step of a plan, and the wish it is for. */
export interface WishStep extends PlannedStep {
  readonly wish?: KeptWish
}

/**
 * The plan that rules make of what is wanted: a filter for each wish, the newest first, so that what has to be dropped is the oldest;
 * then the order; then the cards.
 *
 * @param isKnown whether the person has a past; without it and without a liked item the order is by popularity, since a utility
 *   knows nothing of a stranger
 */
export function rulePlan(state: WishState, { columns }: Surroundings, isKnown: boolean): readonly WishStep[] {
  const ids = (items: readonly ItemIndex[]): string[] => items.map((item) => columns.vocabulary.ids[item]!)
  const newest = state.wishes.toReversed()
  const filters = newest.flatMap((wish): WishStep[] => {
    const { aim, strength } = wish
    if (aim.type === 'condition') {
      if (strength === 'prefer' || strength === 'never') return []
      return [{ tool: 'hard_filter', input: { conditions: [aim.constraint] }, wish }]
    }
    return [{ tool: 'soft_filter', input: aim.type === 'like' ? { like: ids(aim.items) } : { text: aim.query }, wish }]
  })
  // Exact conditions first: the nearest of what fits beats what fits of the nearest.
  const hard = filters.filter(({ tool }) => tool === 'hard_filter')
  const soft = filters.filter(({ tool }) => tool === 'soft_filter')
  const alike = newest.flatMap(({ aim }) => (aim.type === 'like' ? ids(aim.items) : []))
  const liked = [...new Set([...alike, ...ids(state.liked)])].slice(0, 100)
  const rank = { keep: 1000, liked, disliked: [] }
  const by = state.order === 'taste' && (isKnown || liked.length > 0) ? 'preference' : 'popularity'
  return [
    ...hard,
    ...soft,
    { tool: 'rank', input: { ...rank, by, ...(by === 'popularity' ? { liked: [] } : {}) } },
    { tool: 'map', input: { k: state.k } },
  ]
}

/** What rules know beside filters: what stands first of equals, and what was shown already. */
export interface Preferences {
  /** Items that were shown in an earlier turn. */
  readonly shown: ReadonlySet<number>
  readonly prefers: (item: number) => number
}

/** Puts what is preferred first and what was shown before last; else the order stays. */
export function reorder(bus: CandidateBus, { shown, prefers }: Preferences): void {
  const places = Array.from(bus.items, (item, place) => ({
    item,
    place,
    key: prefers(item) - (shown.has(item) ? 100 : 0),
  }))
  if (places.every(({ key }) => key === places[0]!.key)) return
  places.sort((a, b) => b.key - a.key || a.place - b.place)
  const { scores } = bus
  bus.replace(
    'prefer',
    {},
    Int32Array.from(places, ({ item }) => item),
    scores && Float32Array.from(places, ({ place }) => scores[place]!),
  )
}

/** A wish told back. @example toldBack([wish]) // ['before 1980'] */
export const toldBack = (wishes: readonly KeptWish[]): string[] => [...new Set(wishes.map(({ words }) => words))]
