import type { ItemFacts, Reason, Relation } from '../../domain/index.ts'
import { genreKey } from './_genre-words.ts'
import {
  ADVERBS,
  ALIKE,
  DECADES,
  LIKING,
  MODALS,
  NEUTRAL,
  NOUNS,
  PARTS,
  POPULAR,
  PRAISE,
  PRAISED,
  SUBJECTS,
  TASTES,
} from './_neutral-words.ts'
import { readText, type Token } from './_reading.ts'

/*
 * A closed vocabulary. A check for wrong years, genres and titles passes what a model invents around them ("a sequel to", "starring"),
 * so here it is the other way round: a word must come from the facts or from a short list of words that state nothing, a year, a
 * number and a name from the facts, and a reason must be the reason given. What is true but said in other words is lost.
 */

/** What a check of a text against facts found. */
export interface ClaimCheck {
  readonly ok: boolean
  /** The words, numbers and names that nothing in the facts supports, each once, in the order of the text. */
  readonly unsupported: readonly string[]
}

/**
 * Does a text state only what the facts say?
 *
 * It reads English. It cannot tell a fact in the wrong place, such as the item's year given to another title.
 *
 * @example checkClaims('Heat is a sequel to Casino.', facts).unsupported // ['sequel']
 */
export function checkClaims(text: string, facts: ItemFacts): ClaimCheck {
  const { clauses, foreignQuotes } = readText(text, facts)
  const known = knowledge(facts)
  const found = new Set(foreignQuotes)
  for (const clause of clauses) for (const token of unsupportedIn(clause, known)) found.add(token.text)
  return { ok: found.size === 0, unsupported: [...found] }
}

/** The facts as the rules look them up. */
interface Knowledge {
  readonly year: number | null
  readonly genres: ReadonlySet<string>
  readonly likedGenres: ReadonlySet<string>
  readonly reasons: ReadonlySet<Reason['kind']>
  readonly relations: readonly Relation[]
  /** Words for the item itself. */
  readonly nouns: ReadonlySet<string>
  /** Words and numbers of what is known about its popularity. */
  readonly popular: ReadonlySet<string>
}

function knowledge({ noun, year, genres, because, relations = [] }: ItemFacts): Knowledge {
  const values = (kind: Reason['kind']): string[] =>
    because.flatMap((reason) => (reason.kind === kind ? [reason.value] : []))
  const likedGenres = values('liked-genre').map(genreKey)
  const own = noun?.toLowerCase()
  return {
    year,
    genres: new Set([...genres.map(genreKey), ...likedGenres]),
    likedGenres: new Set(likedGenres),
    reasons: new Set(because.map(({ kind }) => kind)),
    relations,
    nouns: own === undefined ? new Set() : new Set([own, `${own}s`, ...(NOUNS[own] ?? [])]),
    popular: new Set(values('popular').flatMap((value) => wordsOf(value))),
  }
}

