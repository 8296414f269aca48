import { type Dataset, TastemakerError } from '../../domain/index.ts'
import { nearest } from '../../nearest.ts'
import type { RandomStream } from '../../random.ts'
import { globalTime } from './global-time.ts'
import { lastOut } from './last-out.ts'
import { leaveLast } from './leave-last.ts'
import { randomRatio } from './random-ratio.ts'
import type { Split } from './split.ts'
import { strongGeneralisation } from './strong-generalisation.ts'
import { threeWay } from './three-way.ts'
import { timeRatio } from './time-ratio.ts'

export { globalTime } from './global-time.ts'
export { kFold } from './k-fold.ts'
export { lastOut } from './last-out.ts'
export { type SplitLeaks, splitLeaks } from './leaks.ts'
export { leaveLast } from './leave-last.ts'
export { randomRatio } from './random-ratio.ts'
export type { PartName, Split } from './split.ts'
export { type StrongShares, strongGeneralisation } from './strong-generalisation.ts'
export { type ThreeWayShares, threeWay } from './three-way.ts'
export { timeRatio } from './time-ratio.ts'

/** A rule with its usual settings; the stream is for rules that need chance. */
export type SplitRule = (data: Dataset, stream: RandomStream) => Split

/** The rules by name. */
export const splits: Readonly<Record<string, SplitRule>> = {
  'last-out': (data) => lastOut(data),
  '80/20': (data) => timeRatio(data),
  'global-time': (data) => globalTime(data),
  'strong-generalisation': (data, stream) => strongGeneralisation(data, { people: 0.1, foldIn: 0.8 }, stream),
  'three-way': (data, stream) => threeWay(data, { train: 0.4, private: 0.3, test: 0.3 }, stream),
}

const aliases: Readonly<Record<string, string>> = { 'time-ratio': '80/20' }

/**
 * Splits a data set by the name of a rule.
 *
 * @param name a key of `splits`; `last-5` and the like for more events a person, `90/10` for other shares,
 *   `random-75/25` for shares at random, `strong-generalisation:people=10000` for so many people
 * @throws {TastemakerError} `config/unknown-name` with the nearest names, `config/range` for shares or numbers that are none
 * @example splitByName('last-out', data, randomStream(1)).test
 */
export function splitByName(name: string, data: Dataset, stream: RandomStream): Split {
  const known = aliases[name] ?? name
  if (Object.hasOwn(splits, known)) return splits[known]!(data, stream)
  const strangers = /^strong-generalisation:people=(\d*\.?\d+)$/.exec(known)
  if (strangers) return strongGeneralisation(data, { people: Number(strangers[1]), foldIn: 0.8 }, stream)
  const last = /^last-(\d+)$/.exec(known)
  if (last) return leaveLast(data, Number(last[1]))
  const shares = /^(random-)?(\d+)\/(\d+)$/.exec(known)
  if (shares && Number(shares[2]) + Number(shares[3]) === 100) {
    const train = Number(shares[2]) / 100
    return shares[1] ? randomRatio(data, { train }, stream) : timeRatio(data, { train })
  }
  const names = Object.keys(splits)
  const near = nearest(name, [...names, ...Object.keys(aliases)])
  throw new TastemakerError(
    'config/unknown-name',
    `No split is called "${name}".`,
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Known splits: ${names.join(', ')}.`,
  )
}
