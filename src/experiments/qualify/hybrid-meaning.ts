import type { Job, MindCard } from '../../domain/index.ts'

/** Jobs that a hybrid mind can hand to the model. */
const DECISIONS: readonly Job[] = ['taste', 'choice', 'ranking']

/**
 * What a card means for a hybrid mind on these data, in one sentence.
 *
 * @example hybridMeaning(card) // 'On ml-100k the fitted utility decides taste, choice and ranking; …'
 */
export function hybridMeaning({ data, jobs }: Pick<MindCard, 'data' | 'jobs'>): string {
  const granted = DECISIONS.filter((job) => jobs.some((result) => result.job === job && result.verdict === 'decide'))
  const kept = DECISIONS.filter((job) => !granted.includes(job))
  const clauses = [
    ...(granted.length > 0 ? [`the model decides ${listed(granted)}`] : []),
    ...(kept.length > 0 ? [`the fitted utility decides ${listed(kept)}`] : []),
    ...(granted.length === 0 ? ['the model decides nothing'] : []),
  ]
  return `In a hybrid mind on ${data.name} ${clauses.join('; ')}.`
}

const listed = (words: readonly string[]): string =>
  words.length === 1 ? words[0]! : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
