import { evaluate } from '../src/experiments/evaluate.ts'
import { type Measured, ratings } from './_measure.ts'

const TARGETS = { 'hit_rate@10': 0.157, 'ndcg@10': 0.083 }
const SECONDS = 600

/** How well does the self-attention network foretell the last event of everybody, and how long does it learn? Two threads. */
export async function sequenceModel(): Promise<Measured[]> {
  const data = await ratings()
  const before = process.cpuUsage()
  const { rows } = await evaluate({
    data,
    recommenders: ['sequence'],
    split: 'last-out',
    metrics: Object.keys(TARGETS),
    threads: 2,
  })
  const { user, system } = process.cpuUsage(before)
  const { metrics, fitSeconds } = rows[0]!
  const known = data.name === 'ml-100k'
  const measured = Object.entries(TARGETS).map(([metric, target]) => {
    const { mean, low, high } = metrics[metric]!
    const seen = `${mean?.toFixed(4)} (${low?.toFixed(4)} to ${high?.toFixed(4)})`
    const what = `${metric} of sequence, last-out, ${data.name}`
    return { what, target: `at least ${target}, on ml-100k`, seen, met: known && mean !== null && mean >= target }
  })
  const seen = `${fitSeconds!.toFixed(0)} s (${((user + system) / 1e6).toFixed(0)} s of processor)`
  const what = `fit of sequence, last-out, ${data.name}`
  return [...measured, { what, target: `under ${SECONDS} s, on ml-100k`, seen, met: known && fitSeconds! < SECONDS }]
}
