import type { StoredEvaluation } from '../../../evaluation/index.ts'
import { counted, whole } from '../../../words.ts'
import { type Html, html } from '../../_html.ts'
import { facts } from '../facts.ts'
import { section } from '../section.ts'

/** Whose data it is, on what machine it ran, and what was asked for. @example about(evaluation) */
export function about(evaluation: StoredEvaluation): Html {
  const { createdAt, data, environment, request, recommenders } = evaluation
  const { protocol } = recommenders[0]!.result
  const { platform, cores, memory } = environment
  return section(
    'about',
    'Data and how to run it again',
    facts([
      ['made on', html`<time datetime="${createdAt}">${createdAt.slice(0, 16).replace('T', ' ')} UTC</time>`],
      ['made with', `tastemaker ${environment.tastemaker} on Node.js ${environment.node}`],
      ['machine', `${machineWords(evaluation)}, ${counted(cores, 'core')}, ${whole(memory)} MB, ${platform}`],
      ['data', html`${protocol.dataset} <code>${protocol.hash.slice(0, 12)}</code>`],
      ['licence of the data', data.licence],
    ]),
    data.notes.length > 0 &&
      html`<h3>What the reader of the data noticed</h3><ul class="note">${data.notes.map((note) => html`<li>${note}</li>`)}</ul>`,
    html`<h3>What was asked for</h3>
<pre tabindex="0"><code>${JSON.stringify(request, null, 2)}</code></pre>
<p class="note">The same seed, data and versions give the same numbers, seconds and memory apart. One value per person and
metric lies beside <code>evaluation.json</code> in the folder: <code>tastemaker compare</code> sets it against another
evaluation of the same test without scoring anything again.</p>`,
  )
}

/** The processor and how much of it was used. @example machineWords(evaluation) // 'Toy processor, 1 thread' */
export const machineWords = ({ environment: { processor, threads } }: StoredEvaluation): string =>
  `${processor}, ${counted(threads, 'thread')}`
