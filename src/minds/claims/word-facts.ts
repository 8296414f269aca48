import type { ItemFacts, Reason, Relation } from '../../domain/index.ts'
import { listed } from '../../words.ts'

/**
 * Facts in template words: one sentence for what it is, one for why. Nothing in it can be false.
 *
 * @example wordFacts(facts) // '"Heat" is a film from 1995 (Crime, Thriller). You liked "Casino".'
 */
export function wordFacts({ title, noun = 'title', year, genres, because, relations = [] }: ItemFacts): string {
  const from = year === null ? '' : ` from ${year}`
  const group = genres.length === 0 ? '' : ` (${genres.join(', ')})`
  const what = `${quoted(title)} is ${article(noun)} ${noun}${from}${group}.`
  const reason = reasonWords(because)
  return [
    what,
    ...relations.map(relationWords),
    ...(reason === null ? [] : [`It is recommended because ${reason}.`]),
  ].join(' ')
}

const quoted = (title: string): string => `"${title}"`

const article = (noun: string): string => (/^[aeiou]/i.test(noun) ? 'an' : 'a')

const relationWords = ({ kind, name }: Relation): string =>
  `It ${RELATIONS[kind]} ${kind === 'sequel-to' ? quoted(name) : name}.`

const RELATIONS: Readonly<Record<Relation['kind'], string>> = {
  'directed-by': 'is directed by',
  'written-by': 'is written by',
  starring: 'stars',
  'sequel-to': 'is a sequel to',
  'based-on': 'is based on',
  won: 'won',
}

/** The reasons as a clause; null where there are none. @example reasonWords([{ kind: 'liked-title', value: 'Heat' }]) // 'you liked "Heat"' */
export function reasonWords(because: readonly Reason[]): string | null {
  const values = (kind: Reason['kind']): string[] =>
    because.flatMap((reason) => (reason.kind === kind ? [reason.value] : []))
  const titles = values('liked-title').map(quoted)
  const groups = values('liked-genre')
  const alike = values('similar-to').map(quoted)
  const popular = values('popular').map((value) => (value === '' ? 'it is popular' : `it is popular, ${value}`))
  const clauses = [
    ...(titles.length > 0 ? [`you liked ${listed(titles)}`] : []),
    ...(groups.length > 0 ? [`you like the genre ${listed(groups)}`] : []),
    ...(alike.length > 0 ? [`it is similar to ${listed(alike)}`] : []),
    ...popular,
  ]
  return clauses.length === 0 ? null : clauses.join(', and ')
}
