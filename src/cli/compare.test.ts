import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { writeEvaluation } from '../evaluation/index.ts'
import { toyEvaluation, toyProtocol, toyRecommender } from '../evaluation/stored/_toy-evaluation.ts'
import { terminal } from './_terminal.ts'
import { main } from './main.ts'

let folder = ''
const long = 'item-knn:neighbours=200,shrink=100,similarity=cosine'
const names = ['popularity', 'ease', long]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-compare-'))
  await writeEvaluation(join(folder, 'a'), toyEvaluation(names.map((name, place) => toyRecommender(name, place / 50))))
  const [popularity, ease] = [toyRecommender('popularity', 0), toyRecommender('ease', 0.1)]
  await writeEvaluation(join(folder, 'b'), toyEvaluation([popularity, { ...ease, marks: ['optimistic'] }]))
  const other = { ...ease, result: { ...ease.result, protocol: { ...toyProtocol, testHash: 'c'.repeat(64) } } }
  await writeEvaluation(join(folder, 'other'), toyEvaluation([other]))
  await mkdir(join(folder, 'empty'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What the command prints, and what it complains of. */
async function compare(...args: readonly string[]): Promise<{ out: string; err: string }> {
  const printed = vi.spyOn(terminal, 'print').mockImplementation(() => {})
  const noted = vi.spyOn(terminal, 'note').mockImplementation(() => {})
  const code = process.exitCode
  try {
    await main(['compare', ...args.map((arg) => (/^(a|b|other|empty|nowhere)$/.test(arg) ? join(folder, arg) : arg))])
    const text = (calls: readonly (readonly [string])[]): string => calls.map(([line]) => line).join('\n')
    return { out: text(printed.mock.calls), err: text(noted.mock.calls) }
  } finally {
    process.exitCode = code
    printed.mockRestore()
    noted.mockRestore()
  }
}

describe('tastemaker compare', () => {
  it('compare prints everybody against everybody in lines of 120 letters, marks and n included', async () => {
    const { out } = await compare('a', 'b')
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(120)
    expect(out).toContain('ease [a]')
    expect(out).toContain('ease [b] (optimistic)')
    expect(out).toMatch(/p \(Holm\) +d_z +rank-biserial +n/)
    expect(out).toMatch(/train s +score s +evaluate s/)
    expect(out.replace(/\s+/g, ' ')).toContain('adjusted by Holm for 6 comparisons')
    expect(out).toContain('popularity: the same in a and b person by person, shown once.')
  })

  it('compare tests, adjusts and measures as it is told', async () => {
    const { out } = await compare('a', 'b', '--json', '--test', 'wilcoxon', '--adjust', 'none', '--metric', 'recall@10')
    const { plan, comparisons } = JSON.parse(out)
    expect(plan).toMatchObject({ test: 'wilcoxon', adjustment: 'none', primary: 'recall@10' })
    expect(comparisons[0]).toMatchObject({ metric: 'recall@10', users: 39 })
    expect((await compare('a', 'b', '--seed', '2')).err).toBe('')
  })

  it.each([
    ['markdown', '| recommender |'],
    ['latex', '\\toprule'],
    ['csv', 'kind,recommender'],
    ['json', '"comparisons"'],
  ])('compare writes %s', async (format, words) => {
    expect((await compare('a', 'b', '--format', format)).out).toContain(words)
  })

  it.each([
    [['a', 'nowhere'], 'There is no folder', 'an evaluation was kept in'],
    [['a', 'empty'], 'is not an evaluation: it has no evaluation.json', 'an evaluation was kept in'],
    [['a', 'other'], 'were not measured on the same test: test events bbbbbbbbbbbb against cccccccccccc', 'same data'],
    [['a', 'a'], 'compare needs two evaluations', 'one folder'],
    [['a', 'b', '--metric', 'ndcg@5'], 'can not be compared on "ndcg@5"', 'ndcg@10'],
    [['a', 'b', '--test', 'welch'], 'welch', 'wilcoxon'],
    [['a', 'b', '--seed', 'x'], '--seed must be a whole number', ''],
    [['a'], 'SECOND', ''],
  ])('compare answers %j with a sentence and a hint', async (args, sentence, hint) => {
    const { out, err } = await compare(...args)
    expect(out).toBe('')
    expect(err).toContain(sentence)
    expect(err).toContain(hint)
    expect(err).not.toContain('    at ')
  })
})
