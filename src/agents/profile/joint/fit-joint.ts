import { TastemakerError } from '../../../domain/index.ts'
import { type Attribute, cellCount, type Joint, marginalOf, strides } from './joint.ts'

/*
 * Iterative proportional fitting (Deming and Stephan 1940): scale the table to one marginal after the other until all hold.
 *
 *   cell  <-  cell * wanted(value) / sum of the cells with this value,    for each attribute in turn
 *
 * Scaling multiplies whole slices, so the odds ratios of the seed stay, and so do its zeros.
 */

/** What the marginals are to be. */
export interface JointFitOptions {
  /** Largest relative error of a marginal at which the fit ends; 1e-6 unless given. */
  readonly tolerance?: number
  /** Rounds over all attributes at most; 1,000 unless given. */
  readonly rounds?: number
}

/** A fitted table and how well it fits. */
export interface JointFit {
  /** Sums to the common total of the marginals. */
  readonly joint: Joint
  readonly converged: boolean
  readonly rounds: number
  /** The largest relative error of a marginal that is left, and where it is; null where there is none. */
  readonly worst: { readonly attribute: string; readonly value: string; readonly error: number } | null
  readonly warnings: readonly string[]
}

const MOST_ATTRIBUTES = 6
const MOST_CELLS = 2_000_000
/** Totals that differ by more than this share are a mistake; less is rounding. */
const TOTALS_APART = 0.005

/**
 * Fits a table of up to six attributes to given marginals and keeps the odds ratios of a seed.
 *
 * @param seed how the attributes hang together; a zero says that values never come together
 * @param marginals by attribute, a number for each of its values; totals that differ by up to 0.5% are rescaled with a warning
 * @returns the table; `converged` is false when the marginals still miss by more than the tolerance after the last round
 * @throws {TastemakerError} `profile/marginals` for totals further apart, missing or negative numbers, or more than six attributes;
 *   `profile/infeasible` where zeros of the seed forbid what a marginal needs, with the values
 * @example fitJoint(seed, { age: [60, 40], gender: [45, 55] }).joint.cells
 */
export function fitJoint(
  seed: Joint,
  marginals: Readonly<Record<string, readonly number[]>>,
  { tolerance = 1e-6, rounds = 1000 }: JointFitOptions = {},
): JointFit {
  checkSeed(seed)
  const { wanted, warnings } = commonTotal(seed.attributes, marginals)
  const { attributes } = seed
  const steps = strides(attributes)
  const cells = [...seed.cells]
  refuseImpossible({ attributes, cells: withoutZeroSlices(cells, attributes, steps, wanted) }, wanted)
  let round = 0
  let worst: JointFit['worst'] = null
  do {
    for (const [place, { values }] of attributes.entries()) {
      scaleSlices(cells, steps[place]!, values.length, wanted[place]!)
    }
    round++
    worst = worstError({ attributes, cells }, wanted)
  } while (worst !== null && !(worst.error <= tolerance) && round < rounds)
  const converged = worst === null || worst.error <= tolerance
  if (!converged && worst !== null) {
    warnings.push(
      `The fit did not converge in ${round} rounds: ${worst.attribute} "${worst.value}" is still ${(100 * worst.error).toPrecision(2)}% off.`,
    )
  }
  return { joint: { attributes, cells }, converged, rounds: round, worst, warnings }
}

function checkSeed({ attributes, cells }: Joint): void {
  const wrong = (message: string): TastemakerError => new TastemakerError('profile/marginals', message)
  if (attributes.length === 0 || attributes.length > MOST_ATTRIBUTES) {
    throw wrong(`A table has 1 to ${MOST_ATTRIBUTES} attributes, got ${attributes.length}.`)
  }
  const count = cellCount(attributes)
  if (count > MOST_CELLS) throw wrong(`The table has ${count} cells, more than ${MOST_CELLS}: merge some values.`)
  if (cells.length !== count) throw wrong(`The seed must have ${count} cells, got ${cells.length}.`)
  const bad = cells.find((cell) => !(cell >= 0 && cell < Number.POSITIVE_INFINITY))
  if (bad !== undefined) throw wrong(`A cell of the seed must be a number from 0, got ${bad}.`)
}

