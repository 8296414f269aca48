import type { SimulationResult } from '../../evaluation/index.ts'
import { counted, listed, whole } from '../../words.ts'
import { chip } from '../_chip.ts'
import { type Html, html } from '../_html.ts'
import { facts } from './facts.ts'
import { verdict } from './verdict.ts'

/** The answer, large, with how far it may be believed. @example headline(result) */
export function headline(result: SimulationResult): Html {
  const { answer, sure } = verdict(result)
  const trusted = result.trust.verdicts.find(({ question }) => question === 'recommender') ?? null
  return html`<header>
<p class="eyebrow">tastemaker <span aria-hidden="true">·</span> a simulation on ${result.manifest.data.name}</p>
<h1>${answer}.</h1>
<p class="lead">${trusted && html`<a class="stamp" href="#trust">${chip(trusted.verdict)}</a> `}${sure.join(' ')}</p>
</header>
`
}

/** How the numbers came about, in one place. @example protocol(result) */
export function protocol(result: SimulationResult): Html {
  const { manifest, offline, rows } = result
  const { data, world, viewers } = manifest
  const failures = rows.reduce((sum, row) => sum + row.failures, 0)
  return html`<section id="protocol" aria-label="Protocol">
${facts([
  ['data', `${data.name}: ${whole(data.people)} people, ${whole(data.items)} items, ${whole(data.events)} events`],
  ['split', manifest.split],
  ['candidates', `${offline.protocol.candidates} items; ties by ${offline.protocol.ties}`],
  ['mask', MASKS[world.mask]],
  [
    'viewers',
    `${counted(viewers.count, 'viewer')} of the system ${viewers.system}; each control on ${whole(viewers.controlCount)}`,
  ],
  ['mind', mindWords(viewers)],
  ['seed', String(manifest.seed)],
  ['pages', `up to ${counted(world.maxPages, 'page')} of ${counted(world.pageSize, 'item')}`],
  ['versions', `tastemaker ${manifest.tastemaker}, Node.js ${manifest.node}`],
  ['failures', failures === 0 ? 'none' : counted(failures, 'failed answer')],
])}
</section>
`
}

function mindWords({
  mind,
  model,
  granted,
  qualified,
  beside,
  utility,
}: SimulationResult['manifest']['viewers']): string {
  const fitted = `interest by ${utility.interest}, stars by ${utility.stars}, fitted on ${utility.fittedOn}; family ${listed(utility.families)}`
  const besides = beside
    ? `; for ${counted(beside.count, 'person', 'people')} ${model ?? 'a model'} decides once more`
    : ''
  switch (mind) {
    case 'own':
      return `one of its own; the utility beside it: ${fitted}${besides}`
    case 'language':
      return `language: ${model ?? 'a model'} decides${qualified ? '' : ', unqualified'}; the utility beside it: ${fitted}`
    case 'hybrid':
      return `hybrid: ${granted.length === 0 ? 'nothing' : listed(granted)} granted to ${model ?? 'a model'}, else ${fitted}${besides}`
    case 'choice':
      return `choice: ${fitted}${besides}`
  }
}

const MASKS = {
  train: 'nobody is shown what they did in training',
  'train+test': 'nobody is shown what they did in training or in the test part, as published',
} as const
