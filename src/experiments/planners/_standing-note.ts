import type { Job, LanguageModel, MindCard } from '../../domain/index.ts'
import { grantedJobs } from '../../minds/index.ts'

/** What the model decides in a comparison, in words. */
const DECIDES: Readonly<Partial<Record<Job, string>>> = {
  ranking: 'to order items for a person',
  taste: 'to tell what a person likes',
  choice: 'to choose for a person',
}

/**
 * What a model that is asked for a comparison was shown to be able to do, for the notes: asked for is not earned.
 *
 * @param card null where the model was never examined on these data
 * @returns no note for a model that earned the job
 * @example standingNotes(model, card, 'ranking', 'ml-100k')
 */
export function standingNotes(
  { name }: Pick<LanguageModel, 'name'>,
  card: MindCard | null,
  job: 'ranking' | 'taste' | 'choice',
  data: string,
): readonly string[] {
  if (grantedJobs(card).has(job)) return []
  const examined = card?.jobs.some((result) => result.job === job)
  const reason = examined
    ? 'Its card says that it was examined'
    : `It was never examined (tastemaker qualify --llm ${name})`
  return [
    `Unqualified: ${name} was not shown to be able ${DECIDES[job]} on ${data}. ${reason}; it decides here because it was asked to, and its rows are no evidence that it should.`,
  ]
}
