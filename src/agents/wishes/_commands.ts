import type { ItemIndex } from '../../domain/index.ts'
import type { Span } from './_left-over.ts'
import type { Facets } from './facets.ts'
import type { Act } from './wish.ts'

/** Small talk that is a whole message. */
const CHAT: readonly (readonly [Extract<Act, { type: 'chat' }>['about'], RegExp])[] = [
  ['hello', /^(?:hi|hey|hello|good (?:morning|afternoon|evening)|greetings)(?: there| again| everyone)?[\s!.,]*$/],
  [
    'thanks',
    /^(?:ok(?:ay)?,? )?(?:thanks?(?: you| a lot| so much)*|thx|cheers|great|perfect|cool|nice|lovely)(?:,? (?:thanks?(?: you)?|that's (?:all|it|great)))?[\s!.]*$/,
  ],
  [
    'bye',
    /^(?:bye|goodbye|good night|see you(?: later)?|that's all|quit|exit)[\s!.]*$|^(?:that's all the time i have|i (?:have|need|got) to (?:go|stop|leave)|i(?:'ll| will) stop here|i give up|i'm (?:leaving|off))\b/,
  ],
  ['help', /^(?:help|\?+|what can (?:you|i) (?:do|say|ask).*|how does this work\??)$/],
]

/** Small talk, where a message is nothing else. @example chatIn('hello!')?.about // 'hello' */
export function chatIn(line: string): Extract<Act, { type: 'chat' }> | null {
  const about = CHAT.find(([, pattern]) => pattern.test(line.trim()))?.[0]
  return about === undefined ? null : { type: 'chat', about }
}

/** What commands are read against. */
export interface CommandContext {
  /** Items the message points at. */
  readonly meant: readonly ItemIndex[]
  /** Items it names by title. */
  readonly named: readonly ItemIndex[]
  readonly shown: readonly ItemIndex[]
  readonly facets: Facets
}

/** Commands of a message. `final`: they are all there is to read in it. */
export interface Commands {
  readonly acts: readonly Act[]
  readonly spans: readonly Span[]
  readonly final: boolean
}

const WHOLE: readonly (readonly [RegExp, Act])[] = [
  [/^(?:undo|go back|take (?:that|it) back|back|scratch that)[\s.!]*$/, { type: 'undo' }],
  [
    /^(?:start (?:over|again|afresh)|reset|forget (?:everything|all (?:that|of it|of that)|it all)|new search|clear)\b/,
    { type: 'reset' },
  ],
  [
    /^(?:what (?:do you know about me|have i (?:watched|seen|rated|read|bought|liked)|did i (?:watch|see|rate|like|read|buy)).*|(?:show (?:me )?)?my (?:history|ratings))[?.!\s]*$/,
    { type: 'history' },
  ],
  [
    /^(?:what (?:have i|did i) (?:asked?|want|say|said).*|(?:show |list )?(?:me )?my wishes|what are (?:my|the) (?:wishes|filters|conditions).*)[?.!\s]*$/,
    { type: 'wishes' },
  ],
]

const NUMBER_NAMES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** Commands that a message gives. @param line lower case @example commandsIn('why that one?', context).acts[0]?.type // 'why' */
export function commandsIn(line: string, { meant, named, shown, facets }: CommandContext): Commands {
  const whole = WHOLE.find(([pattern]) => pattern.test(line))?.[1]
  if (whole) return { acts: [whole], spans: [], final: true }
  const first = meant.length > 0 ? meant : shown.slice(0, 1)
  if (/^(?:but )?why\b/.test(line)) return { acts: [{ type: 'why', items: first }], spans: [], final: true }
  const told = tellIn(line, facets)
  if (told && first.length > 0) return { acts: [{ ...told, items: first }], spans: [], final: true }
  const acts: Act[] = []
  const spans: Span[] = []
  const match = (pattern: RegExp, act: (words: RegExpExecArray) => Act | null): void => {
    const found = pattern.exec(line)
    const made = found && act(found)
    if (!found || !made) return
    acts.push(made)
    spans.push([found.index, found.index + found[0].length])
  }
  match(
    /\b(?:i(?:'ve| have)? (?:already )?(?:seen|watched|read|played|know|own)|already (?:seen|watched|read|played)|seen)\b(?: (?:that|this|it|them|these|those|all of (?:them|these|those)|the \w+(?: one)?))?/,
    () => seenItems(meant, shown),
  )
  match(
    /^(?:no|nope|nah)?[\s,]*not (?:that|this|the|it|these|those|them|any of)\b(?: \w+(?: ones?)?)?|^(?:no|nope|nah)[\s.,!]*$|^none of (?:these|those|them)\b|\bi (?:don't|do not) (?:like|want) (?:that|this|it|these|those|them|the \w+(?: one)?)\b|^(?:anything|something) else\b|^skip (?:that|this|it|the \w+)\b/,
    () => (acts.length > 0 ? null : { type: 'reject', items: meant.length > 0 ? meant : shown }),
  )
  match(
    /\bi (?:like|love|loved|liked|enjoyed)(?: (?:this|that|it|the \w+(?: one)?))?\b|^(?:yes|yeah|yep)\b(?:,? (?:this|that|the) (?:one|\w+))?|\bi(?:'ll| will) take\b(?: (?:this|that|it|the \w+(?: one)?))?/,
    ({ 0: words }) => {
      const liked =
        named.length > 0 ? named : meant.length > 0 ? meant : /^(?:yes|yeah|yep)/.test(words) ? shown.slice(0, 1) : []
      return liked.length > 0 ? { type: 'accept', items: liked } : null
    },
  )
  match(
    /^(?:(?:show|give) me )?(?:some |any )?more(?: (?:please|of (?:these|those|them|the same)|like these|options|ideas))?[\s.!?]*$|^(?:next|others?|what else|anything else|keep going|another(?: one)?|different ones?)[\s.!?]*$/,
    () => ({ type: 'more' }),
  )
  match(
    /\b(?:less (?:known|popular|famous|mainstream)|obscure|hidden gems?|underrated|not so (?:known|popular))\b/,
    () => ({ type: 'order', by: 'obscure' }),
  )
  if (!acts.some(({ type }) => type === 'order')) {
    match(
      /\b(?:most popular|more popular|popular|famous|well[- ]known|everybody (?:likes|loves)|best known|blockbusters?)\b/,
      () => ({ type: 'order', by: 'popular' }),
    )
    match(/\b(?:for me|my taste|that i(?:'d| would) like|surprise me|anything(?: good)?|personal)\b/, () => ({
      type: 'order',
      by: 'taste',
    }))
  }
  match(
    /\b(?:any|forget (?:about )?the|never mind the|drop the|whatever|doesn't matter|don't care about (?:the )?) ?(year|years|genre|genres|category|price|length|runtime)\b/,
    ({ 1: name }) => lift(name!, facets),
  )
  match(
    new RegExp(
      `\\b(?:show|give|find|recommend|suggest)(?: me)? (?:only |just )?(\\d{1,2}|${NUMBER_NAMES.join('|')})\\b|^(?:only |just )?(\\d{1,2}|${NUMBER_NAMES.join('|')})(?: please| of them)?[\\s.!]*$`,
    ),
    ({ 1: one, 2: two }) => {
      const word = one ?? two!
      const k = /\d/.test(word) ? Number(word) : NUMBER_NAMES.indexOf(word) + 1
      return k > 0 ? { type: 'count', k } : null
    },
  )
  liftedValues(line, facets, (act, span) => {
    acts.push(act)
    spans.push(span)
  })
  return { acts, spans, final: false }
}

/** "Horror is fine after all" takes back what was said against it. */
function liftedValues(line: string, facets: Facets, found: (act: Act, span: Span) => void): void {
  for (const { field, value, at, end } of facets.mentions(line)) {
    const after =
      /^ (?:is|are|would be)(?: (?:fine|ok|okay|allowed|alright|all right|good))(?: (?:again|too|after all|now))*/.exec(
        line.slice(end),
      )
    const before =
      /\b(?:allow|i changed my mind about|forget what i said about|i take back|never mind the|drop the) (?:the )?$/.exec(
        line.slice(0, at),
      )
    if (after || before) found({ type: 'lift', field, value }, [before?.index ?? at, end + (after?.[0].length ?? 0)])
  }
}

function seenItems(meant: readonly ItemIndex[], shown: readonly ItemIndex[]): Act | null {
  const items = meant.length > 0 ? meant : shown
  return items.length > 0 ? { type: 'seen', items } : null
}

function lift(name: string, facets: Facets): Act | null {
  const field = name.startsWith('genre') ? 'category' : name.replace(/s$/, '')
  const known = facets.columns.fields.has(field) ? field : facets.numberField(field)
  return known === null ? null : { type: 'lift', field: known, value: null }
}

function tellIn(
  line: string,
  { columns, numberField }: Facets,
): { readonly type: 'tell'; readonly field: string | null } | null {
  if (
    /^(?:tell me (?:more )?about|what(?:'s| is| are) (?:that|this|it|the \w+(?: one)?|number \d+)(?: about)?\b|more about|details|describe)/.test(
      line,
    )
  )
    return { type: 'tell', field: null }
  if (/^(?:when|how old|what year)\b/.test(line) && columns.fields.has('year')) return { type: 'tell', field: 'year' }
  if (/^(?:what|which) (?:genre|kind|sort|category)\b/.test(line)) return { type: 'tell', field: 'category' }
  if (/^how (?:much|expensive|long|many)\b/.test(line)) {
    const field = numberField(line) ?? (/^how much\b/.test(line) && columns.fields.has('price') ? 'price' : null)
    return field === null ? null : { type: 'tell', field }
  }
  const [, asked] = /^(?:who|what|where)(?:'s| is| was)? (?:the )?([\p{L} ]+?)(?: of| for|\?|$)/u.exec(line) ?? []
  const field =
    asked === undefined ? undefined : [...columns.fields.keys()].find((name) => name.toLowerCase() === asked.trim())
  return field === undefined ? null : { type: 'tell', field }
}
