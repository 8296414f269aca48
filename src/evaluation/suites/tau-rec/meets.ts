import type { TauConstraint, TauItem, TauValue } from './tau-suite.ts'

/**
 * Whether an item meets a constraint.
 *
 * `contains` and its kin look for an entry of a list, or for words in a text. An item without the field meets nothing, not even a
 * negation, since nobody can know; values of different kinds meet nothing either.
 *
 * @example meets({ field: 'runtime', op: '<=', value: 120 }, item)
 */
export function meets(
  { field, op, value }: Pick<TauConstraint, 'field' | 'op' | 'value'>,
  item: Pick<TauItem, 'values'>,
): boolean {
  const actual = Object.hasOwn(item.values, field) ? item.values[field] : undefined
  if (actual === undefined) return false
  switch (op) {
    case '<=':
      return inOrder(actual, value)
    case '>=':
      return inOrder(value, actual)
    case '==':
      return same(actual, value)
    case '!=':
      return !same(actual, value)
    case 'contains':
      return holds(actual, value)
    case 'contains_any':
      return Array.isArray(value) && value.some((one: string) => holds(actual, one))
    case 'not_contains':
      return typeof actual === 'object' || typeof actual === 'string' ? !holds(actual, value) : false
    case 'in':
      return Array.isArray(value) && typeof actual === 'string' && value.includes(actual)
  }
}

/** Numbers by size, texts (such as dates) by their letters. */
function inOrder(low: TauValue, high: TauValue): boolean {
  if (typeof low === 'number' && typeof high === 'number') return low <= high
  return typeof low === 'string' && typeof high === 'string' && low <= high
}

function same(one: TauValue, other: TauValue): boolean {
  if (typeof one !== 'object' || typeof other !== 'object') return one === other
  return one.length === other.length && one.every((entry, place) => entry === other[place])
}

function holds(actual: TauValue, value: TauValue): boolean {
  if (typeof value !== 'string') return false
  return typeof actual === 'string' || typeof actual === 'object' ? actual.includes(value) : false
}
