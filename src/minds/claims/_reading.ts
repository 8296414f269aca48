import type { ItemFacts, Reason, Relation } from '../../domain/index.ts'
import { genreKey, genresOf } from './_genre-words.ts'
import { OPENERS, SUBJECTS_AFTER_AND } from './_neutral-words.ts'

/** What a name of the facts stands for: the item itself, or why it is named. */
export type Role = 'own' | Reason['kind'] | Relation['kind']

/** A piece of a clause. */
export type Token =
  | { readonly type: 'word'; readonly text: string; readonly plain: string; readonly isNamelike: boolean }
  | { readonly type: 'number'; readonly text: string }
  | { readonly type: 'name'; readonly text: string; readonly roles: ReadonlySet<Role> }
  | { readonly type: 'genre'; readonly text: string; readonly genres: readonly string[] }

/** A text as the check reads it. */
export interface Reading {
  readonly clauses: readonly (readonly Token[])[]
  /** Quotations of what is no name of the facts. */
  readonly foreignQuotes: readonly string[]
}

/**
 * Reads a text clause by clause, with the names of the facts found first, so that a title that is also a word is no word.
 *
 * Names are read in their own case, within quotes in any.
 */
export function readText(text: string, facts: ItemFacts): Reading {
  const names = namesOf(facts)
  const foreignQuotes: string[] = []
  const marked: Named[] = []
  const mark = (name: Named): string => ` ${OPEN}${marked.push(name) - 1}${CLOSE} `
  const unquoted = withoutMarks(straight(text), foreignQuotes).replace(
    QUOTED,
    (quote, double?: string, single?: string) => {
      const said = (double ?? single ?? '').trim().replace(/[.,!?]$/, '')
      const name = names.find(({ spellings }) => spellings.some((one) => one.toLowerCase() === said.toLowerCase()))
      if (name) return mark(name)
      foreignQuotes.push(quote.trim())
      return ' '
    },
  )
  const spelled = names.flatMap((name) => name.spellings.map((spelling) => ({ name, spelling })))
  spelled.sort((a, b) => b.spelling.length - a.spelling.length)
  const line = spelled.reduce((so, { name, spelling }) => markWhole(so, spelling, () => mark(name)), unquoted)
  const known = new Set([...facts.genres, ...liked(facts)].map(genreKey))
  return { clauses: clausesOf(line, marked, known), foreignQuotes }
}

/** The groups this person is said to like. */
const liked = ({ because }: ItemFacts): string[] =>
  because.flatMap(({ kind, value }) => (kind === 'liked-genre' ? [value] : []))

interface Named {
  readonly spellings: readonly string[]
  readonly roles: ReadonlySet<Role>
}

/** Every name of the facts with its spellings and what it stands for. */
function namesOf({ title, because, relations = [] }: ItemFacts): Named[] {
  const roles = new Map<string, Set<Role>>()
  const add = (name: string, role: Role): void => {
    if (name.trim() !== '') roles.set(name, (roles.get(name) ?? new Set()).add(role))
  }
  add(title, 'own')
  for (const { kind, value } of because) if (kind === 'liked-title' || kind === 'similar-to') add(value, kind)
  for (const { kind, name } of relations) add(name, kind)
  return [...roles].map(([name, of]) => ({ spellings: spellingsOf(straight(name)), roles: of }))
}

/** A title as it stands, without its year, with its article in front, and with a small article. */
function spellingsOf(title: string): string[] {
  const bare = title.replace(/\s*\(\d{4}\)$/, '')
  const turned = bare.replace(/^(.*), (The|A|An)$/, '$2 $1')
  const spellings = [title, bare, turned, turned.replace(/^(The|A|An) /, (article) => article.toLowerCase())]
  return [...new Set(spellings)].filter((spelling) => spelling !== '')
}

const straight = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’`]/g, "'")
    .replace(/[‐‑]/g, '-')

/** Double quotes; single ones where they cannot be apostrophes. */
const QUOTED = /"([^"]*)"|(?<![\p{L}\p{N}])'([^']+)'(?![\p{L}\p{N}])/gu

/** Takes out the private characters that stand for names here, so that nobody else's can; they are refused like quotations. */
function withoutMarks(text: string, refused: string[]): string {
  refused.push(...(text.match(/\p{Co}/gu) ?? []))
  return text.replace(/\p{Co}/gu, ' ')
}

const OPEN = '\ue000'
const CLOSE = '\ue001'

/** Marks each place where a spelling stands as a whole, with its possessive ending. */
function markWhole(line: string, spelling: string, mark: () => string): string {
  let marked = ''
  let from = 0
  for (let at = line.indexOf(spelling); at !== -1; at = line.indexOf(spelling, at + 1)) {
    const end = at + spelling.length
    if (at < from || INSIDE.test(line.slice(0, at).slice(-1)) || OUTSIDE.test(line.slice(end, end + 1))) continue
    marked += line.slice(from, at) + mark()
    from = end + (/^'s?(?![\p{L}\p{N}])/u.exec(line.slice(end, end + 3))?.[0].length ?? 0)
  }
  return marked + line.slice(from)
}

// A letter or a digit beside it makes a spelling a part of a word; the private characters, a part of another mark.
const INSIDE = new RegExp(`[\\p{L}\\p{N}${OPEN}-]$`, 'u')
const OUTSIDE = new RegExp(`^[\\p{L}\\p{N}${CLOSE}]`, 'u')

const TOKEN =
  /\ue000\d+\ue001|\p{N}[\p{N},.]*\p{N}(?:s|th|st|nd|rd)?|\p{N}(?:s|th|st|nd|rd)?|\p{L}[\p{L}\p{M}']*|[.!?]+|[,;:()–—…\n]|\p{S}/gu

function clausesOf(line: string, marked: readonly Named[], known: ReadonlySet<string>): Token[][] {
  const clauses: Token[][] = [[]]
  let starts = true
  const pieces = line.match(TOKEN) ?? []
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]!
    if (/^[.!?,;:()–—…\n]/.test(piece)) {
      clauses.push([])
      starts = !/^[,;()]/.test(piece)
      continue
    }
    if (piece.startsWith(OPEN)) {
      const name = marked[Number(piece.slice(1, -1))]
      if (name) clauses.at(-1)!.push({ type: 'name', text: name.spellings[0]!, roles: name.roles })
    } else if (/^\p{N}/u.test(piece)) {
      clauses.at(-1)!.push({ type: 'number', text: piece })
    } else {
      const plain = piece.toLowerCase().replace(/'$/, '')
      const next = pieces[i + 1]?.toLowerCase() ?? ''
      const pair = genresOf(`${plain} ${next}`, known)
      const genres = pair.length > 0 ? pair : genresOf(plain, known)
      if (opens(plain, next, pieces[i - 1])) clauses.push([])
      if (genres.length > 0) clauses.at(-1)!.push({ type: 'genre', text: piece, genres })
      else {
        const isNamelike = !starts && /^\p{Lu}/u.test(piece) && !/^I('|$)/.test(piece)
        clauses.at(-1)!.push({ type: 'word', text: piece, plain, isNamelike })
      }
      if (pair.length > 0) i++
    }
    starts = false
  }
  return clauses.filter((clause) => clause.length > 0)
}

function opens(plain: string, next: string, before: string | undefined): boolean {
  if (plain === 'as') return before?.toLowerCase() !== 'such'
  return OPENERS.has(plain) || (plain === 'and' && SUBJECTS_AFTER_AND.has(next))
}
