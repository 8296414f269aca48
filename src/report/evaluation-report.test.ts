import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { comparisonOf, storedTable, writeEvaluation } from '../evaluation/index.ts'
import { toyEvaluation, toyRecommender } from '../evaluation/stored/_toy-evaluation.ts'
import { answer } from './_sections/evaluation/headline.ts'
import { leadOf, standing } from './_sections/evaluation/standing.ts'
import { evaluationReportHtml } from './evaluation-report.ts'
import { writeReport } from './write-report.ts'

const hostile = 'knn:<b>a=1</b>'
const [poor, good, better] = [
  toyRecommender('popularity', 0),
  toyRecommender(hostile, 0.2),
  toyRecommender('ease', 0.201),
]
const evaluation = toyEvaluation([
  poor,
  { ...good, memory: 4.5, requestTimes: { p50: 0.1, p95: 0.2 } },
  { ...better, marks: ['optimistic'] },
])
const table = storedTable(evaluation)

describe('standing()', () => {
  it('standing() puts the best by the metric of the comparisons first, lower numbers where lower is better', () => {
    expect(standing(table).at(-1)!.recommender).toBe('popularity')
    const down = toyEvaluation(
      [poor, good].map((one) => ({
        ...one,
        result: {
          ...one.result,
          perPerson: { 'gini@10': one.result.perPerson['ndcg@10']! },
          values: { 'gini@10': one.result.values['ndcg@10']! },
        },
      })),
    )
    expect(standing(storedTable(down))[0]!.recommender).toBe('popularity')
  })

  it('comparisonOf() turns a comparison around', () => {
    const [forth, back] = [comparisonOf(table, 'popularity', hostile)!, comparisonOf(table, hostile, 'popularity')!]
    expect(back).toMatchObject({ difference: -forth.difference!, low: -forth.high!, high: -forth.low!, p: forth.p })
    expect(back.rankBiserial).toBe(-forth.rankBiserial!)
    expect(comparisonOf(table, 'nobody', 'popularity')).toBeNull()
  })
})

describe('answer()', () => {
  const answerOf = (...recommenders: Parameters<typeof toyEvaluation>[0]): string => {
    const made = storedTable(toyEvaluation(recommenders))
    return answer(made, leadOf(made))
  }

  it('answer() claims a lead only where every other one is told from the first', () => {
    expect(answerOf(poor, good)).toBe(`${hostile} is ahead by ndcg@10`)
    expect(answerOf(good, better)).toMatch(/^No recommender is told from .*, the first by ndcg@10$/)
    expect(answerOf(poor, good, better)).toMatch(/is first by ndcg@10, level with (ease|knn)/)
    expect(answerOf(poor)).toBe('popularity, by itself')
  })

  it('answer() has no lead without values of people', () => {
    const bare = { ...poor, result: { ...poor.result, perPerson: {} } }
    expect(answerOf(bare, { ...bare, recommender: 'other' })).toBe(
      'Nothing was measured person by person, so there is nobody ahead',
    )
  })
})

describe('evaluationReportHtml()', () => {
  it('evaluationReportHtml() loads nothing, runs nothing, escapes names, and is the same text each time', async () => {
    const page = await evaluationReportHtml(evaluation)
    expect(page).not.toMatch(/<script|src=|href="http|@import|url\(/)
    expect(page).not.toContain('<b>a=1</b>')
    expect(page).toContain('knn:&lt;b&gt;a=1&lt;/b&gt;')
    expect(page).not.toMatch(/undefined|NaN|\[object/)
    expect(await evaluationReportHtml(evaluation)).toBe(page)
  })

  it('evaluationReportHtml() says protocol, marks with their meaning, cost, adjusted p and what was asked', async () => {
    const page = await evaluationReportHtml(evaluation)
    for (const words of [
      'split last-out',
      'bbbbbbbbbbbb',
      'ease (optimistic)',
      'optimistic: its options were chosen',
      'adjusted by Holm',
      'Toy processor, 1 thread',
      '3 rows merged.',
      'free for all',
      '&quot;split&quot;: &quot;last-out&quot;',
      '4.5',
    ])
      expect(page).toContain(words)
    expect(page.match(/<svg/g)).toHaveLength(3)
    for (const id of ['recommenders', 'pictures', 'comparisons', 'cost', 'about'])
      expect(page).toContain(`<section id="${id}"`)
  })

  it('evaluationReportHtml() shows one recommender, and one without values of people, without a picture that lies', async () => {
    const alone = await evaluationReportHtml(toyEvaluation([poor]))
    expect(alone).toContain('There is no pair of recommenders to compare.')
    const bare = await evaluationReportHtml(toyEvaluation([{ ...poor, result: { ...poor.result, perPerson: {} } }]))
    expect(bare).not.toContain('<svg')
    expect(bare).not.toContain('href="#pictures"')
  })
})

describe('writeReport() of an evaluation', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evaluation-report-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('writeReport() writes the page into the folder of an evaluation', async () => {
    await writeEvaluation(folder, evaluation)
    expect(await writeReport(folder)).toBe(join(folder, 'report.html'))
    expect(await readFile(join(folder, 'report.html'), 'utf8')).toBe(await evaluationReportHtml(evaluation))
  })

  it('writeReport() refuses an evaluation that was edited', async () => {
    await writeFile(join(folder, 'evaluation.json'), '{}')
    await expect(writeReport(folder)).rejects.toMatchObject({ code: 'run/version' })
  })
})
