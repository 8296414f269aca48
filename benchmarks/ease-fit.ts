import { loadDataset } from '../src/index.ts'
import { ease } from '../src/models/index.ts'
import { randomStream } from '../src/random.ts'
import { type Measured, median, ratings, seconds, spread } from './_measure.ts'

/** How long does EASE take to fit, at the size of MovieLens 100K and at 4,000 items? One thread. */
export async function easeFit(): Promise<Measured[]> {
  const run = { random: randomStream(1), threads: 1 }
  const small = await ratings()
  const large = await loadDataset('generated:users=3000,items=4000')
  const atSmall = await seconds(5, () => ease().fit(small, run))
  const atLarge = await seconds(3, () => ease().fit(large, run))
  return [
    {
      what: `EASE fit, ${small.items.size} items`,
      target: 'under 0.5 s',
      seen: spread(atSmall),
      met: median(atSmall) < 0.5,
    },
    {
      what: `EASE fit, ${large.items.size} items`,
      target: 'under 3 s',
      seen: spread(atLarge),
      met: median(atLarge) < 3,
    },
  ]
}
