import {
  comparisonOf,
  comparisonSentence,
  markedName,
  type RankingComparison,
  type RankingTable,
  toldApart,
} from '../../../evaluation/index.ts'
import { counted, fixed, pValue, whole } from '../../../words.ts'
import { type Html, html } from '../../_html.ts'
import { number, type RowGroup, table, text } from '../../_table.ts'
import { section } from '../section.ts'
import { standing } from './standing.ts'

/** The best against each other one, then all against all. @example comparisons(ranking) */
export function comparisons(ranking: RankingTable): Html {
  const order = standing(ranking).map(({ recommender }) => recommender)
  const pairs = order.map((first, place) =>
    order.slice(place + 1).flatMap((second) => comparisonOf(ranking, first, second) ?? []),
  )
  const [ofBest = [], ...ofOthers] = pairs
  const others = ofOthers.flat()
  return section(
    'comparisons',
    'Which differences can be told',
    ofBest.length === 0
      ? html`<p>There is no pair of recommenders to compare.</p>`
      : html`${grid(ranking, ofBest, comparisonSentence(ranking))}
<p class="note">Told apart: an adjusted p below 0.05 and an interval on one side of 0. d_z: 0.2 is small, 0.8 large.</p>`,
    others.length > 0 &&
      html`<details><summary>${counted(others.length, 'other pair')}</summary>${grid(ranking, others, 'Pairs without the best.')}</details>`,
  )
}

function grid(ranking: RankingTable, pairs: readonly RankingComparison[], caption: string): Html {
  const digits = (value: number): string => fixed(value, 4)
  const size = (value: number): string => fixed(value, 2)
  const row = (pair: RankingComparison): RowGroup['rows'][number] => {
    const untested = pair.reason ?? 'there is nothing to test'
    return [
      html`${markedName(ranking.rows, pair.recommender)} <span class="against">against</span> ${markedName(ranking.rows, pair.other)}`,
      number({ mean: pair.difference, low: pair.low, high: pair.high }, digits, 'nobody has both'),
      number(pair.p, pValue, untested),
      number(pair.adjustedP, pValue, untested),
      number(pair.effectSize, size, 'the differences do not vary'),
      number(pair.rankBiserial, size, 'nobody differs'),
      number(pair.users, whole, ''),
      text(toldApart(pair) ? html`<b>yes</b>` : 'no'),
    ]
  }
  return table({
    caption,
    columns: ['first against second', 'difference', 'p', 'adjusted p', 'd_z', 'rank-biserial', 'people', 'told apart?'],
    groups: [{ rows: pairs.map(row) }],
  })
}
