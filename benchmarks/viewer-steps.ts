import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../src/clock.ts'
import { simulate } from '../src/index.ts'
import { type Measured, median, ratings, seconds } from './_measure.ts'

/**
 * How many items can choice-mind viewers judge a second on one core, events written? And how long do 1,000 visits take?
 * Five recommenders, as in the demo, so a viewer's taste is prepared once for five visits.
 * A step is one item judged, with all that follows from it: watching, rating, feeling, memory, decisions, the log.
 */
export async function viewerSteps(): Promise<Measured[]> {
  const data = await ratings()
  const out = await mkdtemp(join(tmpdir(), 'tastemaker-bench-'))
  const rates: number[] = []
  const walls: number[] = []
  await seconds(3, async () => {
    let [from, visits, to] = [0, 0, 0]
    const { steps, viewers } = await simulate({
      data,
      recommenders: ['random', 'popularity', 'item-knn', 'transition', 'ease'],
      out,
      viewers: 500,
      controlViewers: 1,
      workers: 1,
      onProgress: ({ stage, done }) => {
        if (stage !== 'visits') return
        if (from === 0) [from, visits] = [systemClock.elapsed(), done]
        to = systemClock.elapsed()
      },
    })
    // The clock starts when the first shard is done, so its visits do not count.
    const all = viewers.count * 5
    const counted = 1 - visits / all
    rates.push((steps! * counted) / ((to - from) / 1000))
    walls.push(((to - from) / 1000 / counted) * (1000 / all))
  })
  await rm(out, { recursive: true })
  const rate = median(rates.slice(1).sort((a, b) => a - b))
  const wall = median(walls.slice(1).sort((a, b) => a - b))
  return [
    {
      what: 'viewer steps a second, one core',
      target: '20,000',
      seen: Math.round(rate).toLocaleString('en-US'),
      met: rate >= 20_000,
    },
    { what: '1,000 visits, one core', target: 'under 5 s', seen: `${wall.toFixed(2)} s`, met: wall < 5 },
  ]
}
