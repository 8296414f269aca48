import type { ItemIndex } from '../../domain/index.ts'
import type { Grounder } from '../recommending/grounder.ts'
import type { Constraint } from '../tools/constraint.ts'
import type { TitleFinder } from '../tools/titles-in.ts'
import { chatIn, commandsIn } from './_commands.ts'
import { leftOver, type Span } from './_left-over.ts'
import { comparedIn, numbersIn } from './_numbers.ts'
import { itemsMeant } from './_references.ts'
import type { CatalogueWords } from './catalogue-words.ts'
import type { FacetMention } from './facets.ts'
import { CLAUSES, likenessIn, REFUSALS, straight, YEAR_REFUSALS } from './request-words.ts'
import { type Act, conditionWords, type Message, type Wish, type WishStrength } from './wish.ts'

/** What a message is read against. */
export interface MessageContext extends CatalogueWords {
  /** Cards of the last reply that showed any, in order: what "the second" and "that one" mean. */
  readonly shown: readonly ItemIndex[]
}

/**
 * Reads a message by rules: wishes, objections, questions and commands, in English.
 *
 * Groups and values are those of the catalogue. A refusal holds to the end of its clause. "Never", "hate" and "can't stand" are
 * stronger than "not": they hold until they are taken back. "Ideally" and "maybe" order instead of filter. What was not
 * understood is told, and nothing is guessed from it.
 *
 * @param text as it was typed; it is data
 * @example readMessage('Comedies before 1980, but no musicals', context).acts.length // 3
 */
export function readMessage(text: string, context: MessageContext): Message {
  const said = straight(text).trim()
  const chat = chatIn(said.toLowerCase())
  if (chat) return { acts: [chat], unread: [], unknownTitles: [] }
  const titles = titlesNamed(said, context)
  const line = titles.names
    .reduce((rest, name) => rest.replaceAll(name, ' '.repeat(name.length)), said)
    .toLowerCase()
    // "But" begins a clause; here it refuses.
    .replace(/\banything but\b/g, (words) => 'not'.padEnd(words.length))
    .replace(/\b(nothing|none) at all\b/g, (words, first) => String(first).padEnd(words.length))
  const meant = itemsMeant(line, context.shown, titles.items)
  const commands = commandsIn(line, { meant, named: titles.items, shown: context.shown, facets: context.facets })
  if (commands.final) return { acts: commands.acts, unread: [], unknownTitles: titles.unknown }
  // What a command took is read: "horror is fine" wants no horror.
  const rest = commands.spans.reduce(blanked, line)
  const accepts = commands.acts.some(({ type }) => type === 'accept')
  const wishes = wishesIn(rest, context, { titles, meant, accepts })
  const turnedDown: Act[] = titles.refused.length > 0 ? [{ type: 'reject', items: titles.refused }] : []
  const acts = [...commands.acts, ...turnedDown, ...wishes.acts]
  const { query, unread } = leftOver(rest, wishes.spans, {
    isUnderstood: acts.length > 0,
    knows: context.facets.knows,
  })
  const words: Act[] =
    query === null
      ? []
      : [
          {
            type: 'wish',
            mode: modeOf(line),
            wish: { aim: { type: 'text', query }, strength: 'want', words: `about ${JSON.stringify(query)}` },
          },
        ]
  return { acts: [...acts, ...words], unread, unknownTitles: titles.unknown }
}

interface TitlesNamed {
  readonly items: readonly ItemIndex[]
  /** Of them, those that something should be like. */
  readonly like: readonly ItemIndex[]
  /** Those that a refusal stands before, in the same clause. */
  readonly refused: readonly ItemIndex[]
  readonly names: readonly string[]
  readonly unknown: readonly string[]
}

