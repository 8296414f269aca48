import { type Html, html, type Part } from '../_html.ts'

/** Names with what is known of them, side by side where there is room. @example facts([['seed', '7']]) */
export const facts = (known: readonly (readonly [string, Part])[]): Html =>
  html`<dl class="facts">${known.map(([name, fact]) => html`<div><dt>${name}</dt><dd>${fact}</dd></div>\n`)}</dl>`
