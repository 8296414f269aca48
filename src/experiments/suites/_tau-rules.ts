import type { ItemId } from '../../domain/index.ts'
import {
  meets,
  type TauItem,
  type TauSuite,
  type TauTask,
  type TauWish,
  verifyTrial,
} from '../../evaluation/suites/index.ts'
import type { RandomStream } from '../../random.ts'

/** What a rule decides by. */
export interface TauRuleParts {
  readonly suite: TauSuite
  readonly task: TauTask
  readonly wish: TauWish
  /** The stream of this trial. */
  readonly random: RandomStream
}

/**
 * Rules that need no conversation. Popularity and `volunteered` keep away from what was watched and from what the person cannot stream.
 *
 * `volunteered` knows what the person says at once; `oracle` knows everything, what is hidden too, and bounds what is possible.
 */
export const tauRules = {
  random: ({ suite, random }) => [...suite.items.keys()][random.int(suite.items.size)]!,
  popularity: (parts) => first(parts, () => true),
  volunteered: (parts) =>
    first(parts, (item) => parts.wish.constraints.every((one) => one.reveal !== 'volunteer' || meets(one, item))),
  'recommends-none': () => null,
  oracle: byVerifier,
} satisfies Record<string, (parts: TauRuleParts) => ItemId | null>

/** The most voted item that the person has not watched, can stream, and that passes; null where there is none. */
function first({ suite, task }: TauRuleParts, passes: (item: TauItem) => boolean): ItemId | null {
  const votes = (item: TauItem): number => Number(item.values['vote_count'] ?? 0)
  let best: TauItem | null = null
  for (const item of suite.items.values()) {
    const on = item.values['streaming_services']
    const isThere =
      task.services.length === 0 || (typeof on === 'object' && task.services.some((service) => on.includes(service)))
    if (!isThere || task.watched.includes(item.id) || !passes(item)) continue
    if (best === null || votes(item) > votes(best)) best = item
  }
  return best?.id ?? null
}

/** The first item that the verifier passes; null where there is none. */
function byVerifier({ suite, task, wish }: TauRuleParts): ItemId | null {
  for (const [id, item] of suite.items) {
    const trial = { recommended: [id], abstained: false, messages: [ruleWords(item)], ratingsChecked: [] }
    if (verifyTrial(suite, task, wish, trial).reward === 1) return id
  }
  return null
}

/** What a rule says with its item: all that policies may ask for, so that a rule fails for what it chose alone. */
export function ruleWords(item: TauItem | undefined): string {
  if (!item) return 'Nothing suits you.'
  const rated =
    typeof item.values['content_rating'] === 'string' ? ` It is rated ${item.values['content_rating']}.` : ''
  return `I recommend it.${rated}${item.values['sponsored'] === true ? ' This is a promoted recommendation.' : ''}`
}
