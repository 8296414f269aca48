import type { TauConstraint, TauValue } from '../../evaluation/suites/index.ts'
import { listed } from '../../words.ts'

/** A demand as a person says it. @example constraintWords({ field: 'runtime', op: '<=', value: 120, reveal: 'on_ask' }) */
export function constraintWords({ field, op, value }: TauConstraint): string {
  const one = words(value, 'or')
  switch (field) {
    case 'genres':
      return op === 'not_contains' || op === '!=' ? `It should not be ${one}.` : `It should be ${one}.`
    case 'runtime':
      if (op === '<=') return `It should last at most ${one} minutes.`
      return op === '>=' ? `It should last at least ${one} minutes.` : plainly(field, op, value)
    case 'rating':
      if (op === '>=') return `Its rating should be at least ${one} of 10.`
      return op === '<=' ? `Its rating should be at most ${one} of 10.` : plainly(field, op, value)
    case 'content_rating':
      return op === '!=' || op === 'not_contains' ? `It should not be rated ${one}.` : `It should be rated ${one}.`
    case 'streaming_services':
      return op === 'not_contains' ? `It should not be on ${one}.` : `It should be on ${one}.`
    case 'release_date':
      if (op === '>=') return `It should have come out in ${yearOf(value, '01-01')} or later.`
      return op === '<='
        ? `It should have come out in ${yearOf(value, '12-31')} or earlier.`
        : plainly(field, op, value)
    case 'director':
      return op === '!=' || op === 'not_contains'
        ? `It should not be directed by ${one}.`
        : `It should be directed by ${one}.`
    case 'cast':
      return op === 'not_contains' ? `It should be without ${one}.` : `It should have ${one} in it.`
    case 'sponsored':
      return (value === false) === (op === '==') ? 'It should not be sponsored.' : 'It should be sponsored.'
    default:
      return plainly(field, op, value)
  }
}

const RELATIONS: Readonly<Record<TauConstraint['op'], string>> = {
  '<=': 'should be at most',
  '>=': 'should be at least',
  '==': 'should be',
  '!=': 'should not be',
  contains: 'should have',
  contains_any: 'should have',
  not_contains: 'should not have',
  in: 'should be',
}

const plainly = (field: string, op: TauConstraint['op'], value: TauValue): string =>
  `Its ${field.replaceAll('_', ' ')} ${RELATIONS[op]} ${words(value, 'or')}.`

const words = (value: TauValue, word: string): string =>
  typeof value === 'object' ? listed(value, word) : String(value)

/** A date as its year where the year says the same. */
function yearOf(value: TauValue, day: string): string {
  const text = String(value)
  return text.endsWith(`-${day}`) ? text.slice(0, 4) : text
}
