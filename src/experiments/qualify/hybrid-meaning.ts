import type { Job, MindCard } from '../../domain/index.ts'
import { grants } from '../../minds/index.ts'

/** Decided by the fitted utility where the model is not granted them. */
const VIEWER: readonly Job[] = ['taste', 'choice', 'ranking']

/** Decided by rules on words where the model is not granted them. */
const LANGUAGE: readonly Job[] = ['mood', 'tools', 'intent', 'slots']

/**
 * What a card means for a hybrid mind on these data, in one sentence: who decides what, where the model may propose, and what
 * it may play. Of jobs about words the sentence speaks where the card does.
 *
 * @example hybridMeaning(card) // 'In a hybrid mind on ml-100k the fitted utility decides taste, choice and ranking; …'
 */
export function hybridMeaning({ data, jobs }: Pick<MindCard, 'data' | 'jobs'>): string {
  const { decides, proposes, plays } = grants({ jobs })
  const examined = (job: Job): boolean => jobs.some((result) => result.job === job)
  const kept = VIEWER.filter((job) => !decides.has(job))
  const ruled = LANGUAGE.filter((job) => examined(job) && !decides.has(job))
  const decided = [...VIEWER, ...LANGUAGE].filter((job) => decides.has(job))
  const proposed = LANGUAGE.filter((job) => proposes.has(job))
  const clauses = [
    ...(decided.length > 0 ? [`the model decides ${listed(decided)}`] : []),
    ...(kept.length > 0 ? [`the fitted utility decides ${listed(kept)}`] : []),
    ...(ruled.length > 0 ? [`rules decide ${listed(ruled)}`] : []),
    ...(proposed.length > 0 ? [`the model may propose ${listed(proposed)}`] : []),
    ...(examined('wording') ? [decides.has('wording') ? MODEL_WORDS : 'a template words what is recommended'] : []),
    ...(plays.has('persona') ? ['the model may play stated personas, which says nothing about real people'] : []),
    ...(decided.length === 0 ? ['the model decides nothing'] : []),
  ]
  return `In a hybrid mind on ${data.name} ${clauses.join('; ')}.`
}

const MODEL_WORDS = 'the model words what is recommended, and every text is checked'

const listed = (words: readonly string[]): string =>
  words.length === 1 ? words[0]! : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
