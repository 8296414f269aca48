import { explanationFacts, type Surroundings } from '../../agents/index.ts'
import type { ItemCard, ItemFacts, ItemIndex, Reason, UserIndex } from '../../domain/index.ts'
import { reasonWords } from '../../minds/index.ts'
import { counted, listed, whole } from '../../words.ts'

/** What a reply tells of. */
export interface Told {
  readonly cards: readonly ItemCard[]
  /** Candidates that fit. */
  readonly left: number
  readonly applied: readonly string[]
  readonly dropped: readonly string[]
  readonly unread: readonly string[]
  readonly unknownTitles: readonly string[]
  /** A "never" that a wish of this message goes against. */
  readonly against: readonly string[]
  readonly question: string | null
  /** By what the cards stand in order. */
  readonly order: 'taste' | 'popular' | 'obscure' | 'stranger' | 'catalogue'
  /** Cards were shown before, and stand behind the others. */
  readonly isLater: boolean
}

/** The template of a reply: what fits, what had to go, what was not understood, one question at most. @example replyWords(told) */
export function replyWords(told: Told): string {
  const { unread, unknownTitles, against, question } = told
  return [
    shownWords(told),
    ...against.map((never) => `You said ${never}; say that it is fine again, and I show it.`),
    told.dropped.length > 0 && told.cards.length > 0
      ? `Nothing that is left is also ${listed(told.dropped, 'or')}, so I dropped that.`
      : '',
    unknownTitles.length > 0 ? `I know no title ${listed(unknownTitles.map(quoted), 'or')}.` : '',
    unread.length > 0 ? `I could do nothing with ${listed(unread.slice(0, 4).map(quoted))}.` : '',
    question ?? '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function shownWords({ cards, left, applied, order, isLater }: Told): string {
  const wishes = applied.length > 0 ? ` for ${listed(applied)}` : ''
  if (cards.length === 0) return `I find nothing${wishes}. Take a wish back, or say "start over".`
  const many = left > cards.length ? `${whole(cards.length)} of ${whole(left)}` : whole(cards.length)
  const what = applied.length > 0 ? `${many} (${applied.join(', ')})` : many
  const by = {
    taste: 'those you may like most first',
    popular: 'the best known first',
    obscure: 'the least known first',
    catalogue: 'in the order of the catalogue, since nobody did anything with it yet',
    // Said once: later cards are told apart by not having been shown.
    stranger: isLater ? 'the best known first' : 'the best known first, since I do not know you yet',
  }[order]
  return `Here ${cards.length === 1 ? 'is' : 'are'} ${what}, ${by}${isLater ? ' of what you have not seen here' : ''}.`
}

/** Small talk. @example chatWords('hello', []) */
export function chatWords(about: 'hello' | 'thanks' | 'bye' | 'help', groups: readonly string[]): string {
  switch (about) {
    case 'hello':
      return `Hello. What are you looking for? You can name a kind${groups.length > 0 ? ` (${listed(groups.slice(0, 3), 'or')})` : ''}, a year, or a title it should be like.`
    case 'thanks':
      return 'You are welcome. Say "more" for others, or what should be different.'
    case 'bye':
      return 'Goodbye.'
    case 'help':
      return `Say what you want and what you do not: ${groups.length > 0 ? `${listed(groups.slice(0, 3))}; ` : ''}"before 1980", "never horror", "like" and a title. Of what is shown: "not that one", "I have seen the first", "like this but older", "why the second?", "more". Also "what have I watched", "my wishes", "undo", "start over".`
  }
}

/** The facts a card may rest on: likeness to what was asked for first, else the person's own past, else how many took it. */
export function cardFacts(
  around: Surroundings,
  item: ItemIndex,
  {
    user,
    alike,
    liked,
  }: {
    readonly user: UserIndex | undefined
    readonly alike: readonly ItemIndex[]
    readonly liked: readonly ItemIndex[]
  },
): ItemFacts {
  const facts = explanationFacts(around, item, user)
  const title = (other: ItemIndex): string => around.columns.items[other]!.title
  const isAlike = (other: ItemIndex): boolean =>
    other !== item && title(other).trim() !== '' && around.similarity(other)[item]! > 0
  const said: Reason[] = [
    ...alike.filter(isAlike).map((other): Reason => ({ kind: 'similar-to', value: title(other) })),
    ...liked
      .filter((other) => !alike.includes(other) && isAlike(other))
      .slice(-1)
      .map((other): Reason => ({ kind: 'liked-title', value: title(other) })),
  ]
  // What was said in this conversation comes before what was done long ago.
  return said.length > 0 ? { ...facts, because: said } : facts
}

/** A clause as a sentence. */
const sentence = (clause: string | null): string | null =>
  clause === null ? null : `${clause.replace(/^./u, (letter) => letter.toUpperCase())}.`

/** A card of an item. @example cardOf(around, item, facts) */
export function cardOf(around: Surroundings, item: ItemIndex, facts: ItemFacts): ItemCard {
  const { id, title, categories } = around.columns.items[item]!
  return { id, title, categories, year: facts.year, reason: sentence(reasonWords(facts.because)) }
}

const quoted = (text: string): string => `"${text}"`

/** A person's own past in words. @example historyWords(['"Heat" (5)'], 12) */
export const historyWords = (lines: readonly string[], all: number): string =>
  lines.length === 0
    ? 'I know nothing of what you did before.'
    : `I know ${counted(all, 'thing')} that you did. The latest: ${listed(lines)}.`
