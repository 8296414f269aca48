import type { RunEvent } from '../../runs/index.ts'
import { counted, listed, percent } from '../../words.ts'
import { type Html, html } from '../_html.ts'
import { section } from './section.ts'
import { type SeenItem, type SeenPage, type SeenVisit, visitPages } from './visit-pages.ts'

/** One visit to read. */
export interface ReportVisit {
  /** Such as `viewer/ease/196`. */
  readonly session: string
  readonly title: string
  /** Of this session, in order. */
  readonly events: readonly RunEvent[]
}

/** What readers need to know of items and people beside their ids. */
export interface Names {
  /** By item id. */
  readonly titles: Readonly<Record<string, string>>
  /** By user id, in words. */
  readonly personas?: Readonly<Record<string, string>>
}

/** A few visits written out, page by page. @example visits(report.visits, report) */
export function visits(chosen: readonly ReportVisit[], names: Names): Html {
  return section(
    'visits',
    'Visits to read',
    chosen.length === 0
      ? html`<p>No visit was kept to read.</p>`
      : html`<p>Numbers say how often; a visit says how. These were taken by their place in the run, not for what happens in
them. To each item a viewer says whether it fits; of those that fit it watches some.</p>
<div class="visits">${chosen.map((visit) => visitArticle(visit, names))}</div>`,
  )
}

function visitArticle({ title, events }: ReportVisit, { titles, personas = {} }: Names): Html {
  const visit = visitPages(events)
  const user = events[0]?.user
  const persona = user !== undefined && Object.hasOwn(personas, user) ? personas[user]! : null
  return html`<article>
<h3>${title}</h3>
<p class="summary">${summary(visit)}</p>
${persona !== null && html`<details><summary>Who this is</summary><p class="persona">${persona}</p></details>`}
${visit.pages.map((page) => pageRead(page, titles))}
<footer>${left(visit)}${
    visit.interview &&
    html` <b>Satisfaction ${visit.interview.satisfaction} of 10.</b>${visit.interview.text !== '' && html` <q>${visit.interview.text}</q>`}`
  }</footer>
</article>
`
}

function summary({ pages }: SeenVisit): string {
  const items = pages.flatMap((page) => page.items)
  const watched = items.filter((item) => item.watched).length
  return `${counted(pages.length, 'page')}, ${counted(items.length, 'item')}, ${watched} watched`
}

function pageRead(page: SeenPage, titles: Names['titles']): Html {
  const { number, items, reflected, decided, failed } = page
  return html`<section class="page" aria-label="Page ${number}">
<h4>Page ${number}</h4>
<ol>${items.map((item) => itemRead(item, titles))}</ol>
${failed.length > 0 && html`<p class="failed">No valid answer at ${listed([...new Set(failed)])}; it counts as no choice.</p>`}
${reflected !== null && reflected !== '' && html`<p class="thought"><q>${reflected}</q></p>`}
${decided && html`<p class="decided">${decided.decision === 'next' ? 'On to the next page' : 'Leaves'} <span>(leaving was ${percent(decided.probability, 0)} likely)</span></p>`}
</section>
`
}

function itemRead({ item, judged, watched, stars, felt }: SeenItem, titles: Names['titles']): Html {
  const name = Object.hasOwn(titles, item) ? titles[item]! : item
  return html`<li class="${watched ? 'watched' : 'passed'}"><span class="title">${name}</span>
<span class="answer">${judgement(judged)}${watched && ' · watched'}${
    stars !== null && html` · <span aria-label="${stars} stars">★ ${stars}</span>`
  }</span>${felt !== null && felt !== '' && html`<q>${felt}</q>`}</li>
`
}

function judgement(judged: SeenItem['judged']): string {
  if (judged === null) return 'no answer'
  const likely = percent(judged.probability, 0)
  return judged.yes ? `yes (${likely} likely)` : `no (a yes was ${likely} likely)`
}

function left({ left: exit }: SeenVisit): string {
  if (!exit) return 'The visit was cut off.'
  switch (exit.reason) {
    case 'max-pages':
      return `Saw all ${counted(exit.page, 'page')} there are.`
    case 'exhausted':
      return `Left after page ${exit.page}: there was nothing left to show.`
    case 'failed':
      return `The visit ended on page ${exit.page}, where an answer failed.`
    default:
      return `Left after page ${exit.page}.`
  }
}
