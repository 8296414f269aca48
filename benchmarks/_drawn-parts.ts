import { selectRows } from '../src/data/columns.ts'
import type { Dataset } from '../src/domain/index.ts'
import { randomStream } from '../src/random.ts'
import { drawEvents } from './_events.ts'
import { datasetOf } from './_events-data.ts'

/** Kinds of items; each item has one or two. */
const KINDS = 18

/** Drawn events with one event of everybody held out, and kinds of items, so that no metric has nothing to do. */
export function drawnParts(size: { users: number; items: number; wanted: number; seed: number }): {
  readonly train: Dataset
  readonly test: Dataset
} {
  const random = randomStream(size.seed, 'parts')
  const data = datasetOf(drawEvents(size))
  const catalogue = data.catalogue.map((item) => ({
    ...item,
    categories: [...new Set([random.int(KINDS), random.int(KINDS)])].map((kind) => `kind ${kind}`),
  }))
  const held = new Uint8Array(data.log.length)
  for (let user = 0; user < size.users; user++) {
    const [from, to] = [data.log.offsets[user]!, data.log.offsets[user + 1]!]
    held[from + random.int(to - from)] = 1
  }
  const part = (kept: 0 | 1): Dataset => {
    const rows = Int32Array.from(held.keys()).filter((row) => held[row] === kept)
    return { ...data, catalogue, log: selectRows(data.log, rows) }
  }
  return { train: part(0), test: part(1) }
}
