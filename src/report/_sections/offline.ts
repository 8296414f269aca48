import type { RankingTable, SimulationResult } from '../../evaluation/index.ts'
import { counted, fixed, percent, pValue, seconds, whole } from '../../words.ts'
import { type Html, html } from '../_html.ts'
import { type Cell, number, table, text, unknown } from '../_table.ts'
import { section } from './section.ts'

/** The same recommenders on what people really chose later, and whether the viewers agree. @example offline(result) */
export function offline(result: SimulationResult): Html {
  const { protocol, notes } = result.offline
  return section(
    'offline',
    'On held-out events',
    html`<p>The same recommenders, measured without any viewer on what ${counted(protocol.people, 'person', 'people')} really
chose later. ${orderSentence(result)}</p>`,
    orders(result),
    metrics(result.offline),
    notes.length > 0 && html`<ul class="note">${notes.map((note) => html`<li>${note}</li>`)}</ul>`,
    result.offline.comparisons.length > 0 &&
      html`<details><summary>Which of these differences can be told</summary>${differences(result.offline)}</details>`,
    html`<details><summary>Time and ties</summary>${speeds(result.offline)}</details>`,
  )
}

function orderSentence({ trust }: SimulationResult): string {
  const { tau, metric } = trust.order
  if (tau === null) return `How far the two orders agree cannot be told: it takes recommenders that differ by both.`
  return `The order by viewers and the order by ${metric} agree by Kendall's tau of ${fixed(tau, 2)} (1: the same order, 0: unrelated, −1: reversed).`
}

function orders({ trust }: SimulationResult): Html {
  const { simulated, heldOut, metric } = trust.order
  return table({
    caption: 'Two orders of the recommenders, best first.',
    columns: ['place', "by viewers' satisfaction", `by held-out ${metric}`],
    groups: [{ rows: simulated.map((name, place) => [place + 1, text(name), text(heldOut[place] ?? '')]) }],
  })
}

function metrics({ rows, protocol }: RankingTable): Html {
  const labels = [...new Set(rows.flatMap((row) => Object.keys(row.metrics)))]
  const metric = (row: RankingTable['rows'][number], label: string): Cell => {
    const cell = row.metrics[label]
    return cell ? number(cell, (value) => fixed(value, 3), 'nobody has a value') : unknown('not measured')
  }
  const left = [
    protocol.dropped > 0 ? `${counted(protocol.dropped, 'person', 'people')} without test events left out` : '',
    protocol.cold > 0 ? `${whole(protocol.cold)} without training events` : '',
    protocol.unreachable > 0 ? `${counted(protocol.unreachable, 'test item')} out of reach` : '',
  ].filter((part) => part !== '')
  return table({
    caption: `Ranking metrics: candidates ${protocol.candidates} items, ${protocol.gain} gain, ties by ${protocol.ties}${left.length > 0 ? `; ${left.join(', ')}` : ''}. Metrics over all lists together have no interval.`,
    columns: ['recommender', ...labels],
    groups: [
      {
        rows: rows.map((row) => [row.recommender, ...labels.map((label) => metric(row, label))]),
      },
    ],
  })
}

function speeds({ rows }: RankingTable): Html {
  return table({
    caption:
      'Seconds to fit, people scored per second, and the share of lists in which equal scores were put in order by id.',
    columns: ['recommender', 'fit', 'people per second', 'lists with ties'],
    groups: [
      {
        rows: rows.map((row) => [
          row.recommender,
          number(row.fitSeconds, seconds, 'not fitted'),
          number(row.usersPerSecond, (speed) => whole(Math.round(speed)), 'too fast for the clock'),
          number(row.tiedShare, percent, ''),
        ]),
      },
    ],
  })
}

function differences({ comparisons }: RankingTable): Html {
  const write = (value: number): string => fixed(value, 3)
  return table({
    caption: `Held-out ${comparisons[0]!.metric}, person by person: the first less the second, p adjusted by Holm.`,
    columns: ['first against second', 'difference', 'adjusted p', 'effect size'],
    groups: [
      {
        rows: comparisons.map((pair) => [
          html`${pair.recommender} <span class="against">against</span> ${pair.other}`,
          number({ mean: pair.difference, low: pair.low, high: pair.high }, write, pair.reason ?? 'nobody has both'),
          number(pair.adjustedP, pValue, pair.reason ?? 'there is nothing to test'),
          number(pair.effectSize, (value) => fixed(value, 2), pair.reason ?? 'the differences do not vary'),
        ]),
      },
    ],
  })
}
