import type { SimulationResult } from '../../evaluation/index.ts'
import type { RunManifest } from '../../runs/index.ts'
import { type Html, html } from '../_html.ts'
import { facts } from './facts.ts'
import { section } from './section.ts'

/** Whose data it is, how it was made and how to make it again. @example about(result) */
export function about({ manifest }: SimulationResult): Html {
  const { data } = manifest
  return section(
    'about',
    'Data and how to run it again',
    facts([
      [
        'made on',
        html`<time datetime="${manifest.createdAt}">${manifest.createdAt.slice(0, 16).replace('T', ' ')} UTC</time>`,
      ],
      ['made with', `tastemaker ${manifest.tastemaker} on Node.js ${manifest.node}`],
      ['data', html`${data.name} <code>${data.hash.slice(0, 12)}</code>`],
      ['licence of the data', data.licence],
    ]),
    data.notes.length > 0 &&
      html`<h3>What the reader of the data noticed</h3><ul class="note">${data.notes.map((note) => html`<li>${note}</li>`)}</ul>`,
    html`<h3>Run it again</h3>
<pre tabindex="0"><code>${runAgain(manifest)}</code></pre>
<p class="note">The same seed, data and versions give the same events, whatever the number of threads.${
      manifest.viewers.mind === 'own' && ' The minds of the viewers were given in code; the command has its own.'
    } <code>panel.json</code> and everything this page was made of lie beside it in the run folder.</p>`,
  )
}

/** The command line of the same run, for a shell. */
function runAgain({ data, recommenders, world, viewers, seed, request }: RunManifest): string {
  const { modelFlags = {}, languageViewers = 0, languageRecommenders, callsPerMinute, price, adverts } = request
  const options = Object.entries(viewers.options).map(([key, value]) => `${key}=${String(value)}`)
  const flags: readonly (readonly [string, string])[] = [
    ...Object.entries(data.flags),
    ['recommenders', recommenders.map(({ name }) => name).join(',')],
    ['viewers', String(viewers.count)],
    ['control-viewers', String(viewers.controlCount)],
    ...(viewers.mind === 'own' ? [] : [['mind', viewers.mind] as const]),
    ...Object.entries(modelFlags),
    ...(languageViewers > 0 ? [['language-viewers', String(languageViewers)] as const] : []),
    ...(languageRecommenders ? [['language-recommenders', languageRecommenders.join(',')] as const] : []),
    ...(callsPerMinute ? [['calls-per-minute', String(callsPerMinute)] as const] : []),
    ...(price ? [['price', `${price.perMillionPrompt},${price.perMillionGenerated}`] as const] : []),
    ...(adverts ? [['adverts', adverts.pool] as const] : []),
    ['pages', String(world.maxPages)],
    ['page-size', String(world.pageSize)],
    ['mask', world.mask],
    ...(options.length > 0 ? [['options', options.join(',')] as const] : []),
    ['seed', String(seed)],
  ]
  const words = [
    ...flags.map(([flag, value]) => `--${flag} ${quoted(value)}`),
    ...(adverts?.text ? ['--advert-text'] : []),
  ]
  return `tastemaker simulate ${words.join(' \\\n  ')}`
}

/** As a POSIX shell reads it. */
const quoted = (value: string): string =>
  /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`
