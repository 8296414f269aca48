import { execFileSync } from 'node:child_process'
import { splitByName } from '../src/data/index.ts'
import { evaluateRanking, metrics } from '../src/evaluation/index.ts'
import { itemKnn } from '../src/models/index.ts'
import { randomStream } from '../src/random.ts'
import { drawnParts } from './_drawn-parts.ts'
import { type Measured, median, ratings, seconds, spread } from './_measure.ts'

/** How long does full ranking take, on a few sizes, and how much memory does one take that is too large to keep? */
export async function fullRanking(): Promise<Measured[]> {
  return [await scoringIncluded(), await everyMetric(), ...large()]
}

async function scoringIncluded(): Promise<Measured> {
  const data = await ratings()
  const { train, test, describe } = splitByName('80/20', data, randomStream(1))
  const fitted = await itemKnn().fit(train, { random: randomStream(1), threads: 1 })
  const rank = () =>
    evaluateRanking({
      score: (user, into) => fitted.score(fitted.user(user), undefined, into),
      train,
      test,
      split: describe,
    })
  const taken = await seconds(5, rank)
  const what = `full ranking with scoring, usual metrics, ${data.users.size} x ${data.items.size}`
  return { what, target: 'under 0.3 s', seen: spread(taken), met: median(taken) < 0.3 }
}

/** Every metric at 5, 10 and 20; the scores are there already, so that nothing but the evaluation is timed. */
async function everyMetric(): Promise<Measured> {
  const [users, items, kept] = [6000, 3400, 64]
  const parts = drawnParts({ users, items, wanted: 1_000_000, seed: 1 })
  const random = randomStream(1, 'scores')
  const table = Float32Array.from({ length: kept * items }, () => random.next())
  const score = (user: number) => table.subarray((user % kept) * items, ((user % kept) + 1) * items)
  const taken = await seconds(5, () => evaluateRanking({ ...parts, split: 'one held out', score, metrics: ['all'] }))
  const what = `full ranking, all ${metrics.length} metrics at 5, 10 and 20, ${users} x ${items}`
  return { what, target: 'under 1 s', seen: spread(taken), met: median(taken) < 1 }
}

function large(): Measured[] {
  const script = new URL('./_large-ranking.ts', import.meta.url).pathname
  const out = execFileSync(process.execPath, [script, '100000', '50000'], { encoding: 'utf8' })
  const [scoring, measuring, megabytes, numbers] = out.split(' ').map(Number) as [number, number, number, number]
  const what = `full ranking, ${numbers} numbers, 100,000 x 50,000`
  const seen = `${measuring.toFixed(0)} s, and ${scoring.toFixed(0)} s of scoring`
  return [
    { what, target: 'under 120 s', seen, met: measuring < 120 },
    { what: `${what}: peak memory`, target: 'under 2 GB', seen: `${megabytes.toFixed(0)} MB`, met: megabytes < 2048 },
  ]
}
