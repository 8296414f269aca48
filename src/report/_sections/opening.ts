import type { SimulationResult } from '../../evaluation/index.ts'
import { counted, listed, whole } from '../../words.ts'
import { type Html, html, type Part } from '../_html.ts'
import { verdict } from './verdict.ts'

/** The answer, large. @example headline(result) */
export function headline(result: SimulationResult): Html {
  const { answer, sure } = verdict(result)
  return html`<header>
<p class="eyebrow">tastemaker <span aria-hidden="true">·</span> a simulation on ${result.manifest.data.name}</p>
<h1>${answer}.</h1>
<p class="lead">${sure.join(' ')}</p>
</header>
`
}

/** Warnings where nobody overlooks them. @example warnings(result) */
export function warnings({ trust }: SimulationResult): Html {
  return html`<section id="warnings" class="warnings" aria-labelledby="warnings-title">
<h2 id="warnings-title">Read this before you believe it</h2>
${
  trust.warnings.length === 0
    ? html`<p>The run raised no warning. The viewers are simulated all the same: they stand for people, they are not people.</p>`
    : html`<ul>${trust.warnings.map((warning) => html`<li>${warning}</li>\n`)}</ul>`
}
</section>
`
}

/** How the numbers came about, in one place. @example protocol(result) */
export function protocol(result: SimulationResult): Html {
  const { manifest, offline, rows } = result
  const { data, world, viewers } = manifest
  const failures = rows.reduce((sum, row) => sum + row.failures, 0)
  const facts: readonly (readonly [string, Part])[] = [
    ['data', `${data.name}: ${whole(data.people)} people, ${whole(data.items)} items, ${whole(data.events)} events`],
    ['split', manifest.split],
    ['candidates', `${offline.protocol.candidates} items; ties by ${offline.protocol.ties}`],
    ['mask', MASKS[world.mask]],
    [
      'viewers',
      `${counted(viewers.count, 'viewer')} of the system ${viewers.system}; each control on ${whole(viewers.controlCount)}`,
    ],
    [
      'mind',
      `${viewers.mind}${viewers.qualified ? '' : ' (not qualified)'}: interest by ${viewers.utility.interest}, stars by ${viewers.utility.stars}, fitted on ${viewers.utility.fittedOn}; family ${listed(viewers.utility.families)}`,
    ],
    ['seed', String(manifest.seed)],
    ['pages', `up to ${counted(world.maxPages, 'page')} of ${counted(world.pageSize, 'item')}`],
    ['versions', `tastemaker ${manifest.tastemaker}, Node.js ${manifest.node}`],
    ['failures', failures === 0 ? 'none' : counted(failures, 'failed answer')],
  ]
  return html`<section id="protocol" aria-label="Protocol">
<dl class="facts">${facts.map(([name, fact]) => html`<div><dt>${name}</dt><dd>${fact}</dd></div>\n`)}</dl>
</section>
`
}

const MASKS = {
  train: 'nobody is shown what they did in training',
  'train+test': 'nobody is shown what they did in training or in the test part, as published',
} as const
