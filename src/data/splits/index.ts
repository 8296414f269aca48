import { type Dataset, TastemakerError } from '../../domain/index.ts'
import { nearest } from '../../nearest.ts'
import type { RandomStream } from '../../random.ts'
import { globalTime } from './global-time.ts'
import { lastOut } from './last-out.ts'
import type { Split } from './split.ts'
import { threeWay } from './three-way.ts'
import { timeRatio } from './time-ratio.ts'

export { globalTime } from './global-time.ts'
export { lastOut } from './last-out.ts'
export { type SplitLeaks, splitLeaks } from './leaks.ts'
export type { PartName, Split } from './split.ts'
export { type ThreeWayShares, threeWay } from './three-way.ts'
export { timeRatio } from './time-ratio.ts'

/** A rule with its usual settings; the stream is for rules that need chance. */
export type SplitRule = (data: Dataset, stream: RandomStream) => Split

/** The rules by name. */
export const splits: Readonly<Record<string, SplitRule>> = {
  'last-out': (data) => lastOut(data),
  '80/20': (data) => timeRatio(data),
  'global-time': (data) => globalTime(data),
  'three-way': (data, stream) => threeWay(data, { train: 0.4, private: 0.3, test: 0.3 }, stream),
}

const aliases: Readonly<Record<string, string>> = { 'time-ratio': '80/20' }

/**
 * Splits a data set by the name of a rule.
 *
 * @param name a key of `splits`, or `time-ratio` for `80/20`
 * @throws {TastemakerError} `config/unknown-name` with the nearest names
 * @example splitByName('last-out', data, randomStream(1)).test
 */
export function splitByName(name: string, data: Dataset, stream: RandomStream): Split {
  const known = aliases[name] ?? name
  if (Object.hasOwn(splits, known)) return splits[known]!(data, stream)
  const names = Object.keys(splits)
  const near = nearest(name, [...names, ...Object.keys(aliases)])
  throw new TastemakerError(
    'config/unknown-name',
    `No split is called "${name}".`,
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Known splits: ${names.join(', ')}.`,
  )
}
