import { type Html, html, type Part } from '../_html.ts'

/**
 * A part of the page with its heading.
 *
 * @param id unique in the page; what links point to
 * @example section('offline', 'On held-out events', table)
 */
export function section(id: string, title: string, ...content: readonly Part[]): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${content}
</section>
`
}
