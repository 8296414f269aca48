import type { ItemFacts } from '../../domain/index.ts'
import { checkClaims } from '../../minds/index.ts'

/** A reply of a model, sentence by sentence. */
export interface CheckedReply {
  /** Sentences that state only facts of the cards; empty where none is left. */
  readonly text: string
  /** The first sentence was taken out. */
  readonly isHeadless: boolean
  /** What was taken out, with what nothing supports. */
  readonly refused: readonly { readonly said: string; readonly unsupported: readonly string[] }[]
}

/**
 * Keeps of a model's words what the facts of the cards support, and takes the other sentences out whole.
 *
 * A sentence that names one card is held to its facts; one that names several to what they have in common besides their names; one
 * that names none may speak of the groups of all. So no title that was not shown can stand in a reply.
 *
 * @param shown facts of the cards, titles without their year
 * @example checkedReply('Try "Heat". It won an Oscar.', [heat]).text // 'Try "Heat".'
 */
export function checkedReply(text: string, shown: readonly ItemFacts[]): CheckedReply {
  const kept: string[] = []
  const refused: CheckedReply['refused'][number][] = []
  let isHeadless = false
  for (const [place, sentence] of sentencesOf(text, shown).entries()) {
    const named = shown.filter(({ title }) => title !== '' && sentence.toLowerCase().includes(title.toLowerCase()))
    const { ok, unsupported } = checkClaims(asOne(sentence, named), factsFor(named, shown))
    if (ok) kept.push(sentence)
    else {
      refused.push({ said: sentence, unsupported })
      isHeadless ||= place === 0
    }
  }
  return { text: kept.join(' '), isHeadless, refused }
}

/** What a sentence may state. */
function factsFor(named: readonly ItemFacts[], shown: readonly ItemFacts[]): ItemFacts {
  const [first] = named
  if (named.length === 1) return first!
  const genres = [...new Set((named.length > 0 ? named : shown).flatMap((facts) => facts.genres))]
  const shared = named.length > 0 && named.every(({ year }) => year === first!.year)
  return {
    title: first?.title ?? NO_TITLE,
    year: shared ? first!.year : null,
    genres,
    because: first ? [...first.because] : [],
  }
}

/** A title that nobody writes. */
const NO_TITLE = '\u2042'

/** The sentence with every further title as the first, so that it is held to one name. */
function asOne(sentence: string, named: readonly ItemFacts[]): string {
  const [first, ...others] = named
  return others.reduce((so, { title }) => so.replaceAll(title, first!.title), sentence)
}

/** Sentences; a full stop within a title ends none. */
function sentencesOf(text: string, shown: readonly ItemFacts[]): readonly string[] {
  const marks = shown.map(({ title }, place): readonly [string, string] => [title, `\uE000${place}\uE001`])
  const masked = marks.reduce((so, [title, mark]) => (title === '' ? so : so.replaceAll(title, mark)), text)
  return masked
    .split(/(?<=[.!?]["'”’]?)\s+|\n+/)
    .map((sentence) => marks.reduce((so, [title, mark]) => so.replaceAll(mark, title), sentence).trim())
    .filter((sentence) => sentence !== '')
}
