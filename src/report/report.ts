import type { SimulationResult } from '../evaluation/index.ts'
import { loadDraw } from './_charts/draw.ts'
import { type Html, html } from './_html.ts'
import { page } from './_page.ts'
import { about } from './_sections/about.ts'
import { alignment } from './_sections/alignment.ts'
import { controls } from './_sections/controls.ts'
import { cost } from './_sections/cost.ts'
import { mindCard } from './_sections/mind-card.ts'
import { offline } from './_sections/offline.ts'
import { headline, protocol } from './_sections/opening.ts'
import { pictures } from './_sections/pictures.ts'
import { comparisons, recommenders } from './_sections/recommenders.ts'
import { trustPanel } from './_sections/trust.ts'
import { type Names, type ReportVisit, visits } from './_sections/visits.ts'

/** Everything a report is made of. */
export interface ReportInput extends Names {
  readonly result: SimulationResult
  /** A few visits to be written out. */
  readonly visits: readonly ReportVisit[]
}

/**
 * Writes the page about one run: tables, pictures and a few visits, in one file that loads nothing and runs no script.
 *
 * Pure: the same input gives the same text, to the byte. It resolves later only because the drawing library is loaded when
 * it is needed.
 *
 * @returns an HTML document
 * @example await reportHtml({ result: await readSimulation('runs/first'), visits: [], titles: {} })
 */
export async function reportHtml(report: ReportInput): Promise<string> {
  const draw = await loadDraw()
  const { result } = report
  const mind = mindCard(result)
  return page(`${result.manifest.data.name}: which recommender serves simulated viewers better`, [
    headline(result),
    html`<main>
${trustPanel(result)}${protocol(result)}${contents(mind !== null)}${recommenders(result)}${pictures(result, draw)}${comparisons(result)}
${offline(result)}${controls(result)}${alignment(result)}${mind}${visits(report.visits, report, result.manifest.viewers)}${cost(result)}${about(result)}
</main>
`,
  ]).markup
}

const contents = (mind: boolean): Html => html`<nav aria-label="On this page"><ul>
<li><a href="#recommenders">Recommenders</a></li>
<li><a href="#pictures">Pictures</a></li>
<li><a href="#comparisons">Differences</a></li>
<li><a href="#offline">Held-out events</a></li>
<li><a href="#controls">Controls</a></li>
<li><a href="#alignment">Alignment</a></li>
${
  mind &&
  html`<li><a href="#mind">Language model</a></li>
`
}<li><a href="#visits">Visits</a></li>
<li><a href="#cost">Cost</a></li>
<li><a href="#about">Data</a></li>
</ul></nav>
`
