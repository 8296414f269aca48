import type { CatalogueColumns, FieldColumn } from '../tools/catalogue-columns.ts'
import { GENRE_WORDS } from './request-words.ts'

/** A value of a field that somebody may name. */
export interface Facet {
  readonly field: string
  /** As the catalogue writes it. */
  readonly value: string
}

/** A facet at its place in a text. */
export interface FacetMention extends Facet {
  readonly at: number
  readonly end: number
}

/** The words of a catalogue: what people may call its groups and values. */
export interface Facets {
  readonly columns: CatalogueColumns
  /** Every value named in a text in lower case, the longest first where they overlap, in order of place. */
  mentions(line: string): readonly FacetMention[]
  /** Whether a word stands in a title, a group or a text of the catalogue, so that a search for it is worth while. */
  knows(word: string): boolean
  /** The field of numbers that people mean by some words, such as `minutes` or `euros`; null where the catalogue has none. */
  numberField(words: string): string | null
}

/** Values that a field of texts may have to be named word for word, and their letters: others are free text. */
const MOST_VALUES = 20_000
const LEAST_LETTERS = 3
const MOST_LETTERS = 40
/** Words of one value at most. */
const MOST_WORDS = 5

/** Words that name a number, and what fields of it are called. */
const NUMBER_WORDS: readonly (readonly [RegExp, RegExp])[] = [
  [/[$€£]|\b(?:euros?|dollars?|pounds?|bucks?|price|priced|costs?|cheap\w*|expensive|pric\w+)\b/, /^price$|cost/i],
  [
    /\b(?:minutes?|mins?|hours?|long|longer|short|shorter|runtime|length|duration)\b/,
    /runtime|duration|minutes|length|playing.?time/i,
  ],
  [/\b(?:pages?)\b/, /pages?/i],
  [/\b(?:players?|people)\b/, /players?/i],
  [/\b(?:year|old|older|new|newer|recent|earlier|later)\b/, /^year$/],
]

/**
 * Reads the words of a catalogue off its columns, once for all conversations.
 *
 * Groups answer to their names, singular and plural, and those of films and books to what people call them ("scary" for Horror).
 * Values of other text fields answer to themselves.
 *
 * @example facetsOf(columns).mentions('a scary film')[0]?.value // 'Horror'
 */
export function facetsOf(columns: CatalogueColumns): Facets {
  const byPhrase = new Map<string, Facet>()
  const patterns: { readonly facet: Facet; readonly pattern: RegExp }[] = []
  for (const [field, column] of columns.fields) {
    if (column.type === 'number' || column.values.length > MOST_VALUES) continue
    for (const value of column.values) {
      const facet = { field, value }
      if (field === 'category') {
        for (const form of formsOf(value)) if (!byPhrase.has(form)) byPhrase.set(form, facet)
        const pattern = spoken(value)
        if (pattern) patterns.push({ facet, pattern })
      } else if (isNameable(value) && !byPhrase.has(value.toLowerCase())) byPhrase.set(value.toLowerCase(), facet)
    }
  }
  const words = wordsOf(columns)
  return {
    columns,
    knows: (word) => words.has(word),
    mentions(line) {
      const found = [...phrasesIn(line, byPhrase)]
      for (const { facet, pattern } of patterns) {
        for (const { index, 0: words } of line.matchAll(pattern)) {
          found.push({ ...facet, at: index, end: index + words.length })
        }
      }
      return withoutOverlaps(found)
    },
    numberField: (words) => numberFieldIn(words, columns.fields),
  }
}

function wordsOf({ items }: CatalogueColumns): ReadonlySet<string> {
  const words = new Set<string>()
  for (const { title, categories, text = '' } of items) {
    for (const part of [title, text, ...categories]) {
      for (const [word] of part.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) words.add(word)
    }
  }
  return words
}

function numberFieldIn(words: string, fields: ReadonlyMap<string, FieldColumn>): string | null {
  const numbers = [...fields].flatMap(([name, column]) => (column.type === 'number' ? [name] : []))
  const named = numbers.find((name) => new RegExp(`\\b${escaped(name.toLowerCase())}\\b`).test(words))
  if (named !== undefined) return named
  for (const [said, called] of NUMBER_WORDS) {
    if (!said.test(words)) continue
    const field = numbers.find((name) => called.test(name))
    if (field !== undefined) return field
  }
  return null
}

/** A value that stands as a name, not as a number or a sentence. */
const isNameable = (value: string): boolean =>
  value.length >= LEAST_LETTERS &&
  value.length <= MOST_LETTERS &&
  /\p{L}{3}/u.test(value) &&
  !/^(?:yes|no|true|false|none|unknown|other|not|and|the|for|any)$/i.test(value)

/** The name of a group as it may be typed: singular, plural, signs as spaces or left out. */
function formsOf(value: string): readonly string[] {
  const name = value.toLowerCase().trim()
  if (name === '' || name === 'unknown') return []
  const open = name.replace(/[^\p{L}\p{N}']+/gu, ' ').trim()
  const forms = new Set([name, open, open.replaceAll(' ', ''), open.replaceAll("'", '')])
  for (const form of [...forms]) {
    forms.add(`${form}s`)
    if (form.endsWith('y')) forms.add(`${form.slice(0, -1)}ies`)
    if (form.endsWith('ies')) forms.add(`${form.slice(0, -3)}y`)
    else if (form.endsWith('s')) forms.add(form.slice(0, -1))
  }
  forms.delete('')
  return [...forms].filter((form) => form.length >= 2)
}

/** What people call a group that films or books have too; null for others. */
function spoken(value: string): RegExp | null {
  const name = value.toLowerCase().replace(/[-_]/g, ' ')
  const words = Object.entries(GENRE_WORDS).find(
    ([genre, pattern]) => genre === name || new RegExp(`^(?:${pattern})$`).test(name),
  )?.[1]
  return words === undefined ? null : new RegExp(`\\b(?:${words})(?![\\w])`, 'g')
}

function* phrasesIn(line: string, byPhrase: ReadonlyMap<string, Facet>): Generator<FacetMention> {
  const words = [...line.matchAll(/[\p{L}\p{N}'-]+/gu)].map(({ 0: word, index }) => ({
    index,
    end: index + word.length,
  }))
  for (let first = 0; first < words.length; first++) {
    for (let last = Math.min(words.length, first + MOST_WORDS) - 1; last >= first; last--) {
      const at = words[first]!.index
      const { end } = words[last]!
      const facet = byPhrase.get(line.slice(at, end)) ?? byPhrase.get(line.slice(at, end).replaceAll('-', ' '))
      if (!facet) continue
      yield { ...facet, at, end }
      break
    }
  }
}

/** Of mentions that overlap the longest stays; of two of one length both, for they are two readings of one word. */
function withoutOverlaps(found: readonly FacetMention[]): readonly FacetMention[] {
  const kept: FacetMention[] = []
  for (const mention of found.toSorted((a, b) => b.end - b.at - (a.end - a.at) || a.at - b.at)) {
    const over = kept.filter((other) => other.at < mention.end && mention.at < other.end)
    const again = over.some(({ field, value }) => field === mention.field && value === mention.value)
    if (again || over.some((other) => other.end - other.at > mention.end - mention.at)) continue
    kept.push(mention)
  }
  return kept.sort((a, b) => a.at - b.at)
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
