import { TastemakerError } from '../domain/index.ts'
import type { RankingProtocol } from './protocol.ts'

/** What may differ: a label says its own cut-off, and the hash says better than the name which data it was. */
const FREE: readonly string[] = ['dataset', 'k'] satisfies readonly (keyof RankingProtocol)[]

/** What nobody can know of lists that were made elsewhere. */
const UNKNOWN_OF_LISTS: readonly string[] = [
  'candidates',
  'filterSeen',
  'ties',
  'unreachable',
] satisfies readonly (keyof RankingProtocol)[]

/** Who was measured, and how. */
export interface Measured {
  readonly name: string
  readonly protocol: RankingProtocol
}

/**
 * The protocol under which all were measured; that of own rankings where some lists were made elsewhere.
 *
 * @param measured at least one
 * @throws {TastemakerError} `stats/different-test` naming the first two that differ, and each field in which they do
 */
export function sharedProtocol(measured: readonly Measured[]): RankingProtocol {
  const [first, ...others] = measured as readonly [Measured, ...Measured[]]
  for (const other of others) {
    const differences = differing(first.protocol, other.protocol)
    if (differences.length === 0) continue
    throw new TastemakerError(
      'stats/different-test',
      `${first.name} and ${other.name} were not measured on the same test: ${differences.join('; ')}.`,
      'Evaluate both on the same data with the same split, seed and options.',
    )
  }
  return (measured.find(({ protocol }) => !madeElsewhere(protocol)) ?? first).protocol
}

/** Whether lists came as they are, so that what they were chosen from is not known. */
export const madeElsewhere = ({ ties }: RankingProtocol): boolean => ties === 'as given'

/** Each field that must be equal and is not, with both values. */
function differing(one: RankingProtocol, other: RankingProtocol): readonly string[] {
  const [a, b] = [one, other] as unknown as readonly Readonly<Record<string, unknown>>[]
  const free = madeElsewhere(one) !== madeElsewhere(other) ? [...FREE, ...UNKNOWN_OF_LISTS] : FREE
  const fields = [...new Set([...Object.keys(a!), ...Object.keys(b!)])].filter((field) => !free.includes(field))
  return fields
    .filter((field) => JSON.stringify(a![field]) !== JSON.stringify(b![field]))
    .map((field) => `${TITLES[field] ?? field} ${short(a![field])} against ${short(b![field])}`)
}

const TITLES: Readonly<Record<string, string>> = {
  hash: 'data',
  testHash: 'test events',
  filterSeen: 'seen items taken out',
  unreachable: 'test items out of reach',
  cold: 'people without training events',
  dropped: 'people without test events',
}

/** Hashes by their beginning, words as they are. */
function short(value: unknown): string {
  if (value === undefined) return 'not said'
  if (typeof value !== 'string') return JSON.stringify(value)
  return /^[0-9a-f]{13,}$/.test(value) ? value.slice(0, 12) : `"${value}"`
}
