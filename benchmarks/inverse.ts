import { kernels } from '../src/models/kernels/index.ts'
import { randomStream } from '../src/random.ts'
import { type Measured, median, seconds, spread } from './_measure.ts'
import { askPeer } from './_peers.ts'

const N = 4_000
const RUNS = 3

/** How long does the inverse that EASE needs take at 4,000 items on one thread, beside LAPACK's and numpy's? */
export async function inverse(): Promise<Measured[]> {
  const random = randomStream(7, 'inverse')
  const matrix = new Float32Array(N * N)
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < i; j++) {
      matrix[i * N + j] = random.next() - 0.5
      matrix[j * N + i] = matrix[i * N + j]!
    }
    matrix[i * N + i] = N
  }
  const work = kernels().share(matrix)
  const ours = await seconds(RUNS, () => {
    work.set(matrix)
    kernels().symmetricInverse(work, N)
  })
  kernels().release(work)
  const question = { arrays: { matrix }, settings: { n: N, runs: RUNS }, threads: 1 }
  const peer = await askPeer<{ cholesky: number[]; numpy: number[] }>('inverse.py', question)
  if (!peer) return []
  const ratio = median(ours) / median(peer.cholesky)
  return [
    {
      what: `inverse of ${N} x ${N}, one thread, beside OpenBLAS spotrf and spotri`,
      target: 'at most 3 times',
      seen: `${ratio.toFixed(2)} times; ${spread(ours)} beside ${spread(peer.cholesky)}`,
      met: ratio <= 3,
    },
    {
      what: 'the same beside numpy.linalg.inv',
      target: 'under 1 times',
      seen: `${(median(ours) / median(peer.numpy)).toFixed(2)} times; numpy ${spread(peer.numpy)}`,
      met: median(ours) < median(peer.numpy),
    },
  ]
}
