import { type ItemIndex, MindFailure, type UserIndex } from '../../domain/index.ts'
import { wordingQuestion } from '../../minds/index.ts'
import { fixed, listed } from '../../words.ts'
import { spending } from './spending.ts'
import type { Answer, Turn } from './turn.ts'
import { cardFacts, chatWords, historyWords } from './words.ts'

/** What needs no plan: small talk, why, facts, the person's own past and wishes. Null where a plan is needed. */
export async function aside(turn: Turn): Promise<Answer | null> {
  const { message, state, start, user, mind, number, facets } = turn
  const { surroundings: around } = start
  // A model that plans goes by what it reads itself; of the rest only a "never" is held for it.
  const held = state.wishes.wishes.filter(({ strength }) => !mind.does('tools') || strength === 'never')
  const applied = held.map(({ words }) => words)
  const plain = { items: [], applied, dropped: [] }
  const [act] = message.acts
  switch (act?.type) {
    case 'chat': {
      const column = facets.columns.fields.get('category')
      return { ...plain, text: chatWords(act.about, column?.type === 'list' ? commonest(column) : []) }
    }
    case 'why': {
      const item = act.items[0]
      if (item === undefined) return { ...plain, text: 'I have not shown anything yet.' }
      const alike = state.wishes.wishes.flatMap(({ aim }) => (aim.type === 'like' ? aim.items : []))
      const facts = cardFacts(around, item, { user, alike, liked: state.wishes.liked })
      const spent = spending()
      try {
        const text = await mind
          .mind('interecagent', undefined, spent.onUsage)
          .write(wordingQuestion(facts, start.random.split('why', number)))
        return { ...plain, text, cost: spent.so() }
      } catch (error) {
        if (!(error instanceof MindFailure)) throw error
        return {
          ...plain,
          text: 'I cannot say why just now.',
          failure: { kind: error.kind, raw: error.raw },
          cost: spent.so(),
        }
      }
    }
    case 'tell':
      return { ...plain, text: factsWords(around, act.items, act.field) }
    case 'history':
      return { ...plain, text: pastWords(around, user) }
    case 'wishes':
      return {
        ...plain,
        text:
          applied.length > 0 ? `You asked for ${applied.join(', ')}.` : 'You asked for nothing in particular so far.',
      }
    case 'reset':
      return { ...plain, applied: [], text: 'Forgotten. What are you looking for?' }
    default:
      return null
  }
}

/** The commonest groups of a catalogue, in words. */
function commonest({ codes, values }: { readonly codes: Int32Array; readonly values: readonly string[] }): string[] {
  const counts = new Float64Array(values.length)
  for (const code of codes) counts[code]!++
  return [...values.keys()]
    .sort((a, b) => counts[b]! - counts[a]!)
    .slice(0, 3)
    .map((code) => values[code]!.toLowerCase())
}

/** Facts of items, as the catalogue has them: its words are quoted, and nothing is added. */
function factsWords(
  { columns }: Turn['start']['surroundings'],
  items: readonly ItemIndex[],
  field: string | null,
): string {
  return items
    .slice(0, 3)
    .map((item) => {
      const { title, text } = columns.items[item]!
      const facts = [...columns.fields.keys()].flatMap((name) => {
        const value = field === null || field === name ? valueIn(columns, name, item) : null
        return value === null ? [] : [`${name} ${value}`]
      })
      const about = field === null && text !== undefined ? ` "${text.slice(0, 300)}"` : ''
      return facts.length > 0 || about !== ''
        ? `"${title}": ${facts.join('; ')}.${about}`
        : `The catalogue does not tell that of "${title}".`
    })
    .join(' ')
}

function valueIn(columns: Turn['facets']['columns'], name: string, item: ItemIndex): string | null {
  const column = columns.fields.get(name)!
  if (column.type === 'number') return Number.isNaN(column.values[item]!) ? null : String(column.values[item]!)
  if (column.type === 'text') return column.codes[item]! < 0 ? null : column.values[column.codes[item]!]!
  const codes = column.codes.subarray(column.offsets[item]!, column.offsets[item + 1]!)
  return codes.length === 0 ? null : listed(Array.from(codes, (code) => column.values[code]!))
}

/** The latest of a person's own past, with stars where there are any. */
function pastWords({ past, columns }: Turn['start']['surroundings'], user: UserIndex | undefined): string {
  if (user === undefined) return historyWords([], 0)
  const { log, scale } = past.data
  const { from, to } = past.rowsOf(user)
  const lines: string[] = []
  for (let row = to - 1; row >= Math.max(from, to - LATEST); row--) {
    const { title } = columns.items[log.item[row]!]!
    const stars = scale ? ` (${fixed(log.value[row]!, Number.isInteger(log.value[row]!) ? 0 : 1)} of ${scale.max})` : ''
    lines.push(`"${title}"${stars}`)
  }
  return historyWords(lines, to - from)
}

const LATEST = 5
