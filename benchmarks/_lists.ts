import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Dataset } from '../src/index.ts'
import { basketsOf } from '../src/models/_baskets.ts'
import { historiesOf } from '../src/models/_histories.ts'
import { modelByName, recommendMany } from '../src/models/index.ts'
import { randomStream } from '../src/random.ts'
import type { Setting } from './_contests.ts'
import { askPeer } from './_peers.ts'

/** Places of a list: enough for every metric that is measured. */
export const PLACES = 100
/** For our models and for theirs. */
const THREADS = 2

/** A model of somebody else, as `peers/accuracy.py` runs it. */
export interface PeerJob {
  readonly model: string
  readonly setting: Setting
  readonly seed: number
}

/**
 * The best items for everybody, what they have left out.
 *
 * @param name such as `ials:factors=64`
 * @returns people x PLACES item indices, best first, -1 where there are fewer
 */
export async function ourLists(name: string, seed: number, train: Dataset): Promise<Int32Array> {
  const fitted = await modelByName(name).fit(train, { random: randomStream(seed), threads: THREADS })
  const everybody = Int32Array.from({ length: train.users.size }, (_, user) => user)
  return recommendMany(fitted, everybody, PLACES, { exclude: 'seen', threads: THREADS }).indices
}

/**
 * The same from other libraries, all in one process.
 *
 * @param groups jobs that belong together
 * @returns for each group the lists of its jobs, or why there are none
 */
export async function theirLists(
  train: Dataset,
  groups: readonly (readonly PeerJob[])[],
): Promise<readonly (readonly Int32Array[] | string)[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tastemaker-lists-'))
  try {
    const into = join(folder, 'lists')
    const { offsets, columns } = basketsOf(historiesOf(train.log), train.items.size)
    const answer = await askPeer<{ missing: Readonly<Record<string, string>> }>('accuracy.py', {
      arrays: { offsets, columns },
      settings: { items: train.items.size, k: PLACES, jobs: groups.flat(), into },
      threads: THREADS,
    })
    if (!answer) return groups.map(() => 'no Python with the peers')
    const bytes = await readFile(into)
    const numbers = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
    const length = train.users.size * PLACES
    const lists = groups.flat().map((_, job) => numbers.subarray(job * length, (job + 1) * length))
    return groups.map((jobs) => {
      const own = lists.splice(0, jobs.length)
      return jobs.map(({ model }) => answer.missing[model]).find((reason) => reason !== undefined) ?? own
    })
  } finally {
    await rm(folder, { recursive: true })
  }
}
