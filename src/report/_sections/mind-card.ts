import type { JobResult } from '../../domain/index.ts'
import type { SimulationResult } from '../../evaluation/index.ts'
import { fixed, listed, whole } from '../../words.ts'
import { type Html, html } from '../_html.ts'
import { number, table, text, unknown } from '../_table.ts'
import { section } from './section.ts'

/** What the language model of a run was shown to be able to do; null where none took part. @example mindCard(result) */
export function mindCard({ manifest, card }: SimulationResult): Html | null {
  const { model, granted, mind, beside } = manifest.viewers
  const name = model ?? card?.model
  if (name === undefined) return null
  const may =
    granted.length === 0
      ? html`<b>It was granted nothing</b>, so a hybrid mind leaves everything to the utility`
      : html`It was granted <b>${listed(granted)}</b>; a hybrid mind leaves everything else to the utility`
  const here = [
    ...(mind === 'language'
      ? ['It decided for the viewers all the same: what it was not granted is marked as unqualified.']
      : []),
    ...(beside
      ? [`Beside the viewers it decided everything for ${beside.count} of the people; that too is marked.`]
      : []),
  ]
  return section(
    'mind',
    'The language model',
    html`<p>What ${name} was shown to do better than the best cheap rule, on held-out questions about the data ${manifest.data.name},
and about no other. ${may}. ${here.join(' ')}</p>`,
    card === null
      ? html`<p>There is no card of it for this data. <code>tastemaker qualify</code> makes one.</p>`
      : table({
          caption: html`${card.model} on ${card.data.name}, wording ${card.prompts}, seed ${card.seed}, made
<time datetime="${card.madeAt}">${card.madeAt.slice(0, 10)}</time> with tastemaker ${card.tastemaker}. Gains are paired, over the control.`,
          columns: ['job', 'verdict', 'measured', 'value', 'control', 'gain', 'asked, of the gate', 'why'],
          groups: [{ rows: card.jobs.map((job) => [job.job, ...cells(job)]) }],
        }),
  )
}

function cells({ measure, value, low, high, control, gain, n, gate, verdict, reason }: JobResult) {
  const write = (figure: number): string => fixed(figure, 3)
  return [
    text(html`<b>${verdict}</b>`),
    text(measure),
    number({ mean: value, low, high }, write, 'not measured'),
    control ? text(`${control.name} ${write(control.value)}`) : unknown('it has no control'),
    gain ? number({ ...gain, mean: gain.value }, write, '') : unknown('it has no control'),
    text(`${whole(n)} of ${whole(gate)}`),
    text(html`<span class="why">${reason}</span>`),
  ]
}
