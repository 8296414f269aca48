import type { Dataset } from '../../domain/index.ts'
import { assemble, assignByShare, checkShares, floorShare, percent, timeNotes } from './_assemble.ts'
import type { Split } from './split.ts'

/**
 * Splits at one moment for everybody, so that nothing in training is later than anything in the test.
 *
 * A split inside each person's history lets a model learn from other people's future (Ji et al. 2023, A Critical Study
 * on Data Leakage in Recommender System Offline Evaluation); this one does not. Events of the very moment are test
 * events; events without a time are training. Where no event has a time, each person's history is split instead.
 *
 * @param options `train`: the share of events before the cut, 0.8 by default
 * @returns train and test; people and items that training never met stay in the test and are counted
 * @throws {TastemakerError} `config/range`, or `data/no-training` when all events share one moment
 * @example globalTime(data).describe
 */
export function globalTime(data: Dataset, { train }: { readonly train: number } = { train: 0.8 }): Split {
  checkShares({ train })
  const { at } = data.log
  const times = at.filter((time) => !Number.isNaN(time)).sort()
  const cut = times[floorShare(times.length, train)]
  if (cut === undefined) {
    return assemble(data, {
      name: 'global-time',
      rule: `no times, so each person's first ${percent(train)} as given train`,
      parts: ['train', 'test'],
      partOf: assignByShare(data, [train]),
      notes: timeNotes(data),
    })
  }
  const without = at.length - times.length
  return assemble(data, {
    name: 'global-time',
    rule: `events before ${momentOf(cut)} train, the others test`,
    parts: ['train', 'test'],
    partOf: Uint8Array.from(at, (time) => Number(time >= cut)),
    notes: without > 0 ? [`${without} rows without a time are in training`] : [],
  })
}

/** ISO 8601 where a date can hold the time, else the number of milliseconds. */
function momentOf(time: number): string {
  return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : `${time} ms`
}
