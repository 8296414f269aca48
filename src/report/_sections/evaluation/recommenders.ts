import { marked, type RankingRow, type RankingTable } from '../../../evaluation/index.ts'
import { fixed, percent, whole } from '../../../words.ts'
import { type Html, html } from '../../_html.ts'
import { type Cell, number, table, unknown } from '../../_table.ts'
import { section } from '../section.ts'
import { standing } from './standing.ts'

/** The recommenders with all their metrics, and what the reader should know of them. @example recommenders(ranking) */
export function recommenders(ranking: RankingTable): Html {
  const { plan, notes } = ranking
  const labels = [...new Set(ranking.rows.flatMap(({ metrics }) => Object.keys(metrics)))]
  // What the comparisons are about stands first.
  const ordered = plan.primary === null ? labels : [plan.primary, ...labels.filter((label) => label !== plan.primary)]
  const cell = ({ metrics }: RankingRow, label: string): Cell => {
    const found = metrics[label]
    return found ? number(found, (value) => fixed(value, 3), 'nobody has a value') : unknown('not measured')
  }
  return section(
    'recommenders',
    'The recommenders',
    table({
      caption: `Best first by ${plan.primary ?? 'order given'}. Means over people with 95% intervals; metrics over all lists together have none.`,
      columns: ['recommender', ...ordered],
      groups: [{ rows: standing(ranking).map((row) => [marked(row), ...ordered.map((label) => cell(row, label))]) }],
    }),
    notes.length > 0 && html`<ul class="note">${notes.map((note) => html`<li>${note}</li>`)}</ul>`,
  )
}

/** What each recommender takes: seconds, memory, milliseconds a request. @example cost(ranking, 'a processor') */
export function cost(ranking: RankingTable, where: string): Html {
  const seconds = (value: number): string => fixed(value, value < 10 ? 2 : 1)
  const time = (value: number | null, reason: string): Cell => number(value, seconds, reason)
  return section(
    'cost',
    'Time and memory',
    table({
      caption: `Seconds to train, to score everybody and to rank and measure; megabytes of the fitted model; milliseconds of one request, the middle one and one in twenty. Measured on ${where}.`,
      columns: [
        'recommender',
        'train, s',
        'score, s',
        'evaluate, s',
        'people per second',
        'memory, MB',
        'p50, ms',
        'p95, ms',
        'lists with ties',
      ],
      groups: [
        {
          rows: standing(ranking).map((row) => [
            marked(row),
            time(row.fitSeconds, 'not fitted'),
            time(row.scoreSeconds, 'not kept'),
            time(row.evaluateSeconds, 'not kept'),
            number(row.usersPerSecond, (speed) => whole(Math.round(speed)), 'too fast for the clock'),
            number(row.memory, (megabytes) => fixed(megabytes, 1), 'not measured'),
            number(row.requestTimes?.p50 ?? null, (value) => fixed(value, 2), 'not measured'),
            number(row.requestTimes?.p95 ?? null, (value) => fixed(value, 2), 'not measured'),
            number(row.tiedShare, percent, ''),
          ]),
        },
      ],
    }),
  )
}
