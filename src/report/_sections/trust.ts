import { type SimulationResult, type TrustVerdict, trustQuestions, untold } from '../../evaluation/index.ts'
import { counted, fixed } from '../../words.ts'
import { chip } from '../_chip.ts'
import { type Html, html } from '../_html.ts'
import { section } from './section.ts'

/** Which questions the run may answer, before any number. @example trustPanel(result) */
export function trustPanel({ trust }: SimulationResult): Html {
  const others = untold(trust)
  return section(
    'trust',
    'Read this before you believe it',
    html`<ol class="verdicts">${trust.verdicts.map(verdictRead)}</ol>`,
    others.length > 0 &&
      html`<details><summary>${counted(others.length, 'more thing')} to know</summary>
<ul>${others.map((warning) => html`<li>${warning}</li>\n`)}</ul></details>`,
    html`<p class="note">Each answer is as good as the worst that a rule finds. What could have been found is meant for four
of five such runs, at one false alarm in twenty. The viewers are simulated all the same: they stand for people, they are not
people.</p>`,
  )
}

function verdictRead({ question, verdict, reason, detectable, findings }: TrustVerdict): Html {
  return html`<li class="${verdict}">
<h3>${trustQuestions[question]} ${chip(verdict)}</h3>
<p>${reason}</p>
${
  detectable &&
  html`<p class="note">Smallest true difference that four of five runs of this size would find: ${fixed(detectable.value, 2)} ${detectable.unit}.</p>`
}
${
  findings.length > 1 &&
  html`<details><summary>All ${findings.length} findings</summary>
<ul>${findings.map(({ rule, judgement, says }) => html`<li><b>${rule}: ${judgement}.</b> ${says}</li>\n`)}</ul></details>`
}
</li>
`
}
