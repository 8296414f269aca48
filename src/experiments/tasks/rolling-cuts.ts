import { selectRows, withLog } from '../../data/index.ts'
import type { Dataset } from '../../domain/index.ts'

/** A moment up to which models learn. */
export interface Cut {
  /** Names it among the cuts of one data set. */
  readonly id: string
  /** Milliseconds since 1970; rows before it are learned from. Null where the data has no times and one part is for all. */
  readonly before: number | null
  /** What models learn from: made when it is first asked for. */
  training(): Dataset
}

/** Where the first cut stands among all events, and how many there are: at about 30%, 39%, …, 91% of the events in time. */
const FIRST = 0.3
const CUTS = 8

/**
 * Cuts a log at some times spread over it, so that a model of what comes next can be fitted a few times instead of once a person.
 *
 * A sample uses the last cut that is not after its own row: what was learned is then earlier than everything that is asked. Cuts
 * stand at quantiles of the times of events; cuts of one moment are one cut.
 *
 * @param data every row with a time
 * @returns ascending
 * @example rollingCuts(data).map(({ before }) => before)
 */
export function rollingCuts(data: Dataset): readonly Cut[] {
  const { log } = data
  const times = log.at.slice().sort()
  const moments = Array.from({ length: CUTS }, (_, cut) => {
    const share = FIRST + ((1 - FIRST) * cut) / CUTS
    return times[Math.floor(share * times.length)]
  })
  const distinct = [...new Set(moments)].filter((time): time is number => time !== undefined && time > times[0]!)
  return distinct.map((before, place): Cut => {
    let part: Dataset | undefined
    return {
      id: `cut-${place + 1}`,
      before,
      training() {
        part ??= withLog(
          data,
          selectRows(
            log,
            rowsWhere(log.length, (row) => log.at[row]! < before),
          ),
        )
        return part
      },
    }
  })
}

/** The last cut that is not after a time; undefined before the first. @example cutFor(cuts, at)?.id // 'cut-3' */
export const cutFor = (cuts: readonly Cut[], at: number): Cut | undefined =>
  cuts.findLast(({ before }) => before !== null && before <= at)

/** The numbers of some rows, ascending. @example rowsWhere(3, (row) => row > 0) // [1, 2] */
export function rowsWhere(length: number, wanted: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(length)
  let count = 0
  for (let row = 0; row < length; row++) if (wanted(row)) rows[count++] = row
  return rows.subarray(0, count)
}