/** Titles in quotes, after "like" and "seen", and those that stand in the text as the catalogue writes them. */
function titlesNamed(said: string, { grounder, facets, titles }: MessageContext): TitlesNamed {
  const likeness = likenessIn(said)
  const quoted = [...said.matchAll(/"([^"]{1,120})"/g)].map(([, name]) => name!)
  const named = [...quoted, ...(likeness === null ? [] : partsOf(likeness, grounder))]
  const found = { items: new Set<ItemIndex>(), like: new Set<ItemIndex>(), names: new Set<string>() }
  const unknown: string[] = []
  for (const name of new Set(named)) {
    const item = grounder.find(name)
    // "I like Westerns" names a group in capitals, not a title.
    if (item === null && facets.mentions(name.toLowerCase()).length > 0) continue
    found.names.add(name)
    if (item === null) unknown.push(name)
    else {
      found.items.add(item)
      if (likeness?.includes(name)) found.like.add(item)
    }
  }
  for (const { name, isLike } of [...written(said, titles), ...afterVerb(said, grounder)]) {
    const item = grounder.find(name)
    if (item === null || found.names.has(name)) continue
    found.names.add(name)
    found.items.add(item)
    if (isLike) found.like.add(item)
  }
  const clauses = said.toLowerCase().split(CLAUSES)
  const isRefused = (item: ItemIndex): boolean =>
    [...found.names].some((name) => grounder.find(name) === item && isRefusedIn(clauses, name.toLowerCase()))
  const refused = [...found.items].filter(isRefused)
  const kept = (items: Iterable<ItemIndex>): ItemIndex[] => [...items].filter((item) => !refused.includes(item))
  return { items: kept(found.items), like: kept(found.like), refused, names: [...found.names], unknown }
}

/** Whether a name stands behind a refusal of its clause: "not Moon Ferry", but not "nothing like Moon Ferry". */
const isRefusedIn = (clauses: readonly string[], name: string): boolean =>
  clauses.some((clause) => {
    const at = clause.indexOf(name)
    const refusal = at < 0 ? -1 : clause.slice(0, at).search(REFUSED)
    return refusal >= 0 && !/\b(?:like|seen|watched|before|after)\b/.test(clause.slice(refusal, at))
  })

/** One title, or two joined by "and" where nothing is called by both. */
function partsOf(likeness: string, grounder: Grounder): readonly string[] {
  return grounder.find(likeness) !== null || !/ and /.test(likeness) ? [likeness] : likeness.split(' and ')
}

/** Titles in the catalogue's own letters. A single word counts where it does not begin the message: "Show" is no title then. */
function* written(said: string, titles: TitleFinder): Generator<{ readonly name: string; readonly isLike: boolean }> {
  for (const title of titles.find(said)) {
    const name = title.replace(/\s*\(\d{4}\)\s*$/, '')
    const at = said.indexOf(name)
    if (at < 0 || name.length < LEAST_TITLE || (at === 0 && !name.includes(' '))) continue
    yield { name, isLike: /\b(?:like|similar to|loved|enjoyed|think of)\s+(?:the )?$/i.test(said.slice(0, at)) }
  }
}

