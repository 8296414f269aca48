import type { RunEvent } from '../../runs/index.ts'
import type { StarHistogram, Tally } from '../trust/index.ts'
import { meanOf, varianceOf } from './_moments.ts'
import { type Detection, detectFailures, type RealRatings } from './detectors.ts'

/** Events of viewers that are looked through: some 4,000 visits, and no more memory than those take. */
const MOST_EVENTS = 200_000

/**
 * Looks for the known failures of simulated people in a run as its events pass.
 *
 * @param real what people gave on held-out events
 * @param most events of viewers that are kept; those after them are not looked at
 * @example failureTally(offline.stars).result().flatMap(({ warning }) => warning ?? [])
 */
export function failureTally(real: StarHistogram, most = MOST_EVENTS): Tally<readonly Detection[]> {
  const kept: RunEvent[] = []
  return {
    see(event) {
      if (event.as === 'viewer' && kept.length < most) kept.push(event)
    },
    result: () => detectFailures(kept, realRatings(real)),
  }
}

/** Mean, spread and scale of a histogram; null without ratings. */
function realRatings({ points, counts }: StarHistogram): RealRatings | null {
  const stars = points.flatMap((point, place) => new Array<number>(counts[place]!).fill(point))
  if (stars.length < 2) return null
  const scale = { min: Math.min(...points), max: Math.max(...points) }
  return { mean: meanOf(stars), deviation: Math.sqrt(varianceOf(stars)), scale }
}
