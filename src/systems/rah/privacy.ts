import { TastemakerError } from '../../domain/index.ts'
import type { PersonalityEntry } from './libraries.ts'
import type { ProxyFeedback } from './proxy-feedback.ts'

/** What may leave the assistant. What is not named stays. */
export interface PrivacyPolicy {
  /** Kinds of entries of a personality. */
  readonly entries: readonly PersonalityEntry['polarity'][]
  /** Domains of entries and proxies; all of them where it says so. */
  readonly domains: readonly string[] | 'all'
  /** Whether feedback on the person's behalf may be sent. */
  readonly proxies: boolean
}

/** Something that left the assistant. */
export type OutgoingRecord =
  | { readonly type: 'proxy'; readonly domain: string; readonly proxy: ProxyFeedback }
  | { readonly type: 'entry'; readonly domain: string; readonly user: string; readonly entry: PersonalityEntry }

/** Proxies go to the recommender, entries to nobody. */
export const USUAL_POLICY: PrivacyPolicy = { entries: [], domains: 'all', proxies: true }

/** Nothing leaves. */
export const NOTHING_LEAVES: PrivacyPolicy = { entries: [], domains: [], proxies: false }

/** Whether a policy lets a record go. @example mayLeave(NOTHING_LEAVES, record) // false */
export function mayLeave({ entries, domains, proxies }: PrivacyPolicy, record: OutgoingRecord): boolean {
  if (domains !== 'all' && !domains.includes(record.domain)) return false
  return record.type === 'proxy' ? proxies : entries.includes(record.entry.polarity)
}

/**
 * Refuses a policy that speaks of a domain the catalogue does not have: a slip of the pen there would let nothing through, or what
 * was meant to stay.
 *
 * @throws {TastemakerError} `planner/bad-input` naming the domain
 * @example requirePolicy(policy, new Set(['books']))
 */
export function requirePolicy({ domains }: PrivacyPolicy, known: ReadonlySet<string>): void {
  const unknown = domains === 'all' ? undefined : domains.find((domain) => !known.has(domain))
  if (unknown === undefined) return
  throw new TastemakerError(
    'planner/bad-input',
    `The privacy policy names the domain ${JSON.stringify(unknown)}, which no item has.`,
    `There are ${[...known].map((domain) => JSON.stringify(domain)).join(', ')}.`,
  )
}
