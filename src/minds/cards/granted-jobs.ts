import type { Dataset, Job, JobResult, LanguageModel, MindCard } from '../../domain/index.ts'

/**
 * The jobs a mind may decide by its card: those with the verdict `decide` on as many questions as their gate asks.
 *
 * Taste, choice and ranking need history too: a mind that answers the same without the person's history has no taste of
 * theirs to decide by.
 *
 * @param card null grants nothing; ask `cardFits` before, since a card says nothing of other data or another model
 * @example grantedJobs(card).has('taste')
 */
export function grantedJobs(card: MindCard | null): ReadonlySet<Job> {
  const shown = new Set((card?.jobs ?? []).filter(passes).map(({ job }) => job))
  if (!shown.has('history')) for (const job of PERSONAL) shown.delete(job)
  return shown
}

const passes = ({ verdict, n, gate }: JobResult): boolean => verdict === 'decide' && n >= gate

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
