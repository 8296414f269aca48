import { type SimulationResult, type SimulationRow, type VisitMeasure, visitMeasures } from '../../evaluation/index.ts'
import { counted } from '../../words.ts'
import { unqualified } from '../_chip.ts'
import { type Html, html } from '../_html.ts'
import { type RowGroup, table, unknown } from '../_table.ts'
import { measureCell } from './recommenders.ts'
import { section } from './section.ts'

/** What each control does, and what its rows must look like for the viewers to be believed. */
const CONTROLS: Readonly<Record<string, string>> = {
  'random-clicker': 'says yes by chance, as often as the viewers do: must not part recommenders',
  'always-yes': 'says yes to everything: must not part recommenders',
  'always-no': 'says no to everything: must watch nothing',
  'order-only': 'says yes to what stands first on a page: must not part recommenders',
  'persona-shuffled': 'has the taste of another person: what still parts recommenders here is what everybody likes',
  'no-memory': 'recalls nothing of earlier pages: where it does as viewers do, memory plays no part',
  utility: 'is the same people, decided by the fitted utility',
  language: 'is some of the people, decided by the language model',
}

const MEASURES = ['view', 'like', 'satisfaction'] as const satisfies readonly VisitMeasure[]

/** The same recommenders as viewers that should not know better met them. @example controls(result) */
export function controls({ rows, trust, manifest }: SimulationResult): Html {
  const groups = [...Map.groupBy(trust.controls, (row) => row.as)]
  if (groups.length === 0) return section('controls', 'Controls', html`<p>The run has no control viewers.</p>`)
  const names = rows.map((row) => row.recommender)
  const findings = trust.verdicts.flatMap((verdict) => verdict.findings)
  return section(
    'controls',
    'Controls',
    html`<p>A control without taste must not part recommenders: along its lines the numbers must be alike. If they are not, what
parts recommenders is not taste. ${findings.find(({ rule }) => rule === 'controls')?.says ?? null}</p>`,
    table({
      caption: 'Means with 95% intervals, by who decided.',
      columns: ['measure', ...names],
      groups: [
        group(
          html`<b>viewers</b> as themselves, all ${manifest.viewers.count} of them${unqualified(manifest, 'viewer')}`,
          names,
          rows,
        ),
        ...groups.map(([name, met]) =>
          group(
            html`<b>${name}</b> ${CONTROLS[name] ?? null} (${counted(met[0]!.viewers, 'viewer')})${unqualified(manifest, name)}`,
            names,
            met,
          ),
        ),
      ],
    }),
  )
}

function group(heading: Html, names: readonly string[], rows: readonly SimulationRow[]): RowGroup {
  const met = names.map((name) => rows.find((row) => row.recommender === name))
  return {
    heading,
    rows: MEASURES.map((measure) => [
      visitMeasures[measure].title,
      ...met.map((row) => (row ? measureCell(row, measure) : unknown('not met'))),
    ]),
  }
}
