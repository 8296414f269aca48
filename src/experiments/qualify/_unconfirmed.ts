import type { ItemFacts, Reason, Relation } from '../../domain/index.ts'

/*
 * A second opinion on words that passed the claim check, where no person reads them: a text is confirmed only if every word of
 * it is accounted for and every fact stands in its own role. It knows few words and turns down much that is true; a text that
 * it passes states nothing but the facts. It shares no code and no word list with the claim check.
 *
 * Names are first put out of the way, each as one mark, so that words inside a title are never read as words of the text.
 */

/** A name of the facts as it stands in a text. */
interface Name {
  /** One name may have several roles: a film that the person liked, and whose sequel this is. */
  readonly kinds: ReadonlySet<Kind>
  readonly text: string
}

type Kind = 'item' | Reason['kind'] | Relation['kind'] | 'genre'

/**
 * What in a text the facts do not account for.
 *
 * @returns words, names and numbers, each with what is wrong where it is not the word itself; none for a confirmed text
 * @example unconfirmed('"Heat" (1995) is a drama.', { title: 'Heat', year: 1995, genres: ['Crime'], because: [] }) // ['drama', …]
 */
export function unconfirmed(text: string, facts: ItemFacts): string[] {
  const names = namesOf(facts)
  const marked = mark(text, names)
  const found = [...marked.matchAll(MARK)].map(({ 1: number }) => names[Number(number)]!)
  const missing = found.some(({ kinds }) => kinds.has('item')) ? [] : ['the title is missing']
  const sentences = marked.split(/(?<=[.!?;])\s+/)
  const odd = sentences.flatMap((sentence) => [
    ...misplaced(sentence, names, facts),
    ...strangeYears(sentence, names, facts),
    ...strangeWords(sentence, names, facts),
  ])
  const said = new Set(found.flatMap(({ kinds }) => [...kinds]))
  const reasoned = facts.because.length === 0 || facts.because.some((reason) => isSaid(reason, said, marked))
  return [...missing, ...(reasoned ? [] : ['no reason is given']), ...odd]
}

/** Words that leave out every reason explain nothing, though nothing in them is false. */
function isSaid({ kind }: Reason, said: ReadonlySet<Kind>, marked: string): boolean {
  if (kind === 'liked-genre') return said.has('genre') && lastOf(marked, LIKING) >= 0
  return said.has(kind) || (kind === 'popular' && /\bpopular\b/i.test(marked))
}

const [OPEN, CLOSE] = ['\uE000', '\uE001']
const MARK = /\uE000(\d+)\uE001/g

/** Every name, longest first, since one may contain another. */
function namesOf({ title, genres, because, relations = [] }: ItemFacts): Name[] {
  const tastes = because.filter(({ kind }) => kind === 'liked-genre').map(({ value }) => value)
  const groups = new Set([...genres, ...tastes].map((genre) => genre.toLowerCase()))
  const names: (readonly [string, Kind])[] = [
    [title, 'item'],
    ...because.filter(({ kind }) => kind !== 'liked-genre').map(({ kind, value }) => [value, kind] as const),
    ...relations.map(({ kind, name }) => [name, kind] as const),
    ...[...groups].map((text) => [text, 'genre'] as const),
  ]
  const roles = Map.groupBy(names, ([text]) => text)
  return [...roles]
    .filter(([text]) => text !== '')
    .map(([text, of]) => ({ text, kinds: new Set(of.map(([, kind]) => kind)) }))
    .sort((a, b) => b.text.length - a.text.length)
}

function mark(text: string, names: readonly Name[]): string {
  let marked = text
  for (const [number, { kinds, text: name }] of names.entries()) {
    const isGenre = kinds.has('genre')
    const plural = isGenre ? '(?:s|es)?' : ''
    const written = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/y$/, isGenre ? '(?:y|ie)' : 'y')
    const flags = isGenre || kinds.has('popular') ? 'giu' : 'gu'
    const whole = new RegExp(`(?<![\\p{L}\\p{N}${OPEN}])${written}${plural}(?![\\p{L}\\p{N}${CLOSE}])`, flags)
    marked = marked.replace(whole, `${OPEN}${number}${CLOSE}`)
  }
  return marked
}

/** Liking of what is past or lasting; "you may like" is none. */
const LIKING =
  /(?<!\b(?:may|might|will|would|could|should|'ll|'d|to)(?: also| really)? )\b(?:like|liked|likes|love|loved|loves|enjoy|enjoyed|enjoys|fans? of|liking for|love of|taste for)\b/gi
const SAID_TO_BE_LIKED = new RegExp(`(?:${LIKING.source}|similar to)(?: the \\S+)? ["'“]?$`, 'i')
const LIKENESS = /\b(?:similar to|resembles|(?:is|much|a lot) like)\b/gi
const ABOUT_ITEM = /\b(?:it|this|which|is an?|was an?)\b/gi

