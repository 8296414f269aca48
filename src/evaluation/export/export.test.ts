import { describe, expect, it } from 'vitest'
import { toyEvaluation, toyRecommender } from '../stored/_toy-evaluation.ts'
import { storedTable } from '../stored/index.ts'
import { exportFormats, exportTable } from './index.ts'

const awkward = 'item-knn:a=1|b_c & "50%", [x]'
const table = storedTable(
  {
    ...toyEvaluation([
      { ...toyRecommender('popularity', 0.1), marks: ['optimistic'] },
      { ...toyRecommender(awkward, 0.05), fitSeconds: null, memory: 3.25, requestTimes: { p50: 0.5, p95: 1.25 } },
    ]),
    notes: ['A note with <b>.'],
  },
  { test: 't' },
)

/** Reads CSV as RFC 4180 has it. */
const parseCsv = (text: string): string[][] =>
  text
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
      ),
    )

describe('exportTable()', () => {
  it.each(exportFormats)(
    'exportTable() as %s says the test, marks, notes, adjusted p and n, and ends its last line',
    (format) => {
      const text = exportTable(table, format)
      expect(text).toMatch(/last-out/)
      expect(text).toMatch(/optimistic/)
      expect(text).toMatch(/A note with/)
      expect(text).toMatch(/adjusted|Holm/)
      expect(text).toMatch(/\b40\b/)
      expect(text.endsWith('\n')).toBe(true)
      expect(text).not.toMatch(/undefined|NaN|\[object/)
    },
  )

  it('exportTable() as Markdown has as many cells in every line, whatever stands in a name', () => {
    const tables = exportTable(table, 'markdown')
      .split('\n\n')
      .filter((block) => block.startsWith('|'))
    expect(tables).toHaveLength(3)
    for (const block of tables) {
      const widths = block.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length)
      expect(new Set(widths).size).toBe(1)
    }
    const [recommenders, comparisons, cost] = tables
    expect(recommenders).toMatch(/^\| recommender \| ndcg@10 \| recall@10 \| item\\_coverage@10 \|\n\| --- \| ---: \|/)
    expect(recommenders).toMatch(/\| popularity \(optimistic\) \| 0\.\d{4} \\\[0\.\d{4}, 0\.\d{4}\\\] \|/)
    expect(comparisons).toContain('| popularity (optimistic) - item-knn:a=1\\|b\\_c')
    expect(cost).toMatch(/\| – \| 0\.25 \| 0\.13 \| 3\.3 \| 0\.50 \| 1\.25 \|/)
  })

  it('exportTable() as LaTeX leaves nothing that LaTeX would read as a command', () => {
    const text = exportTable(table, 'latex')
    expect(text.match(/\\begin\{table\}/g)).toHaveLength(3)
    expect(text).toContain('item-knn:a=1|b\\_c \\& "50\\%", [x]')
    expect(text).toContain('$<$0.001')
    for (const line of text.split('\n').filter((one) => one.trimEnd().endsWith('\\\\')))
      expect(line.replaceAll('\\&', '').split('&').length).toBeGreaterThan(3)
  })

  it('exportTable() as CSV has one number a line, with all its digits', () => {
    const [head, ...lines] = parseCsv(exportTable(table, 'csv'))
    expect(new Set([head, ...lines].map((line) => line!.length))).toEqual(new Set([14]))
    const of = (kind: string) =>
      lines
        .filter(([first]) => first === kind)
        .map((line) => Object.fromEntries(head!.map((name, at) => [name, line[at]])))
    expect(of('mean')).toHaveLength(6)
    const { mean, low } = table.rows[1]!.metrics['ndcg@10']!
    expect(of('mean')[3]).toMatchObject({
      recommender: awkward,
      name: 'ndcg@10',
      value: String(mean),
      low: String(low),
      users: '40',
    })
    expect(of('mean')[2]).toMatchObject({ name: 'item_coverage@10', low: '', high: '' })
    expect(
      of('cost')
        .filter(({ name }) => name === 'fit_seconds')
        .map(({ value }) => value),
    ).toEqual(['1.5', ''])
    expect(of('difference')).toMatchObject([
      { recommender: 'popularity', other: awkward, p: String(table.comparisons[0]!.p) },
    ])
    expect(of('protocol').find(({ name }) => name === 'testHash')?.value).toBe('b'.repeat(64))
    expect(of('plan').find(({ name }) => name === 'test')?.value).toBe('t')
  })

  it('exportTable() as JSON is the table itself', () => {
    expect(JSON.parse(exportTable(table, 'json'))).toEqual(table)
  })
})
