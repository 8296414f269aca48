import { TastemakerError } from '../../../domain/index.ts'
import type { RandomStream } from '../../../random.ts'
import { integerise } from './integerise.ts'
import { drawCell, type Joint, valuesOfCell } from './joint.ts'

/** How some attributes get their values. Later rules may look at the values of earlier ones. */
export type AttributeRule =
  /** Drawn by itself. Shares in any unit. */
  | { readonly type: 'independent'; readonly attribute: string; readonly shares: Readonly<Record<string, number>> }
  /** Drawn from a row of a table, by the values of attributes before, joined with `|`. `*` is the row of all others. */
  | {
      readonly type: 'conditional'
      readonly attribute: string
      readonly given: readonly string[]
      readonly table: Readonly<Record<string, Readonly<Record<string, number>>>>
    }
  /** Drawn together. */
  | { readonly type: 'joint'; readonly joint: Joint }

/** A condition that every person must meet. */
export interface AttributeConstraint {
  /** For the message when nobody meets it. */
  readonly name: string
  readonly holds: (values: Readonly<Record<string, string>>) => boolean
}

/** How the attributes of a population are drawn. */
export interface AttributePolicy {
  readonly rules: readonly AttributeRule[]
  readonly constraints?: readonly AttributeConstraint[]
  /** How often a person is drawn anew until all constraints hold; 100 unless given. */
  readonly tries?: number
}

/**
 * Draws the attributes of one person; when a constraint does not hold, the person is drawn again from a stream of its own.
 *
 * @param random the person's stream
 * @throws {TastemakerError} `profile/infeasible` when no try met the constraints, naming the one that failed last and the values;
 *   `config/option` where a conditional table has no row for the values drawn
 * @example drawAttributes({ rules: [{ type: 'independent', attribute: 'gender', shares: { female: 1, male: 1 } }] }, random)
 */
export function drawAttributes(
  { rules, constraints = [], tries = 100 }: AttributePolicy,
  random: RandomStream,
): Readonly<Record<string, string>> {
  let broken: { readonly name: string; readonly values: Readonly<Record<string, string>> } | null = null
  for (let attempt = 0; attempt < tries; attempt++) {
    const values: Record<string, string> = {}
    const stream = random.split('try', attempt)
    for (const [place, rule] of rules.entries()) Object.assign(values, drawRule(rule, values, stream.split(place)))
    const failed = constraints.find(({ holds }) => !holds(values))
    if (!failed) return values
    broken = { name: failed.name, values }
  }
  const shown = Object.entries(broken?.values ?? {}).map(([name, value]) => `${name} "${value}"`)
  throw new TastemakerError(
    'profile/infeasible',
    `No person met the constraint "${broken?.name}" in ${tries} tries; the last had ${shown.join(', ')}.`,
    'Loosen the constraint, allow more tries, or give the values it forbids no share.',
  )
}

function drawRule(
  rule: AttributeRule,
  values: Readonly<Record<string, string>>,
  random: RandomStream,
): Readonly<Record<string, string>> {
  switch (rule.type) {
    case 'independent':
      return { [rule.attribute]: drawShare(rule.attribute, rule.shares, random) }
    case 'conditional': {
      const key = rule.given.map((name) => values[name] ?? '').join('|')
      const row = rule.table[key] ?? rule.table['*']
      if (row) return { [rule.attribute]: drawShare(rule.attribute, row, random) }
      throw new TastemakerError(
        'config/option',
        `The table of "${rule.attribute}" has no row for ${rule.given.join('|')} "${key}".`,
        'Add the row, or one named * for all others.',
      )
    }
    case 'joint':
      return valuesOfCell(rule.joint.attributes, drawCell(rule.joint, random))
  }
}

function drawShare(attribute: string, shares: Readonly<Record<string, number>>, random: RandomStream): string {
  const values = Object.keys(shares)
  const cells = Object.values(shares)
  if (cells.some((share) => !(share >= 0)) || !cells.some((share) => share > 0)) {
    throw new TastemakerError('config/range', `The shares of "${attribute}" must be from 0 and not all 0.`)
  }
  return values[drawCell({ attributes: [{ name: attribute, values }], cells }, random)]!
}

/**
 * Shares a number of people out over a table so that every count is as near as whole numbers allow, in an order drawn by chance.
 *
 * Unlike `drawAttributes`, one more person may change who gets what.
 *
 * @returns attributes by person
 * @example quotaAttributes(fit.joint, 200, random).length // 200
 */
export function quotaAttributes(
  joint: Joint,
  people: number,
  random: RandomStream,
): readonly Readonly<Record<string, string>>[] {
  const counts = integerise(joint.cells, people)
  const cells = counts.flatMap((count, cell) => new Array<number>(count).fill(cell))
  return random.shuffle(cells).map((cell) => valuesOfCell(joint.attributes, cell))
}
