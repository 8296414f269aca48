import { type Html, html, type Part } from './_html.ts'

/** A cell: what stands in it, or why nothing does. */
export type Cell =
  | { readonly type: 'text'; readonly content: Part }
  | { readonly type: 'number'; readonly content: string; readonly interval?: string }
  | { readonly type: 'unknown'; readonly reason: string }

/** Lines of a table that belong together, under a heading of their own when there is one. */
export interface RowGroup {
  readonly heading?: Part
  readonly rows: readonly (readonly [head: Part, ...cells: Cell[]])[]
}

/** What a table says. */
export interface Table {
  readonly caption: Part
  /** Titles of the columns, that of the row heads first. */
  readonly columns: readonly string[]
  readonly groups: readonly RowGroup[]
}

/**
 * A table in a box that scrolls by itself, with row heads that stay in sight.
 *
 * An unknown cell shows a dash with a letter, and the reason stands under the table: the page never shows a number that
 * is not there.
 *
 * @example table({ caption: 'Stars', columns: ['recommender', 'stars'], groups: [{ rows: [['ease', unknown('nobody watched')]] }] })
 */
export function table({ caption, columns, groups }: Table): Html {
  const reasons = [...new Set(groups.flatMap(({ rows }) => rows.flatMap(([, ...cells]) => cells.flatMap(reasonOf))))]
  return html`<div class="table">
<div class="scroll" tabindex="0"><table>
<caption><span>${caption}</span></caption>
<thead><tr>${columns.map((title, place) => html`<th scope="col"${isNumeric(groups, place) && html` class="number"`}>${title}</th>`)}</tr></thead>
${groups.map((group) => body(group, columns.length, reasons))}
</table></div>
${reasons.length > 0 && html`<p class="reasons">${reasons.map((reason, place) => html`<span>–<sup>${letter(place)}</sup> ${reason}.</span> `)}</p>`}
</div>`
}

/** A cell with words. */
export const text = (content: Part): Cell => ({ type: 'text', content })

/**
 * A cell with a number, and its interval when it has one.
 *
 * @param write how a number of this column is written
 * @param reason why the number is unknown, when it is
 * @example number(row.measures.view, percent, 'nothing was shown')
 */
export function number(
  value: number | null | { readonly mean: number | null; readonly low: number | null; readonly high: number | null },
  write: (value: number) => string,
  reason: string,
): Cell {
  if (value === null) return unknown(reason)
  if (typeof value === 'number') return { type: 'number', content: write(value) }
  const { mean, low, high } = value
  if (mean === null) return unknown(reason)
  if (low === null || high === null) return { type: 'number', content: write(mean) }
  return { type: 'number', content: write(mean), interval: `${write(low)} to ${write(high)}` }
}

/** A cell without a number, with the reason. */
export const unknown = (reason: string): Cell => ({ type: 'unknown', reason })

function body({ heading, rows }: RowGroup, width: number, reasons: readonly string[]): Html {
  return html`<tbody>
${heading !== undefined && html`<tr class="group"><th scope="rowgroup" colspan="${width}"><div>${heading}</div></th></tr>`}
${rows.map(([head, ...cells]) => html`<tr><th scope="row">${head}</th>${cells.map((cell) => shown(cell, reasons))}</tr>\n`)}</tbody>`
}

function shown(cell: Cell, reasons: readonly string[]): Html {
  switch (cell.type) {
    case 'text':
      return html`<td>${cell.content}</td>`
    case 'number':
      return html`<td class="number">${cell.content}${cell.interval !== undefined && html`<small>${cell.interval}</small>`}</td>`
    case 'unknown':
      return html`<td class="number" title="${cell.reason}">–<sup>${letter(reasons.indexOf(cell.reason))}</sup></td>`
  }
}

/** Whether numbers stand in a column; that of the row heads is the first. */
function isNumeric(groups: readonly RowGroup[], column: number): boolean {
  return (
    column > 0 && groups.some(({ rows }) => rows.some((row) => (row[column] as Cell | undefined)?.type === 'number'))
  )
}

const reasonOf = (cell: Cell): string[] => (cell.type === 'unknown' ? [cell.reason] : [])

const letter = (place: number): string => String.fromCharCode(97 + (place % 26))
