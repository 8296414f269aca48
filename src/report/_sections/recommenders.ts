import {
  bestFirst,
  comparisonOf,
  noTest,
  type SimulationResult,
  type SimulationRow,
  toldApart,
  type VisitMeasure,
  visitMeasures,
} from '../../evaluation/index.ts'
import { fixed, percent, pValue, whole } from '../../words.ts'
import { unqualified } from '../_chip.ts'
import { type Html, html } from '../_html.ts'
import { type Cell, number, table, text } from '../_table.ts'
import { section } from './section.ts'

/** How a measure is written, and why it can be unknown. */
export const measureStyle: Readonly<
  Record<VisitMeasure, { readonly write: (value: number) => string; readonly unknown: string }>
> = {
  view: { write: percent, unknown: 'nothing was shown' },
  like: { write: percent, unknown: 'nothing was shown' },
  stars: { write: (value) => fixed(value, 2), unknown: 'nobody watched anything' },
  watched: { write: (value) => fixed(value, 2), unknown: 'nobody visited' },
  exitPage: { write: (value) => fixed(value, 2), unknown: 'nobody visited' },
  satisfaction: { write: (value) => fixed(value, 2), unknown: 'no exit interview was answered' },
}

/** One measure of one row as a cell. @example measureCell(row, 'view') */
export function measureCell(row: SimulationRow, measure: VisitMeasure): Cell {
  const { write, unknown } = measureStyle[measure]
  return number(row.measures[measure], write, unknown)
}

const measures = Object.keys(visitMeasures) as VisitMeasure[]

/** The recommenders side by side, best first. @example recommenders(result) */
export function recommenders({ rows, manifest }: SimulationResult): Html {
  return section(
    'recommenders',
    'The recommenders',
    table({
      caption: html`Best first by satisfaction${unqualified(manifest, 'viewer')}. Means over viewers with 95% intervals; an item watched and given ${String(manifest.viewers.options['likeFrom'] ?? 4)} stars or more counts as liked.`,
      columns: ['recommender', ...measures.map((name) => visitMeasures[name].title), ...PER_ITEM],
      groups: [
        {
          rows: bestFirst(rows).map((row) => [
            row.recommender,
            ...measures.map((measure) => measureCell(row, measure)),
            number(row.perItem.view, percent, 'nothing was shown'),
            number(row.perItem.like, percent, 'nothing was shown'),
          ]),
        },
      ],
    }),
    html`<p class="note">“Over all items” counts every item shown once, so people who stay long weigh more; the other columns
weigh every viewer alike.</p>`,
  )
}

const PER_ITEM = ['watched, over all items', 'liked, over all items'] as const

/** Every recommender against every other. @example comparisons(result) */
export function comparisons(result: SimulationResult): Html {
  const order = bestFirst(result.rows).map((row) => row.recommender)
  const pairs = order.flatMap((first, place) =>
    order.slice(place + 1).flatMap((second) => comparisonOf(result, first, second) ?? []),
  )
  const points = (value: number): string => fixed(value, 2)
  return section(
    'comparisons',
    'Which differences can be told',
    pairs.length === 0
      ? html`<p>There is no pair of recommenders to compare.</p>`
      : table({
          caption: html`Satisfaction${unqualified(result.manifest, 'viewer')} of the same viewers in front of two recommenders: the first less the second, with its 95% interval. p is from a randomisation test, adjusted by Holm for all ${pairs.length} of them.`,
          columns: ['first against second', 'difference', 'p', 'adjusted p', 'effect size', 'viewers', 'told apart?'],
          groups: [
            {
              rows: pairs.map((pair) => [
                html`${pair.recommender} <span class="against">against</span> ${pair.other}`,
                number({ mean: pair.difference, low: pair.low, high: pair.high }, points, 'no viewer met both'),
                number(pair.p, pValue, noTest(pair.viewers)),
                number(pair.adjustedP, pValue, noTest(pair.viewers)),
                number(pair.effectSize, points, 'the differences do not vary'),
                number(pair.viewers, whole, ''),
                text(toldApart(pair) ? html`<b>yes</b>` : 'no'),
              ]),
            },
          ],
        }),
    html`<p class="note">Effect size: the mean difference in standard deviations of the differences; 0.2 is small, 0.8 large.</p>`,
  )
}
