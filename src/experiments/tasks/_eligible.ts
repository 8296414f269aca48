import { type Past, pastOf } from '../../agents/index.ts'
import { selectRows, withLog } from '../../data/index.ts'
import {
  type AgentTaskType,
  type Dataset,
  type ItemIndex,
  TastemakerError,
  type UserIndex,
} from '../../domain/index.ts'
import type { ReviewsByPair } from './_reviews-by-pair.ts'
import { type Cut, cutFor, rollingCuts, rowsWhere } from './rolling-cuts.ts'

/** A person, the row held out, and what was before. */
export interface HeldOut {
  readonly user: UserIndex
  readonly row: number
  readonly past: Past
  readonly cut: Cut
}

/** Whose events can be held out. */
interface Eligible {
  readonly people: readonly HeldOut[]
  readonly cuts: readonly Cut[]
  readonly tooEarly: number
  readonly repeats: number
}

interface Wanted {
  readonly task: AgentTaskType
  readonly likedFrom: number
  readonly written: ReviewsByPair
}

/** Events to know a person by, at least. */
const LEAST_PAST = 2

/**
 * Finds everybody's event to hold out, and what was known before it.
 *
 * @throws {TastemakerError} `data/empty` where nobody has one
 */
export function eligiblePeople(data: Dataset, wanted: Wanted): Eligible {
  const { log } = data
  const rows = data.users.ids.map((_, user) => rowToHoldOut(data, user as UserIndex, wanted))
  const timed = !log.at.some(Number.isNaN)
  const cuts = timed ? rollingCuts(data) : [oneCut(data, rows, wanted.task)]
  const shared = timed ? null : pastOf(cuts[0]!.training())
  const people: HeldOut[] = []
  let [tooEarly, repeats] = [0, 0]
  for (const [user, row] of rows.entries()) {
    if (row === null) continue
    const past = shared ?? pastOf(data, { row })
    const { from, to } = past.rowsOf(user as UserIndex)
    if (to - from < LEAST_PAST) continue
    const cut = timed ? cutFor(cuts, log.at[row]!) : cuts[0]
    if (cut === undefined) tooEarly++
    else if (past.touched(user as UserIndex, log.item[row]! as ItemIndex)) repeats++
    else people.push({ user: user as UserIndex, row, past, cut })
  }
  if (people.length > 0) return { people, cuts, tooEarly, repeats }
  const what = WHAT[wanted.task]
  throw new TastemakerError(
    'data/empty',
    `Nobody in ${data.name} has ${what} after ${LEAST_PAST} events that came before it${timed ? ' and after the first cut of the log' : ''}.`,
    wanted.task === 'summarise'
      ? 'The texts of reviews are read from Amazon and Yelp files; --data invented-reviews has some of its own.'
      : 'Take more data, or another task.',
  )
}

const WHAT: Readonly<Record<AgentTaskType, string>> = {
  rate: 'an event',
  rank: 'a liked event',
  next: 'a liked event',
  explain: 'a liked event',
  summarise: 'a review with a title',
}

function rowToHoldOut({ log }: Dataset, user: UserIndex, { task, likedFrom, written }: Wanted): number | null {
  const isWanted = (row: number): boolean => {
    if (task === 'rate') return true
    if (task === 'summarise') return written.get(user, log.item[row]! as ItemIndex)?.title !== undefined
    return log.value[row]! >= likedFrom
  }
  for (let row = log.offsets[user + 1]! - 1; row >= log.offsets[user]!; row--) if (isWanted(row)) return row
  return null
}

/** What is left when everybody's held-out event and all behind it are taken away: for data without times. */
function oneCut(data: Dataset, heldOut: readonly (number | null)[], task: AgentTaskType): Cut {
  const { log } = data
  const kept = rowsWhere(log.length, (row) => row < (heldOut[log.user[row]!] ?? Number.POSITIVE_INFINITY))
  const part = withLog(data, selectRows(log, kept))
  const kind = task === 'rate' || task === 'summarise' ? task : 'liked'
  return { id: `once-${kind}`, before: null, training: () => part }
}
