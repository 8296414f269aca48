import { createHash } from 'node:crypto'
import type { Dataset } from '../domain/index.ts'

/** How the numbers came about; two results compare only when it is the same for both. */
export interface RankingProtocol {
  readonly dataset: string
  /** Of the whole data set. */
  readonly hash: string
  /** SHA-256 of the test log: equal for the same held-out events. */
  readonly testHash: string
  readonly split: string
  /** What was ranked for each person. `as given`: lists came from outside, and nobody knows. */
  readonly candidates: 'all unseen' | 'all' | 'sampled' | 'as given'
  readonly filterSeen: boolean
  /** What decides between equal scores; `expected` is the mean over all orders of tied items. */
  readonly ties: 'item id' | 'expected' | 'as given'
  readonly gain: 'binary' | 'rating'
  /** The lowest rating that is relevant, where there is such a line. */
  readonly relevantFrom?: number
  /** Who is evaluated: people with test events, unless those without count zero. */
  readonly people: number
  /** People without test events, left out. */
  readonly dropped: number
  /** What is done with people without test events; they are dropped unless this says otherwise. */
  readonly noTestUsers?: 'drop' | 'zero'
  /** Evaluated people without training events. */
  readonly cold: number
  /** Test items that could not be hit, because their person had met them in training. */
  readonly unreachable: number
  /** Cut-offs measured. */
  readonly k: readonly number[]
  /** How candidates were drawn, where not all were ranked. */
  readonly sampled?: { readonly negatives: number; readonly by: 'uniform' | 'popularity' }
  /** What a reader must know before a number is quoted; `metric/sampled`: candidates were drawn. */
  readonly marks?: readonly 'metric/sampled'[]
}

/**
 * What the reader should know about the protocol before believing a number, a sentence each.
 *
 * @example protocolNotes(result.protocol) // ['12 of 943 people have no training events.']
 */
export function protocolNotes(protocol: RankingProtocol): readonly string[] {
  const { people, unreachable, cold, sampled, noTestUsers } = protocol
  const notes: string[] = []
  if (sampled) {
    notes.push(
      `metric/sampled: each list ranks the held-out items among ${sampled.negatives} others, drawn ${drawnBy(sampled.by)}, not the ` +
        'whole catalogue. Such numbers are far higher, and need not even put recommenders in the right order (Krichene and Rendle 2020).',
    )
  }
  if (unreachable > 0) notes.push(`${unreachable} test items could not be hit: their person had met them in training.`)
  if (cold > 0) notes.push(`${cold} of ${people} people have no training events.`)
  if (noTestUsers === 'zero')
    notes.push('People without test events count as 0 in every metric of hits and their order.')
  return notes
}

const drawnBy = (by: 'uniform' | 'popularity'): string =>
  by === 'uniform' ? 'with equal chances' : 'in proportion to their training events'

/** SHA-256 of a log: who met what with which value. */
export function logHash({ log }: Dataset): string {
  const hash = createHash('sha256')
  for (const column of [log.offsets, log.item, log.value]) {
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  }
  return hash.digest('hex')
}
