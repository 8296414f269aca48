import type { Dataset, Job, LanguageModel, MindCard, Verdict } from '../../domain/index.ts'

/** What a mind may do by its card. Nothing is decided by a proposal or in a role. */
export interface Grants {
  /** Its answer counts. */
  readonly decides: ReadonlySet<Job>
  /** A rule decides, and the mind may propose. */
  readonly proposes: ReadonlySet<Job>
  /** It may play a stated persona, which is no evidence about real people. */
  readonly plays: ReadonlySet<Job>
}

/**
 * What a mind may do by its card: jobs with the verdicts `decide`, `assist` and `actor` on as many questions as their gate asks.
 *
 * Taste, choice and ranking need history too: a mind that answers the same without the person's history has no taste of
 * theirs to decide by.
 *
 * @param card null grants nothing; ask `cardFits` before, since a card says nothing of other data or another model
 * @example grants(card).proposes.has('slots')
 */
export function grants(card: Pick<MindCard, 'jobs'> | null): Grants {
  const jobs = (card?.jobs ?? []).filter(({ n, gate }) => n >= gate)
  const earned = (wanted: Verdict): Set<Job> =>
    new Set(jobs.filter(({ verdict }) => verdict === wanted).map(({ job }) => job))
  const decides = earned('decide')
  if (!decides.has('history')) for (const job of PERSONAL) decides.delete(job)
  return { decides, proposes: earned('assist'), plays: earned('actor') }
}

/** The jobs a mind may decide by its card. @example grantedJobs(card).has('taste') */
export const grantedJobs = (card: MindCard | null): ReadonlySet<Job> => grants(card).decides

const PERSONAL: readonly Job[] = ['taste', 'choice', 'ranking']

/**
 * Whether a card speaks of this model on this data; it never travels to others.
 *
 * @example cardFits(card, model, data) ? grantedJobs(card) : new Set()
 */
export function cardFits(
  card: MindCard,
  model: Pick<LanguageModel, 'fingerprint'>,
  data: Pick<Dataset, 'hash'>,
): boolean {
  return card.fingerprint === model.fingerprint && card.data.hash === data.hash
}

/**
 * Whether a language mind that decides every question is qualified for all of them.
 *
 * @param questionJobs the job of each question asked; one without a job has no gate, so nobody is qualified for it
 * @example qualifiedFor(grantedJobs(card), ['taste', 'choice'])
 */
export function qualifiedFor(granted: ReadonlySet<Job>, questionJobs: Iterable<Job | undefined>): boolean {
  return [...questionJobs].every((job) => job !== undefined && granted.has(job))
}