function commonTotal(attributes: readonly Attribute[], marginals: Readonly<Record<string, readonly number[]>>) {
  const given = attributes.map(({ name, values }) => {
    const counts = Object.hasOwn(marginals, name) ? marginals[name]! : []
    const bad = counts.find((count) => !(count >= 0 && count < Number.POSITIVE_INFINITY))
    if (counts.length !== values.length || bad !== undefined) {
      const got = bad === undefined ? `${counts.length} numbers` : String(bad)
      throw new TastemakerError(
        'profile/marginals',
        `The marginal of "${name}" must have ${values.length} numbers from 0, got ${got}.`,
        `Its values are ${values.join(', ')}.`,
      )
    }
    return counts
  })
  const totals = given.map((counts) => counts.reduce((sum, count) => sum + count, 0))
  const [least, most] = [Math.min(...totals), Math.max(...totals)]
  if (!(least > 0) || (most - least) / least > TOTALS_APART) {
    const told = attributes.map(({ name }, place) => `${name} ${totals[place]}`).join(', ')
    throw new TastemakerError(
      'profile/marginals',
      `The totals of the marginals must be above 0 and within 0.5% of each other, got ${told}.`,
      'Give all marginals as counts of the same people, or all as shares.',
    )
  }
  const total = totals[0]!
  // A difference that is smaller than the arithmetic is none.
  const apart = (most - least) / least > 1e-9
  const warnings = apart
    ? [
        `The totals of the marginals differ by ${(100 * ((most - least) / least)).toPrecision(2)}%: all are scaled to ${total}.`,
      ]
    : []
  const wanted = given.map((counts, place) => counts.map((count) => (count * total) / totals[place]!))
  return { wanted, warnings }
}

/** The cells with those taken out whose value is not wanted at all. */
function withoutZeroSlices(
  cells: readonly number[],
  attributes: readonly Attribute[],
  steps: readonly number[],
  wanted: readonly (readonly number[])[],
): number[] {
  return cells.map((count, cell) =>
    attributes.some(({ values }, place) => wanted[place]![Math.floor(cell / steps[place]!) % values.length] === 0)
      ? 0
      : count,
  )
}

/**
 * Looks for values that are wanted more often than the cells left to them allow: of each other attribute, only some values come
 * together with them, and those are wanted less often.
 */
function refuseImpossible({ attributes, cells }: Joint, wanted: readonly (readonly number[])[]): void {
  const steps = strides(attributes)
  for (const [place, attribute] of attributes.entries()) {
    for (const [value, need] of wanted[place]!.entries()) {
      if (need === 0) continue
      const seen = attributes.map(({ values }) => new Array<boolean>(values.length).fill(false))
      for (const [cell, count] of cells.entries()) {
        if (count === 0 || Math.floor(cell / steps[place]!) % attribute.values.length !== value) continue
        for (const [other, { values }] of attributes.entries()) {
          seen[other]![Math.floor(cell / steps[other]!) % values.length] = true
        }
      }
      const what = `${attribute.name} "${attribute.values[value]}"`
      if (!seen[place]![value]) {
        throw infeasible(`${what} is wanted (${need}), but every cell of the seed that has it is zero or not wanted.`)
      }
      for (const [other, { name, values }] of attributes.entries()) {
        if (other === place) continue
        const room = wanted[other]!.reduce((sum, count, at) => sum + (seen[other]![at] ? count : 0), 0)
        if (room >= need * (1 - 1e-9)) continue
        const with_ = values.filter((_, at) => seen[other]![at]).map((one) => `"${one}"`)
        throw infeasible(
          `${what} is wanted ${need} times, but it comes together with ${name} ${with_.join(', ')} only, wanted ${room} times.`,
        )
      }
    }
  }
}

function infeasible(message: string): TastemakerError {
  return new TastemakerError(
    'profile/infeasible',
    message,
    'Give the cell a small number in the seed if the values can come together, or change the marginals.',
  )
}

function scaleSlices(cells: number[], step: number, length: number, wanted: readonly number[]): void {
  const sums = new Array<number>(length).fill(0)
  for (const [cell, count] of cells.entries()) sums[Math.floor(cell / step) % length]! += count
  const factors = sums.map((sum, value) => (sum > 0 ? wanted[value]! / sum : 0))
  for (const [cell, count] of cells.entries()) cells[cell] = count * factors[Math.floor(cell / step) % length]!
}

function worstError(joint: Joint, wanted: readonly (readonly number[])[]): JointFit['worst'] {
  let worst: JointFit['worst'] = null
  for (const [place, { name, values }] of joint.attributes.entries()) {
    for (const [value, sum] of marginalOf(joint, name).entries()) {
      const need = wanted[place]![value]!
      const error = need === 0 ? 0 : Math.abs(sum - need) / need
      if (worst === null || error > worst.error) worst = { attribute: name, value: values[value]!, error }
    }
  }
  return worst
}
