import type { SimulationResult, SimulationRow, VisitMeasure } from '../../evaluation/index.ts'
import { type Html, html } from '../_html.ts'
import { type RowGroup, table } from '../_table.ts'
import { counted, listed } from '../_words.ts'
import { measureCell } from './recommenders.ts'
import { section } from './section.ts'

/** What each control does, and what its rows must look like for the viewers to be believed. */
const CONTROLS: Readonly<Record<string, { readonly does: string; readonly taste: boolean }>> = {
  'random-clicker': {
    does: 'says yes by chance, as often as the viewers do; must not part recommenders',
    taste: false,
  },
  'always-yes': { does: 'says yes to everything; must not part recommenders', taste: false },
  'always-no': { does: 'says no to everything; must watch nothing', taste: false },
  'order-only': { does: 'says yes to what stands first on a page; must not part recommenders', taste: false },
  'persona-shuffled': {
    does: "has another person's taste; must like less than the viewers, and what still parts recommenders is what everybody likes",
    taste: true,
  },
  'no-memory': {
    does: 'recalls nothing of earlier pages; where it does as the viewers do, memory plays no part',
    taste: true,
  },
}

const MEASURES = ['view', 'like', 'satisfaction'] as const satisfies readonly VisitMeasure[]

/** The same recommenders as viewers that should not know better met them. @example controls(result) */
export function controls({ rows, trust, manifest }: SimulationResult): Html {
  const groups = [...Map.groupBy(trust.controls, (row) => row.as)]
  if (groups.length === 0) return section('controls', 'Controls', html`<p>The run has no control viewers.</p>`)
  return section(
    'controls',
    'Controls',
    html`<p>A control without taste must not part recommenders. If it does, what parts them is not taste, and the numbers of the
viewers are to be doubted. ${partedSentence(trust.controls)}</p>`,
    table({
      caption: `Each control on ${counted(manifest.viewers.controlCount, 'viewer')}; means with 95% intervals.`,
      columns: ['who met it', 'watched per item shown', 'liked per item shown', 'satisfaction, 1 to 10'],
      groups: [
        group(html`<b>viewers</b> as themselves, all of them`, rows),
        ...groups.map(([name, met]) => {
          const does = CONTROLS[name]?.does
          return group(html`<b>${name}</b> ${does ?? null}`, met)
        }),
      ],
    }),
  )
}

function group(heading: Html, rows: readonly SimulationRow[]): RowGroup {
  return {
    heading,
    rows: rows.map((row) => [row.recommender, ...MEASURES.map((measure) => measureCell(row, measure))]),
  }
}

/** Looks for recommenders whose intervals lie apart although the control has no taste. */
function partedSentence(rows: readonly SimulationRow[]): string {
  const tasteless = [...Map.groupBy(rows, (row) => row.as)].filter(([name]) => CONTROLS[name]?.taste === false)
  if (tasteless.length === 0) return ''
  let looked = 0
  const parted = tasteless.flatMap(([name, met]) =>
    met.flatMap((one, place) =>
      met.slice(place + 1).flatMap((other) =>
        MEASURES.flatMap((measure) => {
          looked++
          return apart(one, other, measure)
            ? [`${name} parts ${one.recommender} and ${other.recommender} by ${measure}`]
            : []
        }),
      ),
    ),
  )
  if (parted.length === 0) {
    return `Here none does: within ${listed(tasteless.map(([name]) => name))}, the intervals of any two recommenders overlap.`
  }
  const shown = parted.length > MOST ? [...parted.slice(0, MOST), `${parted.length - MOST} more`] : parted
  return `Here intervals lie apart in ${parted.length} of ${looked} cases: ${listed(shown)}.`
}

/** How many partings a sentence names. */
const MOST = 4

function apart(one: SimulationRow, other: SimulationRow, measure: VisitMeasure): boolean {
  const [a, b] = [one.measures[measure], other.measures[measure]]
  if (a.low === null || a.high === null || b.low === null || b.high === null) return false
  return a.low > b.high || b.low > a.high
}
