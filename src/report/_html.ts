/**
 * Markup that is safe to put into a page: made by `html`, or vouched for by `trusted`.
 *
 * @example html`<p>${title}</p>`.markup
 */
export class Html {
  readonly markup: string

  constructor(markup: string) {
    this.markup = markup
  }
}

/** What may stand in a template; text and numbers are escaped, null and false leave nothing. */
export type Part = Html | string | number | null | false | readonly Part[]

/**
 * Template tag that escapes whatever is not markup already, so that a title is never read as a tag.
 *
 * Escaped text is safe between tags and inside double quotes.
 *
 * @example html`<td title="${title}">${title}</td>`
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((markup, text, place) => markup + render(parts[place - 1]!) + text))
}

/**
 * Vouches for markup that was not made by `html`: style sheets and drawn pictures, never data.
 *
 * @example trusted(styleSheet)
 */
export const trusted = (markup: string): Html => new Html(markup)

function render(part: Part): string {
  if (part === null || part === false) return ''
  if (part instanceof Html) return part.markup
  if (typeof part === 'object') return part.map(render).join('')
  return String(part).replace(/[&<>"']/g, (character) => ESCAPES[character as keyof typeof ESCAPES])
}

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' } as const
