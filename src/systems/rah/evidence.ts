import type { FeedbackRecord, PersonalityEntry } from './libraries.ts'

/** Events by id, of one person. */
export type RecordsById = ReadonlyMap<string, FeedbackRecord>

/** Only so many of the latest events speak for an entry or against it: tastes change. */
export const RECENT = 20

/** The most that is believed of a lesson which did not explain its own event. */
const UNEXPLAINED_CONFIDENCE = 0.5

/** How an action and a polarity go together. @example polarityOf(true) // 'prefers' */
export const polarityOf = (liked: boolean): PersonalityEntry['polarity'] => (liked ? 'prefers' : 'disprefers')

/**
 * How far an entry is believed: (events for it + 1) / (events + 2) over the latest ones (Laplace), at most one half where it never
 * explained anything.
 *
 * @example confidenceOf({ polarity: 'prefers', evidence: ['f1'], explained: true }, records) // 2 / 3 where f1 was liked
 */
export function confidenceOf(
  { polarity, evidence, explained }: Pick<PersonalityEntry, 'polarity' | 'evidence' | 'explained'>,
  records: RecordsById,
): number {
  const recent = recentOf(evidence, records)
  const agreeing = recent.filter(({ liked }) => polarityOf(liked) === polarity).length
  const believed = (agreeing + 1) / (recent.length + 2)
  return explained ? believed : Math.min(UNEXPLAINED_CONFIDENCE, believed)
}

/**
 * What most of the latest events say; where they are split, what the very latest says.
 *
 * @returns null without any event
 * @example recentMajority(['f1', 'f2'], records) // 'disprefers' where f2 was not liked
 */
export function recentMajority(evidence: readonly string[], records: RecordsById): PersonalityEntry['polarity'] | null {
  const recent = recentOf(evidence, records)
  if (recent.length === 0) return null
  const liked = recent.filter((record) => record.liked).length
  if (2 * liked === recent.length) return polarityOf(recent.at(-1)!.liked)
  return polarityOf(2 * liked > recent.length)
}

/** Evidence of several entries as one, each event once, oldest first. @example unionOf([['f2'], ['f1', 'f2']]) // ['f1', 'f2'] */
export const unionOf = (lists: readonly (readonly string[])[]): string[] =>
  [...new Set(lists.flat())].sort((a, b) => numberOf(a) - numberOf(b))

/** The number in the id of an event. @example numberOf('f12') // 12 */
export const numberOf = (id: string): number => Number(id.slice(1))

function recentOf(evidence: readonly string[], records: RecordsById): FeedbackRecord[] {
  return unionOf([evidence])
    .flatMap((id) => records.get(id) ?? [])
    .slice(-RECENT)
}