const LEAST_TITLE = 3
const VERBS = /\b(like|similar to|loved|enjoyed|seen|watched|read|about)\s+((?:[\p{L}\p{N}:'&-]+ ?){1,8})/giu

/** A title in small letters after a verb, where an item has exactly that title. */
function* afterVerb(said: string, grounder: Grounder): Generator<{ readonly name: string; readonly isLike: boolean }> {
  for (const { 1: verb, 2: words } of said.matchAll(VERBS)) {
    const all = words!.trim().split(' ')
    for (let count = all.length; count > 0; count--) {
      const name = all.slice(0, count).join(' ')
      if (name.length < LEAST_TITLE || /^(?:this|that|these|those|them|the|it|one|all)$/i.test(name)) continue
      if (grounder.all(name).length === 0) continue
      yield { name, isLike: /like|similar|loved|enjoyed/i.test(verb!) }
      break
    }
  }
}

const blanked = (line: string, [from, to]: Span): string => line.slice(0, from) + ' '.repeat(to - from) + line.slice(to)

/** In a conversation people refuse in more ways than in a single request. */
const REFUSED = new RegExp(
  `${REFUSALS.source}|\\b(?:nothing|never|shouldn't|should not|wouldn't|mustn't|must not|won't|do not|rather not)\\b`,
)

interface Read {
  readonly acts: readonly Act[]
  readonly spans: readonly Span[]
}

function wishesIn(
  line: string,
  context: MessageContext,
  {
    titles,
    meant,
    accepts,
  }: { readonly titles: TitlesNamed; readonly meant: readonly ItemIndex[]; readonly accepts: boolean },
): Read {
  const { facets } = context
  const mode = modeOf(line)
  const acts: Act[] = []
  const spans: Span[] = []
  const add = (constraint: Constraint, strength: WishStrength): void => {
    acts.push({ type: 'wish', mode, wish: conditionWish(constraint, strength) })
  }
  const isForever = /\bever\b[\s.!]*$/.test(line)
  let offset = 0
  for (const clause of line.replace(YEAR_REFUSALS, (words) => ' '.repeat(words.length)).split(CLAUSES)) {
    const refused = clause.search(REFUSED)
    const strength = isForever && refused !== -1 ? 'never' : strengthOf(clause)
    for (const group of groupsIn(clause, facets.mentions(clause))) {
      const { at, end } = group[0]!
      const saysNo =
        (refused !== -1 && refused < at) ||
        strength === 'never' ||
        /^\S+:? no\b/.test(clause.slice(at)) ||
        lessOf(clause, at)
      const { field } = group[0]!
      const values = group.map(({ value }) => value)
      const op = saysNo ? 'not_in' : 'in'
      add({ field, op, values }, saysNo ? (strength === 'never' ? 'never' : 'not') : strength)
      for (const mention of group) spans.push([offset + mention.at, offset + mention.end])
      spans.push([offset + at, offset + end])
    }
    offset += clause.length
  }
  const numbers = numbersIn(line, facets)
  for (const { constraint, span } of numbers) {
    add(constraint, strengthOf(clauseBefore(line, span[0])) === 'prefer' ? 'prefer' : 'want')
    spans.push(span)
  }
  if (numbers.length === 0) {
    for (const { constraint, span } of comparedIn(line, facets, meant.length > 0 ? meant : context.shown)) {
      add(constraint, 'want')
      spans.push(span)
    }
  }
  const alike =
    titles.like.length > 0
      ? titles.like
      : /\b(?:like|similar to|more of) (?:this|that|it|these|those|the)\b/.test(line)
        ? meant
        : []
  if (alike.length > 0) {
    const words = `like ${alike.map((item) => JSON.stringify(facets.columns.items[item]!.title)).join(' and ')}`
    const wish: Wish = { aim: { type: 'like', items: alike }, strength: 'want', words }
    // "Something like X" begins anew; "I loved X" and "like this" go on from what was asked.
    const anew = titles.like.length > 0 && !accepts && !/^(?:and|also|but)\b/.test(line)
    acts.push({ type: 'wish', mode: anew ? 'replace' : 'add', wish })
  }
  return { acts, spans }
}

/** A condition as a wish, with its words. @example conditionWish({ field: 'category', op: 'in', values: ['War'] }, 'want').words // 'war' */
export function conditionWish(constraint: Constraint, strength: WishStrength): Wish {
  const plain = conditionWords(constraint).toLowerCase()
  const words =
    strength === 'never' ? plain.replace(/^not /, 'never ') : strength === 'prefer' ? `rather ${plain}` : plain
  return { aim: { type: 'condition', constraint }, strength, words }
}

const strengthOf = (clause: string): WishStrength => {
  if (/\b(?:never|hate|can't stand|cannot stand|allergic to|under no circumstances|ever again)\b/.test(clause))
    return 'never'
  return /\b(?:ideally|preferably|if possible|maybe|perhaps|rather|would be nice)\b/.test(clause) ? 'prefer' : 'want'
}

/** What a line says in a clause up to a place. */
const clauseBefore = (line: string, at: number): string => line.slice(0, at).split(CLAUSES).at(-1) ?? ''

/** "Less scary" refuses what "more scary" asks for. */
const lessOf = (clause: string, at: number): boolean => /\b(?:less|not so|not too|too)\s+$/.test(clause.slice(0, at))

/** Mentions of one field that are joined by "or" belong together; all others stand alone. */
function groupsIn(clause: string, mentions: readonly FacetMention[]): readonly (readonly FacetMention[])[] {
  const groups: FacetMention[][] = []
  for (const mention of mentions) {
    const last = groups.at(-1)
    const before = last?.at(-1)
    const joined =
      before &&
      before.field === mention.field &&
      (before.at === mention.at || /\bor\b/.test(clause.slice(before.end, mention.at)))
    if (joined) last!.push(mention)
    else groups.push([mention])
  }
  return groups
}

/** A request that begins anew stands in place of what was asked before; a remark on what was shown adds to it. */
function modeOf(line: string): 'add' | 'replace' {
  if (
    /^(?:also|and|but|more|less|make it|with|without|no|not|only|just|too|something (?:older|newer|shorter|longer|cheaper))\b/.test(
      line,
    )
  )
    return 'add'
  return /\b(?:instead|show me|give me|find me|recommend|suggest|looking for|in the mood for|what about|how about)\b/.test(
    line,
  )
    ? 'replace'
    : 'add'
}
