import { decidesUnqualified, type SimulationResult } from '../evaluation/index.ts'
import { verdict } from '../report/index.ts'
import { interval, number, pValue } from './_format.ts'
import { tableText } from './_table.ts'
import { costText, modelText, trustText } from './_trust-text.ts'

/** A finished simulation for people: what was asked, who won, the controls, and when not to believe it. */
export function simulationText(result: SimulationResult): string {
  const { manifest, trust } = result
  const { viewers, world } = manifest
  const { answer, sure } = verdict(result)
  const mark = markOf(result, 'viewer')
  const trusted = trust.verdicts.find(({ question }) => question === 'recommender')?.verdict
  const model = modelText(result)
  return [
    `${manifest.data.name}: ${viewers.count} viewers (${viewers.system}, ${viewers.mind} mind${mark}) browse ${world.maxPages} pages of ${world.pageSize}; seed ${manifest.seed}`,
    `${manifest.split}; ${viewers.mind === 'language' ? 'the utility beside the model is' : 'viewers decide by'} ${viewers.utility.interest} and ${viewers.utility.stars} on ${viewers.utility.fittedOn}; masked: ${world.mask}`,
    '',
    `=> ${answer}.${trusted ? ` [${trusted}]` : ''}`,
    ...sure.map((sentence) => `   ${sentence}`),
    '',
    tableText(result.rows, [
      { title: `recommender${mark}`, of: (row) => row.recommender, align: 'left' },
      { title: 'view', of: (row) => interval(row.measures.view) },
      { title: 'like', of: (row) => interval(row.measures.like) },
      { title: 'stars', of: (row) => interval(row.measures.stars, 2) },
      { title: 'exit page', of: (row) => interval(row.measures.exitPage, 2) },
      { title: 'satisfaction', of: (row) => interval(row.measures.satisfaction, 2) },
      { title: 'failed', of: (row) => String(row.failures) },
    ]),
    '',
    tableText(result.comparisons, [
      {
        title: `satisfaction, viewer by viewer${mark}`,
        of: (row) => `${row.recommender} - ${row.other}`,
        align: 'left',
      },
      { title: 'difference', of: (row) => interval({ mean: row.difference, low: row.low, high: row.high }, 2) },
      { title: 'p (Holm)', of: (row) => pValue(row.adjustedP) },
      { title: 'effect', of: (row) => number(row.effectSize, 2) },
    ]),
    '',
    controlsText(result),
    '',
    alignmentText(result),
    '',
    `order by simulated satisfaction${mark}: ${trust.order.simulated.join(' > ')}`,
    `order by held-out ${trust.order.metric} (same split):  ${trust.order.heldOut.join(' > ')}   (Kendall tau ${number(trust.order.tau, 2)})`,
    '',
    ...(model.length > 0 ? [...model, ''] : []),
    trustText(trust),
    ...costText(result),
  ].join('\n')
}

/** Stands in the heading of whatever a language model decided unqualified. */
const markOf = ({ manifest }: SimulationResult, as: string): string =>
  decidesUnqualified(manifest.viewers, as) ? ', unqualified' : ''

function controlsText(result: SimulationResult): string {
  const names = result.rows.map((row) => row.recommender)
  const lines = [
    { as: 'viewer', met: [...result.rows] },
    ...[...Map.groupBy(result.trust.controls, (row) => row.as)].map(([as, met]) => ({ as, met })),
  ]
  return tableText(lines, [
    { title: 'likes per item shown, by who decides', of: ({ as }) => `${as}${markOf(result, as)}`, align: 'left' },
    { title: 'viewers', of: ({ met }) => String(met[0]!.viewers) },
    ...names.map((name) => ({
      title: name,
      of: ({ met }: (typeof lines)[number]) =>
        interval(met.find((row) => row.recommender === name)?.measures.like ?? NOTHING, 2),
    })),
  ])
}

const NOTHING = { mean: null, low: null, high: null }

function alignmentText(result: SimulationResult): string {
  const { alignment } = result.trust
  const uniform = alignment.filter(({ rivals }) => rivals === 'uniform')
  const popular = alignment.find(({ rivals, ratio }) => rivals === 'equally-popular' && ratio === 1)
  const who = [...new Set(alignment.flatMap(({ rows }) => rows.map((row) => row.who)))]
  const cell = (setting: (typeof alignment)[number] | undefined, name: string): string => {
    const row = setting?.rows.find((one) => one.who === name)
    return row ? `${number(row.accuracy.mean)} / ${number(row.f1.mean)}` : '–'
  }
  return tableText(who, [
    { title: 'taste alignment, accuracy / F1', of: (name) => `${name}${markOf(result, name)}`, align: 'left' },
    ...uniform.map((setting) => ({ title: `1:${setting.ratio}`, of: (name: string) => cell(setting, name) })),
    { title: '1:1 equally popular', of: (name) => cell(popular, name) },
    {
      title: "viewer's gain at 1:1 (p)",
      of: (name) => {
        const gain = uniform[0]?.rows.find((row) => row.who === name)?.viewerGain
        return gain ? `${number(gain.difference)} (${pValue(gain.p)})` : ''
      },
    },
  ])
}
