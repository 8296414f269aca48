import type { SimulationResult } from '../../evaluation/index.ts'
import type { RunEvent } from '../../runs/index.ts'
import { counted, listed, percent } from '../../words.ts'
import { answeredBy } from '../_answered-by.ts'
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

type Viewers = SimulationResult['manifest']['viewers']
type By = ReturnType<typeof answeredBy>

/** A few visits written out, page by page, each answer with who gave it. @example visits(report.visits, report, viewers) */
export function visits(chosen: readonly ReportVisit[], names: Names, viewers: Viewers): Html {
  return section(
    'visits',
    'Visits to read',
    chosen.length === 0
      ? html`<p>No visit was kept to read.</p>`
      : html`<p>Numbers say how often; a visit says how. These were taken by their place in the run, not for what happens in
them. To each item a viewer says whether it fits; of those that fit it watches some. Beside each answer stands who gave it: the
fitted utility, a template for words, or a language model.${
          viewers.model !== null &&
          html` What the model was asked, word for word, is in the journal of the run folder; a model that was not shown to be
able to decide something is marked as unqualified.`
        }</p>
<div class="visits">${chosen.map((visit) => visitArticle(visit, names, viewers))}</div>`,
  )
}

function visitArticle({ title, events }: ReportVisit, { titles, personas = {} }: Names, viewers: Viewers): Html {
  const visit = visitPages(events)
  const by = answeredBy(viewers, events[0]?.as ?? 'viewer')
  const user = events[0]?.user
  const persona = user !== undefined && Object.hasOwn(personas, user) ? personas[user]! : null
  return html`<article>
<h3>${title}</h3>
<p class="summary">${summary(visit)}</p>
${persona !== null && html`<details><summary>Who this is</summary><p class="persona">${persona}</p></details>`}
${visit.pages.map((page) => pageRead(page, titles, by))}
<footer>${left(visit)}${visit.interview && interview(visit.interview, by)}</footer>
</article>
`
}

function interview({ satisfaction, text }: NonNullable<SeenVisit['interview']>, by: By): Html {
  return html` <b>Satisfaction ${satisfaction} of 10.</b> ${mark(by.leaving)}${text !== '' && html` <q>${text}</q> ${mark(by.words)}`}`
}

function summary({ pages }: SeenVisit): string {
  const items = pages.flatMap((page) => page.items)
  const watched = items.filter((item) => item.watched).length
  return `${counted(pages.length, 'page')}, ${counted(items.length, 'item')}, ${watched} watched`
}

function pageRead(page: SeenPage, titles: Names['titles'], by: By): Html {
  const { number, items, reflected, decided, failed } = page
  return html`<section class="page" aria-label="Page ${number}">
<h4>Page ${number}</h4>
<ol>${items.map((item) => itemRead(item, titles, by))}</ol>
${failed.length > 0 && html`<p class="failed">No valid answer at ${listed([...new Set(failed)])}; it counts as no choice.</p>`}
${reflected !== null && reflected !== '' && html`<p class="thought"><q>${reflected}</q> ${mark(by.words)}</p>`}
${decided && html`<p class="decided">${decided.decision === 'next' ? 'On to the next page' : 'Leaves'} <span>(leaving was ${percent(decided.probability, 0)} likely)</span> ${mark(by.leaving)}</p>`}
</section>
`
}

function itemRead({ item, judged, watched, stars, felt }: SeenItem, titles: Names['titles'], by: By): Html {
  const name = Object.hasOwn(titles, item) ? titles[item]! : item
  return html`<li class="${watched ? 'watched' : 'passed'}"><span class="title">${name}</span>
<span class="answer">${judgement(judged)}${watched && ' · watched'}${
    stars !== null && html` · <span aria-label="${stars} stars">★ ${stars}</span>`
  } ${judged !== null && mark(judged.yes ? both(by) : by.taste)}</span>${
    felt !== null && felt !== '' && html`<q>${felt}</q> ${mark(by.words)}`
  }</li>
`
}

/** Who said whether an item fits and how many stars it gets, and who whether it is watched. */
const both = ({ taste, choice }: By): string =>
  taste === choice ? taste : `fit and stars: ${taste}; watching: ${choice}`

const mark = (who: string): Html =>
  html`<small class="by${who.endsWith('unqualified') && ' unqualified'}">${who}</small>`

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
