import type { ItemFacts } from '../../domain/index.ts'
import type { TaskScores } from '../../evaluation/tasks/index.ts'
import { textWords } from '../../evaluation/text/index.ts'
import { checkClaims } from '../../minds/index.ts'

/** What a sentence says when it speaks of what the person did. */
const OF_HISTORY =
  /\byou(?:['’]ve| have)?(?: \p{L}+)? (?:lik|lov|enjoy|watch|rat|read|play|prefer|pick|chose|choose)\p{L}*|\byour (?:\p{L}+ )?(?:taste|favou?rite|history|liking)/u

/**
 * Scores the words of an explanation by the facts: whether they state nothing else, whether they give a reason of the person's own
 * history where there is one to give, and how many they are.
 *
 * A liked title is a reason wherever it stands; a group that is liked only beside words of liking, for it is the item's own group too.
 *
 * @param text null where there was no answer
 * @example claimScores('"Heat" is for you. You liked "Casino".', facts)['own reason'] // 1
 */
export function claimScores(text: string | null, facts: ItemFacts): TaskScores {
  const reasons = facts.because.filter(({ kind }) => kind === 'liked-title' || kind === 'liked-genre')
  const named = (text ?? '').toLowerCase().replace(wordsOf(facts.title), ' ')
  const sentences = named.split(/(?<=[.!?;])\s+/)
  const isGiven = ({ kind, value }: (typeof reasons)[number]): boolean =>
    kind === 'liked-title'
      ? named.search(wordsOf(value)) >= 0
      : sentences.some((sentence) => sentence.search(wordsOf(value)) >= 0 && OF_HISTORY.test(sentence))
  return {
    supported: Number(text !== null && checkClaims(text, facts).ok),
    'own reason': reasons.length === 0 ? Number.NaN : Number(reasons.some(isGiven)),
    words: text === null ? Number.NaN : textWords(text).length,
  }
}

/** Finds a name in lower case as whole words, without the year that titles of films carry. */
function wordsOf(name: string): RegExp {
  const plain = name.replace(/\s*\(\d{4}\)$/, '').toLowerCase()
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal(plain)}(?![\\p{L}\\p{N}])`, 'gu')
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
