import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { textOf } from './_cells.ts'
import { openSeparated } from './_separated-text.ts'
import type { TextLayout } from './_text-layout.ts'

const root = mkdtempSync(join(tmpdir(), 'tastemaker-cutter-'))
afterAll(() => rmSync(root, { recursive: true }))

/** Every row of a text as its cells, or what is wrong with it, each with its line. */
async function cut(text: string | Buffer, layout: Partial<TextLayout> = {}): Promise<readonly string[]> {
  const path = join(root, 'a.csv')
  writeFileSync(path, text)
  const rows: string[] = []
  const source = await openSeparated(path, 'utf-8', layout)
  await source?.read(source.columns, {
    record(cells) {
      const fields = source.columns.map((_, column) => textOf(cells, column))
      for (const [column, whole] of cells.whole.entries()) if (whole >= 0) expect(String(whole)).toBe(fields[column])
      rows.push(`${cells.line}: ${fields.join('|')}`)
    },
    malformed: (_, detail, { line }) => rows.push(`${line}: ${detail}`),
  })
  return rows
}

const field = fc.oneof(
  fc.nat().map(String),
  fc.constantFrom(
    '',
    '0',
    '007',
    '2147483648',
    '1999999999',
    '99999999999',
    '3.5',
    '-1',
    'a"b',
    'two\nlines',
    'x\r\ny',
    '日本',
  ),
  fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed() && !text.includes('\r')),
)

describe('RowCutter', () => {
  it('RowCutter gives every field of a file back, quoted or not, whatever the separator and line end', async () => {
    const tables = fc.array(fc.tuple(field, field, field), { maxLength: 6 })
    const ends = fc.constantFrom('\n', '\r\n')
    await fc.assert(
      fc.asyncProperty(
        tables,
        fc.constantFrom(',', '\t', ';', '::'),
        ends,
        fc.boolean(),
        async (rows, mark, end, last) => {
          const quoted = (text: string): string =>
            text === '' || /["\r\n\t,;:]|^[^0-9]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
          const lines = [['x', 'y', 'z'], ...rows].map((fields) => fields.map(quoted).join(mark))
          const found = await cut(lines.join(end) + (last ? end : ''), { separator: mark })
          expect(found.map((row) => row.replace(/^\d+: /, ''))).toEqual(rows.map((fields) => fields.join('|')))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('RowCutter counts lines over blank ones and line ends in quotes', async () => {
    expect(await cut('x,y\n\n1,2\n\r\n"a\nb",c\nd,e')).toEqual(['3: 1|2', '5: a\nb|c', '7: d|e'])
  })

  it('RowCutter reads rows that lie across blocks, and rows longer than one', async () => {
    const long = 'é'.repeat(700_000)
    const rows = Array.from({ length: 30_000 }, (_, row) => `${row},user ${row}`)
    const found = await cut(`x,y\n${rows.join('\n')}\n"${long}",1\n`)
    expect(found).toHaveLength(30_001)
    expect(found[29_999]).toBe('30001: 29999|user 29999')
    expect(found[30_000]).toBe(`30002: ${long}|1`)
  })

  it('RowCutter says what is wrong with a row and goes on after it', async () => {
    expect(await cut('x,y\n1\n1,2,3\n"a"b,c\n5,6\n"open,7\n8,9\n')).toEqual([
      '2: has 1 field, 2 were expected',
      '3: has 3 fields, 2 were expected',
      '4: has text after a closing quote',
      '5: 5|6',
      '6: has an unterminated quote',
      '7: 8|9',
    ])
  })

  it('RowCutter takes quotes for letters where the layout says so', async () => {
    expect(await cut('1::"Great" Films::2\n', { separator: '::', quotes: false, names: ['a', 'b', 'c'] })).toEqual([
      '1: 1|"Great" Films|2',
    ])
  })
})