/** Names in a role that the facts do not give them. */
function misplaced(sentence: string, names: readonly Name[], { genres, because }: ItemFacts): string[] {
  const own = new Set(genres.map((genre) => genre.toLowerCase()))
  const tastes = new Set(because.filter(({ kind }) => kind === 'liked-genre').map(({ value }) => value.toLowerCase()))
  return [...sentence.matchAll(MARK)].flatMap(({ index, 0: whole, 1: number }) => {
    const { kinds, text } = names[Number(number)]!
    const before = sentence.slice(0, index)
    const after = sentence.slice(index + whole.length)
    const liking = lastOf(before, LIKING)
    const likeness = lastOf(before, LIKENESS)
    const item = lastItem(before, names)
    const faults = [...kinds].map((kind): string | null => {
      switch (kind) {
        case 'item':
          return SAID_TO_BE_LIKED.test(before) ? 'not known to be liked' : null
        case 'liked-title':
          return LIKED_AFTER.test(after) || (liking > item && liking > likeness) ? null : 'not said to be liked'
        case 'similar-to':
          return !LIKED_AFTER.test(after) && likeness > liking ? null : 'not said to be similar'
        case 'genre': {
          const person = liking > Math.max(item, lastOf(before, ABOUT_ITEM))
          return (person ? tastes : own).has(text) ? null : `not ${person ? 'a taste' : 'a genre of the item'}`
        }
        case 'popular':
        case 'liked-genre':
          return null
        default:
          return RELATION_WORDS[kind].test(sentence) ? null : 'without what it did'
      }
    })
    // A name with several roles has to stand in one of them.
    return faults.every((fault) => fault !== null) ? [`${text}: ${faults[0]}`] : []
  })
}

const LIKED_AFTER = /^["'”]?,? (?:which|that|a \S+ (?:which|that)) you (?:liked|loved|enjoyed|like|love|enjoy)\b/i

/** Where a pattern last stands before a place; -1 for nowhere. */
function lastOf(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].at(-1)?.index ?? -1
}

function lastItem(text: string, names: readonly Name[]): number {
  return (
    [...text.matchAll(MARK)].filter(({ 1: number }) => names[Number(number)]!.kinds.has('item')).at(-1)?.index ?? -1
  )
}

/** Numbers that are not the item's year, or that stand with another title. */
function strangeYears(sentence: string, names: readonly Name[], { year }: ItemFacts): string[] {
  return [...sentence.replace(MARK, (whole) => whole.replace(/\d/g, '#')).matchAll(/\d+/g)].flatMap(
    ({ index, 0: number }) => {
      if (number !== String(year)) return [number]
      const beside = /\uE000(\d+)\uE001["'”]? \($/.exec(sentence.slice(0, index))
      return beside && !names[Number(beside[1])]!.kinds.has('item') ? [`${number}: beside another title`] : []
    },
  )
}

const RELATION_WORDS: Readonly<Record<Relation['kind'], RegExp>> = {
  'directed-by': /\b(?:directed|director)\b/i,
  'written-by': /\b(?:written|author|writer)\b/i,
  starring: /\b(?:starring|stars|with)\b/i,
  'sequel-to': /\b(?:sequel|follows)\b/i,
  'based-on': /\bbased\b/i,
  won: /\b(?:won|winner)\b/i,
}

/** Words that are neither in the short list nor given by the facts. */
function strangeWords(
  sentence: string,
  names: readonly Name[],
  { noun = 'title', because, relations = [] }: ItemFacts,
): string[] {
  const held = new Set([...sentence.matchAll(MARK)].flatMap(({ 1: number }) => [...names[Number(number)]!.kinds]))
  const related = relations.map(({ kind }) => kind).filter((kind) => held.has(kind))
  const popular = because.some(({ kind }) => kind === 'popular')
  const words =
    sentence
      .replace(MARK, ' ')
      .replaceAll('’', "'")
      .toLowerCase()
      .match(/[\p{L}']*\p{L}[\p{L}']*/gu) ?? []
  return words
    .map((word) => word.replace(/^'+|'+$/g, ''))
    .filter(
      (word) =>
        !PLAIN.has(word) &&
        !nounsOf(noun).includes(word) &&
        !(popular && POPULAR.has(word)) &&
        !related.some((kind) => RELATION_WORDS[kind].test(word)),
    )
}

const nounsOf = (noun: string): readonly string[] => {
  const same = noun === 'film' ? ['film', 'movie'] : [noun, 'title']
  return same.flatMap((word) => [word, `${word}s`])
}

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

/** Words that state nothing, and those in which a liking or a recommendation is said. No word of praise, no denial. */
const PLAIN = list(`
  a an the this that these it its it's is was are were be been of for with by in from to and or as also too at on out
  because since so if which who where you your you'll you've you'd we we've i i've our have has had will would may might could should
  like likes liked liking love loves loved enjoy enjoys enjoyed fan fans taste tastes
  recommend recommended recommends recommendation suggest suggested suggestion pick picked choice chosen here here's
  genre genres released release came year similar resembles another one some more
  know known say said think try watch read see want really
`)

/** Words of the one reason that speaks of other people. */
const POPULAR = list('popular popularity many people others viewers readers rated ratings well widely')
