import { type RankingTable, type StoredEvaluation, storedTable } from '../evaluation/index.ts'
import { loadDraw } from './_charts/draw.ts'
import { type Html, html } from './_html.ts'
import { page } from './_page.ts'
import { about, machineWords } from './_sections/evaluation/about.ts'
import { comparisons } from './_sections/evaluation/comparisons.ts'
import { headline } from './_sections/evaluation/headline.ts'
import { pictures } from './_sections/evaluation/pictures.ts'
import { protocol } from './_sections/evaluation/protocol.ts'
import { cost, recommenders } from './_sections/evaluation/recommenders.ts'

/**
 * Writes the page about one evaluation: who is ahead and how sure that is, tables, pictures, cost, protocol, in one file that
 * loads nothing and runs no script.
 *
 * Pure: the same input gives the same text, to the byte.
 *
 * @param table as `storedTable` makes it of the evaluation, unless another is given
 * @returns an HTML document
 * @example await evaluationReportHtml(await readEvaluation('evaluations/first'))
 */
export async function evaluationReportHtml(
  evaluation: StoredEvaluation,
  table: RankingTable = storedTable(evaluation),
): Promise<string> {
  const draw = await loadDraw()
  const drawn = pictures(table, draw)
  return page(`${table.protocol.dataset}: recommenders on held-out events`, [
    headline(table),
    html`<main>
${protocol(table, evaluation)}${contents(drawn !== null)}${recommenders(table)}${drawn}${comparisons(table)}${cost(table, machineWords(evaluation))}${about(evaluation)}
</main>
`,
  ]).markup
}

const contents = (drawn: boolean): Html => html`<nav aria-label="On this page"><ul>
<li><a href="#recommenders">Recommenders</a></li>
${
  drawn &&
  html`<li><a href="#pictures">Pictures</a></li>
`
}<li><a href="#comparisons">Differences</a></li>
<li><a href="#cost">Time and memory</a></li>
<li><a href="#about">Data</a></li>
</ul></nav>
`
