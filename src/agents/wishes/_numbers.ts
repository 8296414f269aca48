import type { ItemIndex } from '../../domain/index.ts'
import type { Constraint } from '../tools/constraint.ts'
import type { Span } from './_left-over.ts'
import type { Facets } from './facets.ts'
import { yearsIn } from './request-words.ts'

/** A condition on a number, and where it stands. */
export interface NumberRead {
  readonly constraint: Constraint
  readonly span: Span
}

const AMOUNT = String.raw`[$€£]?\s*(\d+(?:\.\d+)?)\s*[$€£]?`
const MOST = new RegExp(
  String.raw`\b(?:under|below|less than|at most|up to|no more than|max(?:imum)?(?: of)?|cheaper than|shorter than|within)\s+${AMOUNT}`,
  'g',
)
const LEAST = new RegExp(
  String.raw`\b(?:over|above|more than|at least|min(?:imum)?(?: of)?|longer than)\s+${AMOUNT}`,
  'g',
)

/** Amounts and years that a line names. @example numbersIn('under 20 euros', facets)[0]?.constraint */
export function numbersIn(line: string, facets: Facets): readonly NumberRead[] {
  const read: NumberRead[] = []
  for (const [pattern, op] of [
    [MOST, '<='],
    [LEAST, '>='],
  ] as const) {
    for (const { index, 0: words, 1: amount } of line.matchAll(pattern)) {
      const end = index + words.length
      const unit = /^\s*(?:[\p{L}$€£]+)/u.exec(line.slice(end))?.[0] ?? ''
      const field = facets.numberField(`${words}${unit}`) ?? facets.numberField(line)
      if (field === null || field === 'year') continue
      const hours = /^\s*hours?\b/.test(unit)
      read.push({
        constraint: { field, op, value: Number(amount) * (hours ? 60 : 1) },
        span: [index, end + unit.length],
      })
    }
  }
  return [...read, ...yearRead(line, facets)]
}

function yearRead(line: string, { columns }: Facets): readonly NumberRead[] {
  if (columns.fields.get('year')?.type !== 'number') return []
  const { relation, from, to } = yearsIn(line)
  if (relation === 'any') return []
  const found = /\b(?:1[89]|20)\d\d\b|\b\d0'?s\b|\b(?:twen|thir|for|fif|six|seven|eigh|nine)ties\b|\bnoughties\b/.exec(
    line,
  )
  const before = found
    ? /(?:\b(?:not before|not after|nothing before|before|after|since|older than|newer than|until|from(?: the)?|between|in the|later than|earlier than)\s*)$/.exec(
        line.slice(0, found.index),
      )
    : null
  const range = /(?:1[89]|20)\d\d\s*(?:and|to|-|–|through|until)\s*(?:1[89]|20)\d\d/.exec(line)
  const start = (found?.index ?? 0) - (before?.[0].length ?? 0)
  const span: Span = [start, range ? range.index + range[0].length : (found?.index ?? 0) + (found?.[0].length ?? 0)]
  const isRefused = /\b(?:not|nothing|no|none)\s+(?:before|after|later|newer|older|earlier|more recent)\b/.test(line)
  const strict =
    !isRefused &&
    /\b(?:before|older than|earlier than|prior to|after|newer than|later than|more recent than|post)\b/.test(line)
  if (relation === 'before') return [{ constraint: { field: 'year', op: strict ? '<' : '<=', value: to! }, span }]
  // "Since 1990" and "from 1990 on" have 1990 among them; "after 1990" has not.
  if (relation === 'after') return [{ constraint: { field: 'year', op: strict ? '>' : '>=', value: from! }, span }]
  return [{ constraint: { field: 'year', op: 'between', from: from!, to: to! }, span }]
}

/** Words that compare with what was shown; `down` asks for less. */
const COMPARED: readonly { readonly pattern: RegExp; readonly about: string; readonly down: boolean }[] = [
  { pattern: /\b(?:older|earlier|less recent|more classic)\b/, about: 'year', down: true },
  { pattern: /\b(?:newer|more recent|later|more modern)\b/, about: 'year', down: false },
  { pattern: /\b(?:cheaper|less expensive)\b|\btoo expensive\b/, about: 'price', down: true },
  { pattern: /\b(?:more expensive|pricier)\b|\btoo cheap\b/, about: 'price', down: false },
  { pattern: /\bshorter\b|\btoo long\b/, about: 'minutes', down: true },
  { pattern: /\blonger\b|\btoo short\b/, about: 'minutes', down: false },
  { pattern: /\btoo old\b/, about: 'year', down: false },
  { pattern: /\btoo (?:new|recent|modern)\b/, about: 'year', down: true },
]

/**
 * "Older", "cheaper", "too long": compared with the middle of what was pointed at, or shown.
 *
 * Where nothing was shown, older and newer mean the older and the newer half of the catalogue.
 *
 * @example comparedIn('like this but older', facets, [12])[0]?.constraint
 */
export function comparedIn(line: string, facets: Facets, against: readonly ItemIndex[]): readonly NumberRead[] {
  const read: NumberRead[] = []
  for (const { pattern, about, down } of COMPARED) {
    const found = pattern.exec(line)
    if (!found) continue
    const field = facets.columns.fields.has(about) ? about : facets.numberField(about)
    const column = field === null ? undefined : facets.columns.fields.get(field)
    if (field === null || column?.type !== 'number') continue
    const shown = against.map((item) => column.values[item]!)
    const known = (shown.length > 0 ? shown : [...column.values])
      .filter((value) => !Number.isNaN(value))
      .sort((a, b) => a - b)
    if (known.length === 0) continue
    const value = known[Math.floor((known.length - 1) / 2)]!
    read.push({
      constraint: { field, op: down ? '<' : '>', value },
      span: [found.index, found.index + found[0].length],
    })
  }
  return read
}
