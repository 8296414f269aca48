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
/** The first does not count: it compiles, and meets memory for the first time. */
const EPOCHS = 4

/** How long does iALS take for one iteration over both sides at the size of MovieLens 20M, beside implicit? */
export async function alsIteration(): Promise<Measured[]> {
  const events = drawEvents(SIZE)
  const train = datasetOf(events)
  const rows: Measured[] = []
  for (const threads of [1, 2]) {
    const times: number[] = []
    const processor: number[] = []
    let [elapsed, used] = [0, 0]
    await ials({ factors: FACTORS, epochs: EPOCHS }).fit(train, {
      random: randomStream(1),
      threads,
      onProgress(done) {
        if (done > 1) times.push((systemClock.elapsed() - elapsed) / 1000)
        if (done > 1) processor.push(processorSeconds() - used)
        ;[elapsed, used] = [systemClock.elapsed(), processorSeconds()]
      },
    })
    const peer = await askPeer<{ seconds: number[]; processor: number[] }>('als.py', {
      arrays: { offsets: events.offsets, columns: events.columns },
      settings: { items: events.items, factors: FACTORS, epochs: EPOCHS },
      threads,
    })
    if (!peer) continue
    const [ours, theirs] = [ascending(times), ascending(peer.seconds.slice(1))]
    const [own, other] = [ascending(processor), ascending(peer.processor.slice(1))]
    const ratio = median(ours) / median(theirs)
    const spent = `of processor ${median(own).toFixed(1)} s beside ${median(other).toFixed(1)} s`
    const size = `${(events.columns.length / 1e6).toFixed(1)}M events, d = ${FACTORS}`
    rows.push({
      what: `iALS, ${size}, ${threads} thread${threads > 1 ? 's' : ''}: an iteration beside implicit 0.7.3`,
      target: 'at most 0.6 times',
      seen: `${ratio.toFixed(2)} times; ${spread(ours)} beside ${spread(theirs)}; ${spent}`,
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

const ascending = (times: readonly number[]): number[] => times.toSorted((a, b) => a - b)

/** Seconds that processors worked for this process: on a busy machine, they say more than the clock. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}
