import type { Question } from '../../domain/index.ts'
import type { SessionFacts } from './facts.ts'
import type { Agent4RecQuestion } from './questions.ts'

/**
 * What a viewer says without a language model: templates over the facts, so nothing said can be false.
 *
 * @example agent4recWords(feelQuestion(facts, random)) // 'I gave "Toy Story (1995)" 4 stars: worth my time.'
 */
export function agent4recWords(question: Question): string {
  const { type, facts } = question as Agent4RecQuestion
  switch (type) {
    case 'agent4rec/feel': {
      const stars = facts.stars ?? 0
      return `I gave "${facts.card.title}" ${stars} stars: ${stars >= 4 ? 'worth my time' : stars >= 3 ? 'it was all right' : 'not for me'}.`
    }
    case 'agent4rec/reflect':
      return `${facts.satisfied ? 'I am satisfied' : 'I am not satisfied'}: ${countWords(facts)}.`
    case 'agent4rec/interview':
      return `I left after page ${facts.page}: ${countWords(facts)}.`
    default:
      return ''
  }
}

function countWords({ recalled }: SessionFacts): string {
  const pages = recalled.flatMap((entry) => (entry.type === 'page' ? [entry.page] : []))
  const sum = (count: (page: (typeof pages)[number]) => number): number =>
    pages.reduce((total, page) => total + count(page), 0)
  return `of ${sum((page) => page.shown.length)} films I watched ${sum((page) => page.watched.length)} and liked ${sum((page) => page.liked.length)}`
}
