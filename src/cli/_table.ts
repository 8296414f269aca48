import { getBorderCharacters, table } from 'table'

/** One column of a printed table. */
export interface Column<Row> {
  readonly title: string
  readonly of: (row: Row) => string
  /** Words are set left, numbers right; right unless given. */
  readonly align?: 'left' | 'right'
  /** Letters a line; longer text goes on in the next line. As wide as its text unless given. */
  readonly width?: number
}

/** Renders rows as an aligned table without borders. @example tableText(rows, [{ title: 'name', of: (row) => row.name }]) */
export function tableText<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const text = table([columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ of }) => of(row)))], {
    border: getBorderCharacters('void'),
    columnDefault: { paddingLeft: 0, paddingRight: 2 },
    columns: columns.map(({ align, width }) => ({
      alignment: align ?? 'right',
      ...(width === undefined ? {} : { width, wrapWord: true }),
    })),
    drawHorizontalLine: (line) => line === 1,
  })
  const lines = text.split('\n').map((line) => line.trimEnd())
  // The void border draws its rule as an empty line.
  lines[1] = '─'.repeat(Math.max(...lines.map((line) => line.length)))
  return lines.join('\n').trimEnd()
}
