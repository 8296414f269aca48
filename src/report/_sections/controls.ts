import { type SimulationResult, type SimulationRow, type VisitMeasure, visitMeasures } from '../../evaluation/index.ts'
import { counted, listed } from '../../words.ts'
import { type Html, html } from '../_html.ts'
import { type RowGroup, table, unknown } from '../_table.ts'
import { measureCell } from './recommenders.ts'
import { section } from './section.ts'

/** What each control does, and what its rows must look like for the viewers to be believed. */
const CONTROLS: Readonly<Record<string, { readonly does: string; readonly taste: boolean }>> = {
  'random-clicker': {
    does: 'says yes by chance, as often as the viewers do: must not part recommenders',
    taste: false,
  },
  'always-yes': { does: 'says yes to everything: must not part recommenders', taste: false },
  'always-no': { does: 'says no to everything: must watch nothing', taste: false },
  'order-only': { does: 'says yes to what stands first on a page: must not part recommenders', taste: false },
  'persona-shuffled': {
    does: 'has the taste of another person: what still parts recommenders here is what everybody likes',
    taste: true,
  },
  'no-memory': {
    does: 'recalls nothing of earlier pages: where it does as viewers do, memory plays no part',
    taste: true,
  },
}

const MEASURES = ['view', 'like', 'satisfaction'] as const satisfies readonly VisitMeasure[]

/** The same recommenders as viewers that should not know better met them. @example controls(result) */
export function controls({ rows, trust, manifest }: SimulationResult): Html {
  const groups = [...Map.groupBy(trust.controls, (row) => row.as)]
  if (groups.length === 0) return section('controls', 'Controls', html`<p>The run has no control viewers.</p>`)
  const names = rows.map((row) => row.recommender)
  return section(
    'controls',
    'Controls',
    html`<p>A control without taste must not part recommenders: along its lines the numbers must be alike. If they are not, what
parts recommenders is not taste, and the numbers of the viewers are to be doubted. ${partedSentence(trust.controls, manifest.viewers.controlCount)}</p>`,
    table({
      caption: `Each control on ${counted(manifest.viewers.controlCount, 'viewer')}; means with 95% intervals.`,
      columns: ['measure', ...names],
      groups: [
        group(html`<b>viewers</b> as themselves, all ${manifest.viewers.count} of them`, names, rows),
        ...groups.map(([name, met]) => group(html`<b>${name}</b> ${CONTROLS[name]?.does ?? null}`, names, met)),
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

/** Looks for recommenders whose intervals lie apart although the control has no taste. */
function partedSentence(rows: readonly SimulationRow[], viewers: number): string {
  const tasteless = [...Map.groupBy(rows, (row) => row.as)].filter(([name]) => CONTROLS[name]?.taste === false)
  if (tasteless.length === 0) return ''
  const pairs = tasteless.flatMap(([, met]) =>
    met.flatMap((one, place) => met.slice(place + 1).map((other) => [one, other] as const)),
  )
  if (viewers < 2) return 'Here that cannot be told: fewer than two viewers have no interval.'
  const parted = pairs.flatMap(([one, other]) => {
    const by = MEASURES.filter((measure) => apart(one, other, measure)).map((measure) => visitMeasures[measure].title)
    return by.length > 0 ? [`${one.as} parts ${one.recommender} from ${other.recommender} by ${listed(by)}`] : []
  })
  if (parted.length === 0) {
    return `Here none does: for ${listed(tasteless.map(([name]) => name))}, the intervals of any two recommenders overlap. With ${counted(viewers, 'viewer')} a small difference could hide.`
  }
  const shown = parted.length > MOST ? [...parted.slice(0, MOST), `${parted.length - MOST} more`] : parted
  return `Here the intervals of ${parted.length} of ${counted(pairs.length, 'pair')} lie apart: ${listed(shown)}.`
}

/** How many partings a sentence names. */
const MOST = 4

function apart(one: SimulationRow, other: SimulationRow, measure: VisitMeasure): boolean {
  const [a, b] = [one.measures[measure], other.measures[measure]]
  if (a.low === null || a.high === null || b.low === null || b.high === null) return false
  return a.low > b.high || b.low > a.high
}
