import { systemClock } from '../src/clock.ts'
import { itemKnn, recommendMany } from '../src/models/index.ts'
import { randomStream } from '../src/random.ts'
import { type Measured, median, ratings } from './_measure.ts'
import { askPeer } from './_peers.ts'

const NEIGHBOURS = 50
const K = 10
const RUNS = 5

/** Seconds of several runs, ascending; or why there are none. */
type PeerTimes = { readonly fit: number[]; readonly lists: number[] } | { readonly missing: string }

/** How long do item neighbours take, the fit and a list for everybody, beside implicit and LensKit? One thread. */
export async function itemNeighbours(): Promise<Measured[]> {
  const data = await ratings()
  const everybody = Int32Array.from({ length: data.users.size }, (_, user) => user)
  const fit: number[] = []
  const lists: number[] = []
  for (let run = 0; run <= RUNS; run++) {
    const started = systemClock.elapsed()
    const fitted = await itemKnn({ neighbours: NEIGHBOURS }).fit(data, { random: randomStream(1), threads: 1 })
    const between = systemClock.elapsed()
    recommendMany(fitted, everybody, K, { exclude: 'seen' })
    if (run === 0) continue
    fit.push((between - started) / 1000)
    lists.push((systemClock.elapsed() - between) / 1000)
  }
  const ours = { fit: fit.sort((a, b) => a - b), lists: lists.sort((a, b) => a - b) }
  const what = `item-knn, ${NEIGHBOURS} neighbours: fit and ${everybody.length} lists`
  const peers = await askPeer<{ implicit: PeerTimes; lenskit: PeerTimes }>('item_knn.py', {
    arrays: { offsets: data.log.offsets, columns: data.log.item },
    settings: { items: data.items.size, neighbours: NEIGHBOURS, k: K, runs: RUNS },
    threads: 1,
  })
  const rows: Measured[] = [
    { what, target: 'under 0.14 s', seen: inWords(ours), met: median(ours.fit) + median(ours.lists) < 0.14 },
  ]
  for (const [peer, times] of Object.entries(peers ?? {})) {
    if ('missing' in times) {
      process.stderr.write(`No ${peer}: ${times.missing}\n`)
      continue
    }
    const ratio = (median(ours.fit) + median(ours.lists)) / (median(times.fit) + median(times.lists))
    const seen = `${ratio.toFixed(2)} times; ${inWords(ours)} beside ${inWords(times)}`
    rows.push({ what: `${what}, beside ${peer}`, target: 'at most as long', seen, met: ratio <= 1 })
  }
  return rows
}

function inWords({ fit, lists }: { readonly fit: readonly number[]; readonly lists: readonly number[] }): string {
  return `${median(fit).toFixed(2)} + ${median(lists).toFixed(2)} s`
}
