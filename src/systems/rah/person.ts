import type { UserId } from '../../domain/index.ts'
import type { ActEvidence } from './agents.ts'
import { numberOf, unionOf } from './evidence.ts'
import type { FeedbackRecord, Perceived, PersonalityEntry } from './libraries.ts'
import { plain } from './operations.ts'
import type { RahOptions } from './options.ts'
import { type ProxyGate, proxyGate } from './proxy-gate.ts'

/** All that the assistant keeps of one person. */
export interface Person {
  readonly user: UserId
  /** By id, oldest first. */
  readonly records: Map<string, FeedbackRecord>
  entries: readonly PersonalityEntry[]
  gate: ProxyGate
  /** Whether the person lets proxies be sent for them at all. */
  proxies: boolean
  /** Items that they asked to see again: never dropped any more. */
  readonly restored: Set<string>
}

/** Somebody of whom nothing is known. @example newPerson(userId('196')).entries // [] */
export const newPerson = (user: UserId): Person => ({
  user,
  records: new Map(),
  entries: [],
  gate: proxyGate([], []),
  proxies: true,
  restored: new Set(),
})

/** The id of the next event. @example nextEventId(newPerson(user)) // 'f1' */
export const nextEventId = ({ records }: Person): string => `f${records.size + 1}`

/** The id of an entry, by its event and its place in the lesson. @example entryId('f3', 0) // 'e3-1' */
export const entryId = (event: string, place: number): string => `e${numberOf(event)}-${place + 1}`

/**
 * The events that speak for a statement or against it: those with items of which it holds, and the one it was learned from.
 *
 * @example evidenceFor(person, 'category: Drama', { domain, event: 'f3', about: (item) => library.get(item) })
 */
export function evidenceFor(
  { records }: Person,
  statement: string,
  of: {
    readonly domain: string
    readonly event: string
    readonly about: (item: string) => Perceived | undefined
  },
): string[] {
  const wanted = plain(statement)
  const holds = [...records.values()].filter(
    ({ domain, item }) => domain === of.domain && of.about(item)?.values.some((value) => plain(value) === wanted),
  )
  return unionOf([[of.event], holds.map(({ id }) => id)])
}

/**
 * What an item is judged by: the entries and events of the domains that the mode names. What was never explained judges nothing.
 *
 * @example judgedBy(person, about, options, (item) => library.get(item)).entries
 */
export function judgedBy(
  { records, entries }: Person,
  about: Perceived,
  { domainMode, actEvidence, nearest }: Pick<RahOptions, 'domainMode' | 'actEvidence' | 'nearest'>,
  library: (item: string) => Perceived | undefined,
): ActEvidence {
  const counts = ({ domain }: { readonly domain: string }): boolean =>
    domainMode === 'mixed' || (domain === about.domain) === (domainMode === 'single')
  const known = [...records.values()].filter(counts)
  const liked = known.filter((record) => record.liked).length
  return {
    entries: entries.filter((entry) => entry.explained && counts(entry)),
    likeRate: (liked + 1) / (known.length + 2),
    events: actEvidence === 'personality' ? [] : nearestEvents(known, about, nearest, library),
    records,
  }
}

/** Events with the items that have most values in common with this one (Jaccard), the later of equal ones first. */
function nearestEvents(
  known: readonly FeedbackRecord[],
  about: Perceived,
  k: number,
  library: (item: string) => Perceived | undefined,
): ActEvidence['events'] {
  const own = new Set(about.values)
  return known
    .flatMap((record) => {
      const other = library(record.item)
      if (!other) return []
      const both = own.intersection(new Set(other.values)).size
      return both === 0 ? [] : [{ record, about: other, likeness: both / own.union(new Set(other.values)).size }]
    })
    .sort((a, b) => b.likeness - a.likeness || numberOf(b.record.id) - numberOf(a.record.id))
    .slice(0, k)
    .map(({ record, about: other }) => ({ record, about: other }))
}
