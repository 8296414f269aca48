import type { RandomStream } from '../../../random.ts'

/** An attribute with the values it may have. */
export interface Attribute {
  readonly name: string
  readonly values: readonly string[]
}

/** How often values of some attributes come together. */
export interface Joint {
  readonly attributes: readonly Attribute[]
  /** Row-major: the last attribute varies fastest. Counts or probabilities, none negative. */
  readonly cells: readonly number[]
}

/** Cells of a table over these attributes. */
export function cellCount(attributes: readonly Attribute[]): number {
  return attributes.reduce((product, { values }) => product * values.length, 1)
}

/** Distance between two cells that differ by one in an attribute. */
export function strides(attributes: readonly Attribute[]): readonly number[] {
  const steps = new Array<number>(attributes.length).fill(1)
  for (let place = attributes.length - 2; place >= 0; place--) {
    steps[place] = steps[place + 1]! * attributes[place + 1]!.values.length
  }
  return steps
}

/** The values of a cell by attribute. @example valuesOfCell(attributes, 0) // { age: '18-24', gender: 'female' } */
export function valuesOfCell(attributes: readonly Attribute[], cell: number): Record<string, string> {
  const steps = strides(attributes)
  return Object.fromEntries(
    attributes.map(({ name, values }, place) => [name, values[Math.floor(cell / steps[place]!) % values.length]!]),
  )
}

/**
 * Counts how often values come together.
 *
 * @param rows one record a person; a row that lacks an attribute, or has a value that is not listed, is left out
 * @returns the table, and how many rows it counts
 * @example jointOf(people, [{ name: 'gender', values: ['female', 'male'] }]).counted
 */
export function jointOf(
  rows: readonly Readonly<Record<string, string | null | undefined>>[],
  attributes: readonly Attribute[],
): Joint & { readonly counted: number } {
  const steps = strides(attributes)
  const cells = new Array<number>(cellCount(attributes)).fill(0)
  let counted = 0
  for (const row of rows) {
    const places = attributes.map(({ name, values }) => values.indexOf(row[name] ?? ''))
    if (places.includes(-1)) continue
    const cell = places.reduce((sum, place, at) => sum + place * steps[at]!, 0)
    cells[cell]!++
    counted++
  }
  return { attributes, cells, counted }
}

/** Sums of a table over all attributes but one, by its values. @example marginalOf(joint, 'gender') */
export function marginalOf({ attributes, cells }: Joint, name: string): readonly number[] {
  const place = attributes.findIndex((attribute) => attribute.name === name)
  const step = strides(attributes)[place]!
  const { length } = attributes[place]!.values
  const sums = new Array<number>(length).fill(0)
  for (const [cell, count] of cells.entries()) sums[Math.floor(cell / step) % length]! += count
  return sums
}

/** Draws a cell in proportion. @example valuesOfCell(joint.attributes, drawCell(joint, random)) */
export function drawCell({ cells }: Joint, random: RandomStream): number {
  const total = cells.reduce((sum, count) => sum + count, 0)
  let left = random.next() * total
  let last = 0
  for (const [cell, count] of cells.entries()) {
    if (count === 0) continue
    last = cell
    left -= count
    if (left < 0) break
  }
  return last
}
