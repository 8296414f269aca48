import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadDataset } from '../data/index.ts'
import { readDocument, readManifest } from '../runs/index.ts'
import { type FeedbackRequest, type FeedbackResult, feedbackLoop } from './feedback-loop.ts'
import { feedbackTable } from './feedback-table.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-feedback-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const loop = async (changes: Partial<FeedbackRequest> = {}): Promise<FeedbackResult> => {
  const data = await loadDataset('generated:users=60,items=120', { home: '' })
  const request = { recommenders: ['random', 'ials:factors=8,epochs=3'], viewers: 30, controlViewers: 2, workers: 1 }
  return feedbackLoop({ data, ...request, out: folder, rounds: 2, ...changes })
}
const rowOf = ({ rows }: FeedbackResult, recommender: string, round: number) =>
  rows.find((row) => row.recommender.startsWith(recommender) && row.round === round)!

describe('feedbackLoop()', () => {
  it('keeps a run folder for every round and measures each', async () => {
    const result = await loop({ feedbackSource: 'watched' })
    expect(result.rows.map(({ round }) => round)).toEqual([1, 1, 2, 2])
    for (const round of [1, 2]) {
      expect(await readManifest(join(folder, `round-${round}`))).toMatchObject({ status: 'finished' })
    }
    expect(await readDocument(folder, 'feedback.json')).toEqual(result)
    const learned = rowOf(result, 'ials', 2)
    expect(learned.learnedFrom).toBeGreaterThan(0)
    expect(learned.change.count).toBe(30)
    expect(rowOf(result, 'ials', 1)).toMatchObject({ learnedFrom: 0, change: { mean: null }, repeated: { mean: 0 } })
    for (const row of result.rows) {
      expect(row.ndcg?.mean).toBeGreaterThan(0)
      expect(row.coverage).toBeGreaterThan(0)
      expect(row.ild.mean).toBeGreaterThan(0)
      expect(row.topGenre.mean).toBeLessThanOrEqual(1)
    }
  })

  it('tags what it collected as simulated, once for each person and item', async () => {
    await loop({ rounds: 3, feedbackSource: 'aligned' })
    const collected = (await readDocument(join(folder, 'round-3'), 'collected.json')) as Record<
      string,
      { user: string; item: string; origin: string }[]
    >
    for (const choices of Object.values(collected)) {
      expect(choices.every(({ origin }) => origin === 'simulated')).toBe(true)
      expect(new Set(choices.map(({ user, item }) => `${user}/${item}`)).size).toBe(choices.length)
    }
  })

  it('moves nothing where nothing is learned: random in every loop, everybody without feedback', async () => {
    const watched = await loop({ feedbackSource: 'watched' })
    expect(rowOf(watched, 'random', 2).change).toMatchObject({ mean: 0, low: 0, high: 0 })
    expect(rowOf(watched, 'random', 2).ndcg).toEqual(rowOf(watched, 'random', 1).ndcg)
    const none = await loop({ out: join(folder, 'none'), feedbackSource: 'none' })
    expect(rowOf(none, 'ials', 2)).toMatchObject({ learnedFrom: 0, change: { mean: 0 } })
  })

  it('pleases more when it learns what was watched than when it learns what was passed over', async () => {
    const watched = rowOf(await loop({ feedbackSource: 'watched' }), 'ials', 2)
    const unwatched = rowOf(await loop({ out: join(folder, 'control'), feedbackSource: 'unwatched' }), 'ials', 2)
    expect(watched.change.mean).toBeGreaterThan(0)
    expect(unwatched.change.mean).toBeLessThanOrEqual(0)
  })

  it('writes the same result again, and keeps finished rounds when it goes on', async () => {
    const result = await loop()
    expect(await loop({ out: join(folder, 'again') })).toEqual(result)
    const kept = join(folder, 'round-1', 'manifest.json')
    const manifest = await readFile(kept, 'utf8')
    await writeFile(kept, manifest.replace('"createdAt": "', '"createdAt": "kept '))
    expect(await loop({ resume: true })).toEqual(result)
    expect(await readFile(kept, 'utf8')).toContain('"kept ')
  })

  it('refuses a number of rounds that is none', async () => {
    await expect(loop({ rounds: 0 })).rejects.toMatchObject({ code: 'config/range' })
  })
})

describe('feedbackTable()', () => {
  it('reads from round to round, with a dash for what is undefined', async () => {
    const { columns, rows } = feedbackTable(await loop({ feedbackSource: 'watched' }))
    expect(rows.map(([recommender, round]) => `${recommender?.split(':')[0]} ${round}`)).toEqual([
      'random 1',
      'random 2',
      'ials 1',
      'ials 2',
    ])
    expect(rows[0]![columns.indexOf('change since round 1')]).toBe('–')
    expect(rows[3]![columns.indexOf('satisfaction')]).toMatch(/^\d\.\d\d \[\d\.\d\d, \d\.\d\d\]$/)
    for (const row of rows) expect(row).toHaveLength(columns.length)
  })
})