const wordsOf = (text: string): string[] =>
  (text.toLowerCase().match(/\p{N}[\p{N},.]*|\p{L}[\p{L}']*/gu) ?? []).map((word) => word.replace(/[,.]/g, ''))

/** The tokens of a clause that nothing supports. */
function unsupportedIn(clause: readonly Token[], known: Knowledge): Token[] {
  const said: Said = { relation: relationIn(clause, known), history: historyIn(clause), alike: alikeIn(clause) }
  return clause.filter((token, place) => !isSupported(token, clause, place, said, known))
}

/** What a clause says of the item beside what it is. */
interface Said {
  readonly relation: Relation | null
  readonly history: History | null
  /** Where it says that items are alike; -1 where it does not. */
  readonly alike: number
}

function isSupported(token: Token, clause: readonly Token[], place: number, said: Said, known: Knowledge): boolean {
  const { relation, history, alike } = said
  switch (token.type) {
    case 'number':
      return numberFits(token.text, clause[place - 1], clause[place + 1], known)
    case 'genre': {
      const isLiked = history !== null && (place >= history.at || history.coversAll)
      return token.genres.every((genre) => (isLiked ? known.likedGenres : known.genres).has(genre))
    }
    case 'name':
      if (relation) return token.roles.has(relation.kind) || token.roles.has('own')
      if (history && place >= history.at) return token.roles.has('liked-title')
      if (alike !== -1 && place > alike) return token.roles.has('similar-to')
      return token.roles.has('own') || token.roles.has('liked-title') || token.roles.has('similar-to')
    case 'word':
      if (place === history?.at) return known.reasons.has('liked-title') || known.reasons.has('liked-genre')
      if (place === alike) return known.reasons.has('similar-to')
      if (relation && relationWords(relation).has(token.plain)) return true
      return known.popular.has(token.plain) || (!token.isNamelike && isKnownWord(token, clause, place, known))
  }
}

function isKnownWord({ plain }: Word, clause: readonly Token[], place: number, known: Knowledge): boolean {
  const next = plainAt(clause, place + 1)
  const before = plainAt(clause, place - 1)
  if (POPULAR.has(plain) && known.reasons.has('popular')) return true
  if (PRAISE.has(plain)) return PRAISED.has(next) || next === 'for' || (plain === 'right' && next === 'up')
  if (plain === 'street' || plain === 'alley') return before === 'your'
  if (plain === 'based') return next === 'on' && /^your?$/.test(plainAt(clause, place + 2))
  if (plain === 'about') return /^(how|what)$/.test(before)
  if (plain === 'not') return before === 'why'
  if (plain in PARTS) return known.year !== null && isPart(plain, known.year) && saysDecade(clause[place + 1])
  if (plain in DECADES) return known.year !== null && decadeOf(known.year) === DECADES[plain]
  if (ALIKE.has(plain) && known.reasons.has('similar-to')) return true
  if (known.nouns.has(plain)) return true
  // "A story of love" is a plot and "much loved" is popularity; "you love" is neither.
  if (LIKING.has(plain)) return place === 0 || before === 'your' || subjectBefore(clause, place) !== ''
  return NEUTRAL.has(plain)
}

function isPart(part: string, year: number): boolean {
  const [first, last] = PARTS[part]!
  return year % 10 >= first && year % 10 <= last
}

/** Whether a part of a decade has its decade behind it; that it is the right one is looked at there. */
const saysDecade = (token: Token | undefined): boolean =>
  (token?.type === 'word' && token.plain in DECADES) || (token?.type === 'number' && token.text.endsWith('s'))

type Word = Extract<Token, { type: 'word' }>

const plainAt = (clause: readonly Token[], place: number): string => {
  const token = clause[place]
  return token?.type === 'word' ? token.plain : ''
}

/** Whether a number is the year, its decade, or a count of people that the facts give. */
function numberFits(text: string, before: Token | undefined, after: Token | undefined, known: Knowledge): boolean {
  const digits = text.replace(/[,.]/g, '')
  const isCount = after?.type === 'word' && POPULAR.has(after.plain)
  if (isCount || !/^\d{2}(\d{2})?s?$/.test(digits)) return known.popular.has(digits)
  if (before?.type === 'word' && before.plain === 'since') return false
  if (known.year === null) return false
  const decade = decadeOf(known.year)
  if (digits.endsWith('s'))
    return digits === `${decade}s` || (known.year >= 1900 && digits === `${String(decade).slice(2)}s`)
  return digits === String(known.year)
}

const decadeOf = (year: number): number => Math.floor(year / 10) * 10

/** Where a clause tells what this person liked: every name and group from there on must be a reason of that kind. */
interface History {
  readonly at: number
  /** What was liked stands before, as in "the war films you like". */
  readonly coversAll: boolean
}

function historyIn(clause: readonly Token[]): History | null {
  const words = clause.map((_, place) => plainAt(clause, place))
  const fan = words.some((word) => word === 'fan' || word === 'lover')
  const self = words.findIndex((word) => /^(as|you|you're)$/.test(word))
  if (fan && self !== -1) return { at: self, coversAll: true }
  const favourite = words.findIndex((word) => TASTES.has(word))
  if (favourite !== -1 && words.includes('yours')) return { at: favourite, coversAll: true }
  const at = words.findIndex(
    (word, place) =>
      (TASTES.has(word) && words.slice(0, place).includes('your')) ||
      (/^(into|fond|keen)$/.test(word) && /^(you're|are)$/.test(words[place - 1] ?? '')) ||
      (LIKING.has(word) && subjectBefore(clause, place).startsWith('you')),
  )
  if (at === -1) return null
  const isVerb = LIKING.has(words[at]!) && words[at - 1] !== 'your'
  const hasObject = clause.slice(at + 1).some(({ type }) => type === 'name' || type === 'genre')
  return { at, coversAll: isVerb && !hasObject }
}

/** Who does what the verb says: empty where nobody does; without history where it is a wish, a guess or a condition. */
function subjectBefore(clause: readonly Token[], place: number): string {
  let at = place - 1
  while (ADVERBS.has(plainAt(clause, at))) at--
  const subject = plainAt(clause, at)
  if (MODALS.has(subject)) return 'maybe'
  if (!SUBJECTS.has(subject)) return ''
  return plainAt(clause, at - 1) === 'if' ? 'maybe' : subject
}

/** Where a clause says that items are alike; -1 where it does not. */
function alikeIn(clause: readonly Token[]): number {
  return clause.findIndex(
    (token, place) =>
      token.type === 'word' &&
      (ALIKE.has(token.plain) || (token.plain === 'like' && subjectBefore(clause, place) === '')),
  )
}

/** Words that state a relation, by its kind. */
const RELATION_WORDS: Readonly<Record<Relation['kind'], string>> = {
  'directed-by': 'directed director by',
  'written-by': 'written wrote writer author by',
  starring: 'starring stars star cast',
  'sequel-to': 'sequel follows continues continuation',
  'based-on': 'based adaptation adapted adapts',
  won: 'won winner winning wins',
}

/** The relation of the facts that a clause states; null where it states none. */
function relationIn(clause: readonly Token[], { relations }: Knowledge): Relation | null {
  const saysIt = ({ kind }: Relation): boolean =>
    clause.some((token) => token.type === 'word' && RELATION_WORDS[kind].split(' ').includes(token.plain))
  return relations.find(saysIt) ?? null
}

/** Words that a clause may use which states a relation of the facts: those of its kind and of its name. */
const relationWords = ({ kind, name }: Relation): ReadonlySet<string> =>
  new Set([...RELATION_WORDS[kind].split(' '), ...wordsOf(name)])
