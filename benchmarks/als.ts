import { systemClock } from '../src/clock.ts'
import { ials } from '../src/models/index.ts'
import { kernels } from '../src/models/kernels/index.ts'
import { randomStream } from '../src/random.ts'
import { drawEvents } from './_events.ts'
import { datasetOf } from './_events-data.ts'
import { type Measured, median, spread } from './_measure.ts'
import { askPeer } from './_peers.ts'

const SIZE = { users: 138_000, items: 26_700, wanted: 20_000_000, seed: 7 }
const FACTORS = 64
const EPOCHS = 3

/** How long does iALS take for one iteration over both sides at the size of MovieLens 20M, beside implicit? */
export async function alsIteration(): Promise<Measured[]> {
  const events = drawEvents(SIZE)
  const train = datasetOf(events)
  const rows: Measured[] = []
  for (const threads of [1, 2]) {
    const times: number[] = []
    let last = 0
    await ials({ factors: FACTORS, epochs: EPOCHS }).fit(train, {
      random: randomStream(1),
      threads,
      onProgress() {
        if (last > 0) times.push((systemClock.elapsed() - last) / 1000)
        last = systemClock.elapsed()
      },
    })
    const ours = times.sort((a, b) => a - b)
    const what = `iALS, ${(events.columns.length / 1e6).toFixed(1)}M events, d = ${FACTORS}, ${threads} thread${threads > 1 ? 's' : ''}`
    const peer = await askPeer<{ seconds: number[] }>('als.py', {
      arrays: { offsets: events.offsets, columns: events.columns },
      settings: { items: events.items, factors: FACTORS, epochs: EPOCHS },
      threads,
    })
    if (!peer) continue
    const theirs = peer.seconds.sort((a, b) => a - b)
    const ratio = median(ours) / median(theirs)
    rows.push({
      what: `${what}: an iteration beside implicit 0.7.3`,
      target: 'at most 0.6 times',
      seen: `${ratio.toFixed(2)} times; ${spread(ours)} beside ${spread(theirs)}`,
      met: ratio <= 0.6,
    })
  }
  const probe = kernels().share(new Float32Array(1))
  const megabytes = probe.buffer.byteLength / 2 ** 20
  kernels().release(probe)
  return [
    ...rows,
    {
      what: 'memory of the kernels after these fits',
      target: 'under 1,500 MB',
      seen: `${megabytes.toFixed(0)} MB`,
      met: megabytes < 1500,
    },
  ]
}
