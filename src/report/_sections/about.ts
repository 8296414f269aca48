import type { SimulationResult } from '../../evaluation/index.ts'
import type { RunManifest } from '../../runs/index.ts'
import { counted, seconds, whole } from '../../words.ts'
import { type Html, html, type Part } from '../_html.ts'
import { section } from './section.ts'

/** What it cost, whose data it is, how it was made and how to make it again. @example about(result) */
export function about({ manifest, cost }: SimulationResult): Html {
  const { data } = manifest
  const facts: readonly (readonly [string, Part])[] = [
    ['model calls', whole(cost.modelCalls)],
    ['tokens', whole(cost.tokens)],
    [
      'time',
      cost.seconds === null ? 'not recorded' : `${seconds(cost.seconds)} on ${counted(manifest.workers, 'thread')}`,
    ],
    ['judgements', manifest.steps === null ? 'not recorded' : `${whole(manifest.steps)}, controls included`],
    [
      'made on',
      html`<time datetime="${manifest.createdAt}">${manifest.createdAt.slice(0, 16).replace('T', ' ')} UTC</time>`,
    ],
    ['made with', `tastemaker ${manifest.tastemaker} on Node.js ${manifest.node}`],
    ['data', html`${data.name} <code>${data.hash.slice(0, 12)}</code>`],
    ['licence of the data', data.licence],
  ]
  return section(
    'about',
    'Cost, data and how to run it again',
    html`<dl class="facts">${facts.map(([name, fact]) => html`<div><dt>${name}</dt><dd>${fact}</dd></div>\n`)}</dl>`,
    data.notes.length > 0 &&
      html`<h3>What the reader of the data noticed</h3><ul class="note">${data.notes.map((note) => html`<li>${note}</li>`)}</ul>`,
    html`<h3>Run it again</h3>
<pre tabindex="0"><code>${runAgain(manifest)}</code></pre>
<p class="note">The same seed, data and versions give the same events, whatever the number of threads. <code>panel.json</code>
and everything this page was made of lie beside it in the run folder.</p>`,
  )
}

/** The command line of the same run, for a shell. */
function runAgain({ data, recommenders, world, viewers, seed }: RunManifest): string {
  const options = Object.entries(viewers.options).map(([key, value]) => `${key}=${String(value)}`)
  const flags: readonly (readonly [string, string])[] = [
    ...Object.entries(data.flags),
    ['recommenders', recommenders.map(({ name }) => name).join(',')],
    ['viewers', String(viewers.count)],
    ['control-viewers', String(viewers.controlCount)],
    ['mind', viewers.mind],
    ['pages', String(world.maxPages)],
    ['page-size', String(world.pageSize)],
    ['mask', world.mask],
    ...(options.length > 0 ? [['options', options.join(',')] as const] : []),
    ['seed', String(seed)],
  ]
  return `tastemaker simulate ${flags.map(([flag, value]) => `--${flag} ${quoted(value)}`).join(' \\\n  ')}`
}

/** As a POSIX shell reads it. */
const quoted = (value: string): string =>
  /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`
