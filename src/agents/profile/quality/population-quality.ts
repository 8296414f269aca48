import { attributesOf } from '../align/data-population.ts'
import { type Joint, jointOf, marginalOf, strides } from '../joint/joint.ts'
import type { Profile } from '../profile.ts'
import { conditionalEntropy } from './conditional-entropy.ts'
import { correctedCramersV, cramersV } from './cramers-v.ts'
import { duplicateRate } from './duplicates.ts'
import { totalVariation } from './total-variation.ts'

/** What a population is held against. */
export interface QualityReference {
  /** How ageBand, gender and occupation come together where it is known; the target marginals are its own. */
  readonly joint?: Joint
  /** Share of each category in the data. */
  readonly tastes?: Readonly<Record<string, number>>
}

/** A population in numbers; null is undefined, never zero. */
export interface PopulationQuality {
  readonly people: number
  /** People by the route they came by. */
  readonly origins: Readonly<Record<string, number>>
  /** Distance of each attribute from the reference, among the people for whom it is known. */
  readonly marginals: readonly {
    readonly attribute: string
    readonly known: number
    readonly totalVariation: number | null
  }[]
  /** How strongly attributes hang together, here and in the reference, among the people for whom both are known. */
  readonly associations: readonly {
    readonly attributes: readonly [string, string]
    readonly known: number
    readonly cramersV: number | null
    /** Without the push of small samples: the one to hold against the reference. */
    readonly corrected: number | null
    readonly reference: number | null
  }[]
  /** Share of people who repeat another. */
  readonly duplicates: number | null
  /** Entropy of the occupation given the gender in nats; below the reference, occupations follow gender more than they should. */
  readonly stereotypes: {
    readonly known: number
    readonly entropy: number | null
    readonly reference: number | null
    /** `entropy − reference`. */
    readonly difference: number | null
  }
  /** Distance of the mean taste from the data, of everybody and of those drawn from the data. */
  readonly tastes: {
    readonly known: number
    readonly totalVariation: number | null
    readonly aligned: number
    readonly alignedTotalVariation: number | null
  }
}

const PAIRS = [
  ['ageBand', 'gender'],
  ['ageBand', 'occupation'],
  ['gender', 'occupation'],
] as const

/**
 * Measures a population: marginals, associations, duplicates, stereotypes and tastes against a reference.
 *
 * Values that the reference does not know count as apart from it.
 *
 * @example populationQuality(profiles, { joint: standardPopulation() }).stereotypes.difference
 */
export function populationQuality(profiles: readonly Profile[], reference: QualityReference = {}): PopulationQuality {
  const rows = profiles.map(attributesOf)
  const { joint } = reference
  return {
    people: profiles.length,
    origins: counts(profiles.map(({ origin }) => origin)),
    marginals: (['ageBand', 'gender', 'occupation'] as const).map((attribute) => {
      const known = rows.flatMap((row) => row[attribute] ?? [])
      const target = joint && marginalByValue(joint, attribute)
      return {
        attribute,
        known: known.length,
        totalVariation: target ? totalVariation(counts(known), target) : null,
      }
    }),
    associations: PAIRS.map(([one, other]) => {
      const { table, known } = tableOf(rows, one, other)
      const target = joint && pairTable(joint, one, other)
      return {
        attributes: [one, other],
        known,
        cramersV: cramersV(table),
        corrected: correctedCramersV(table),
        reference: target ? cramersV(target) : null,
      }
    }),
    duplicates: duplicateRate(profiles),
    stereotypes: stereotypes(rows, joint),
    tastes: tasteDistances(profiles, reference.tastes),
  }
}

type Row = ReturnType<typeof attributesOf>
type AttributeName = keyof Row

function counts(values: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {}
  for (const value of values) found[value] = (found[value] ?? 0) + 1
  return found
}

function marginalByValue(joint: Joint, name: string): Record<string, number> | undefined {
  const attribute = joint.attributes.find((one) => one.name === name)
  if (!attribute) return undefined
  const sums = marginalOf(joint, name)
  return Object.fromEntries(attribute.values.map((value, place) => [value, sums[place]!]))
}

/** Counts of two attributes over the people for whom both are known, whatever their values. */
function tableOf(rows: readonly Row[], one: AttributeName, other: AttributeName) {
  const both = rows.filter((row) => row[one] !== null && row[other] !== null)
  const attributes = [one, other].map((name) => ({
    name,
    values: [...new Set(both.flatMap((row) => row[name as AttributeName] ?? []))],
  }))
  return { table: pairTable(jointOf(both, attributes), one, other) ?? [], known: both.length }
}

/** The table of two attributes of a joint, summed over the others; undefined where it lacks one. */
function pairTable({ attributes, cells }: Joint, one: string, other: string): number[][] | undefined {
  const [r, c] = [one, other].map((name) => attributes.findIndex((attribute) => attribute.name === name)) as [
    number,
    number,
  ]
  if (r < 0 || c < 0) return undefined
  const steps = strides(attributes)
  const [height, width] = [attributes[r]!.values.length, attributes[c]!.values.length]
  const table = Array.from({ length: height }, () => new Array<number>(width).fill(0))
  for (const [cell, count] of cells.entries()) {
    table[Math.floor(cell / steps[r]!) % height]![Math.floor(cell / steps[c]!) % width]! += count
  }
  return table
}

function stereotypes(rows: readonly Row[], joint: Joint | undefined): PopulationQuality['stereotypes'] {
  const { table, known } = tableOf(rows, 'gender', 'occupation')
  const target = joint && pairTable(joint, 'gender', 'occupation')
  const entropy = conditionalEntropy(table, true)
  const reference = target ? conditionalEntropy(target, false) : null
  const difference = entropy === null || reference === null ? null : entropy - reference
  return { known, entropy, reference, difference }
}

function tasteDistances(
  profiles: readonly Profile[],
  target: Readonly<Record<string, number>> | undefined,
): PopulationQuality['tastes'] {
  const known = profiles.filter(({ taste }) => taste !== null)
  const aligned = known.filter(({ origin }) => origin === 'aligned')
  const distance = (people: readonly Profile[]): number | null =>
    target ? totalVariation(meanTaste(people), target) : null
  return {
    known: known.length,
    totalVariation: distance(known),
    aligned: aligned.length,
    alignedTotalVariation: distance(aligned),
  }
}

function meanTaste(people: readonly Profile[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { taste } of people) {
    for (const [category, share] of Object.entries(taste ?? {})) sums[category] = (sums[category] ?? 0) + share
  }
  return sums
}
