import { averageTurns, meanHitTurn, type TalkColumns, talkColumns } from '../../evaluation/conversation/index.ts'
import { bootstrapMeans, type Interval, pairedDifference } from '../../evaluation/index.ts'
import type { RandomStream } from '../../random.ts'
import type { TalkedRow, TalkSetting } from './_talked-row.ts'
import type { ConversationRow } from './comparison.ts'

/** Rows of a table: means with intervals over seekers, differences seeker by seeker. */
export function rowsOf(
  rows: readonly TalkedRow[],
  { turns, random }: { readonly turns: number; readonly random: RandomStream },
): ConversationRow[] {
  const hit = `Hit@${turns}`
  const columns = rows.map((row) => talkColumns(row.judged.patient!, turns))
  const columnsOf = (name: string): Float64Array => columns[rows.findIndex(({ agent }) => agent.name === name)]![hit]!
  return rows.map((row, place): ConversationRow => {
    const own = columns[place]!
    const difference = (name: string): Interval | null =>
      row.agent.name === name ? null : pairedDifference(own[hit]!, columnsOf(name), { random: random.split('pairs') })
    const average = averageTurns(
      row.judged.patient!.map((one) => one.hit),
      turns,
    )
    return {
      name: row.agent.name,
      kind: row.kind,
      mind: row.agent.mind,
      seekers: row.judged.patient!.length,
      patient: means(own, random),
      meanHitTurn: average.hit === null ? null : meanHitTurn(average.hit, average.turns!, turns),
      toRandom: difference('random'),
      toPopularity: difference('popularity'),
      leaving: leavingOf(row, turns, random),
      errors: row.errors,
    }
  })
}

function leavingOf(row: TalkedRow, turns: number, random: RandomStream): ConversationRow['leaving'] {
  const { silent, instructs } = row.judged
  if (!silent || !instructs) return null
  const [without, beside] = [silent, instructs].map((judged) => talkColumns(judged, turns)) as [
    TalkColumns,
    TalkColumns,
  ]
  const differences = Object.fromEntries(
    Object.entries(beside).map(([name, column]) => [
      name,
      column.map((value, seeker) => value - without[name]![seeker]!),
    ]),
  )
  return {
    silent: means(without, random),
    instructs: means(beside, random),
    difference: means(differences, random),
    because: { silent: reasons(row, 'silent'), instructs: reasons(row, 'instructs') },
  }
}

/** One stream for all rows: what differs is never the luck of who was drawn. */
function means(columns: TalkColumns, random: RandomStream): Record<string, Interval> {
  const names = Object.keys(columns)
  const intervals = bootstrapMeans(Object.values(columns), { random: random.split('seekers'), resamples: RESAMPLES })
  return Object.fromEntries(names.map((name, place) => [name, intervals[place]!]))
}

/** Fewer than usual: there are some thirty measures a row. */
const RESAMPLES = 2000

function reasons(row: TalkedRow, setting: TalkSetting): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { because } of row.talks[setting]!) {
    const why = because ?? 'failed'
    counts[why] = (counts[why] ?? 0) + 1
  }
  return counts
}

/** Whether an interval lies above zero. */
export const isAbove = ({ low }: Interval): boolean => low !== null && low > 0
/** Whether it lies below. */
export const isBelow = ({ high }: Interval): boolean => high !== null && high < 0
