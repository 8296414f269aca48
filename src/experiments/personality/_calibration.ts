import { kolmogorovSmirnov, quantileMapping } from '../../evaluation/personality/index.ts'
import type { RandomStream } from '../../random.ts'
import type { RunEvent } from '../../runs/index.ts'

/** What mapping simulated ratings onto real ones does on people it was not fitted on. */
export interface CalibrationResult {
  readonly fittedOn: number
  readonly judgedOn: number
  /** Largest difference of the two distributions of ratings of the people it is judged on; null without ratings. */
  readonly before: number | null
  readonly after: number | null
}

/** Fits the mapping on half of the people by chance and judges it on the others. @example calibrate(events, real, random).after */
export function calibrate(
  events: readonly RunEvent[],
  real: ReadonlyMap<string, readonly number[]>,
  random: RandomStream,
): CalibrationResult {
  const given = new Map<string, number[]>()
  for (const event of events) {
    if (event.type !== 'item-rated') continue
    const stars = given.get(event.user) ?? []
    given.set(event.user, stars)
    stars.push(event.stars)
  }
  const people = random.split('halves').shuffle([...given.keys()])
  const half = Math.floor(people.length / 2)
  const of = (ratings: ReadonlyMap<string, readonly number[]>, some: readonly string[]): number[] =>
    some.flatMap((id) => ratings.get(id) ?? [])
  const [fit, judge] = [people.slice(0, half), people.slice(half)]
  const counts = { fittedOn: fit.length, judgedOn: judge.length }
  const [own, theirs] = [of(given, judge), of(real, judge)]
  const [fitOwn, fitTheirs] = [of(given, fit), of(real, fit)]
  if ([own, theirs, fitOwn, fitTheirs].some((ratings) => ratings.length === 0))
    return { ...counts, before: null, after: null }
  const mapping = quantileMapping(fitOwn, fitTheirs)
  const luck = random.split('within')
  return {
    ...counts,
    before: kolmogorovSmirnov(own, theirs),
    after: kolmogorovSmirnov(
      own.map((value) => mapping.map(value, luck.next())),
      theirs,
    ),
  }
}
