import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDataset } from '../data/index.ts'
import { readDocument, readManifest } from '../runs/index.ts'
import { type FeedbackRequest, type FeedbackResult, feedbackLoop } from './feedback-loop.ts'
import { feedbackTable } from './feedback-table.ts'

let folder = ''
/** One loop that most tests look at: two rounds, learning what was watched. */
let watched: FeedbackResult
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-feedback-'))
  watched = await loop('watched', { feedbackSource: 'watched' })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const loop = async (name: string, changes: Partial<FeedbackRequest>): Promise<FeedbackResult> => {
  const data = await loadDataset('generated:users=60,items=120', { home: '' })
  const request = { recommenders: ['random', 'ials:factors=8,epochs=3'], viewers: 30, controlViewers: 1, workers: 1 }
  return feedbackLoop({ data, ...request, out: join(folder, name), rounds: 2, ...changes })
}
const rowOf = ({ rows }: FeedbackResult, recommender: string, round: number) =>
  rows.find((row) => row.recommender.startsWith(recommender) && row.round === round)!

describe('feedbackLoop()', () => {
  it('keeps a run folder for every round and measures each', async () => {
    expect(watched.rows.map(({ round }) => round)).toEqual([1, 1, 2, 2])
    for (const round of [1, 2]) {
      expect(await readManifest(join(folder, 'watched', `round-${round}`))).toMatchObject({ status: 'finished' })
    }
    expect(await readDocument(join(folder, 'watched'), 'feedback.json')).toEqual(watched)
    const learned = rowOf(watched, 'ials', 2)
    expect(learned.told).toBeGreaterThan(0)
    expect(learned.change.count).toBe(30)
    expect(rowOf(watched, 'ials', 1)).toMatchObject({ told: 0, change: { mean: null }, repeated: { mean: 0 } })
    for (const row of watched.rows) {
      expect(row.ndcg?.mean).toBeGreaterThan(0)
      expect(row.coverage).toBeGreaterThan(0)
      expect(row.ild.mean).toBeGreaterThan(0)
      expect(row.topGenre.mean).toBeLessThanOrEqual(1)
    }
  })

  it('tags what it collected as simulated, once for each person and item, over all rounds', async () => {
    await loop('three', { rounds: 3, feedbackSource: 'aligned' })
    const collectedBefore = async (round: number) =>
      (await readDocument(join(folder, 'three', `round-${round}`), 'collected.json')) as Record<
        string,
        { user: string; item: string; origin: string }[]
      >
    const [second, third] = [await collectedBefore(2), await collectedBefore(3)]
    for (const [recommender, choices] of Object.entries(third)) {
      expect(choices.every(({ origin }) => origin === 'simulated')).toBe(true)
      expect(new Set(choices.map(({ user, item }) => `${user}/${item}`)).size).toBe(choices.length)
      expect(choices.slice(0, second[recommender]!.length)).toEqual(second[recommender])
    }
  })

  it('moves nobody without feedback, and never the one that cannot learn', async () => {
    const none = await loop('none', { feedbackSource: 'none' })
    for (const name of ['random', 'ials']) {
      expect(rowOf(none, name, 2)).toMatchObject({ told: 0, change: { mean: 0, low: 0, high: 0 } })
      expect(rowOf(none, name, 2).ndcg).toEqual(rowOf(none, name, 1).ndcg)
    }
    expect(rowOf(watched, 'random', 2).told).toBeGreaterThan(0)
    expect(rowOf(watched, 'random', 2).change).toMatchObject({ mean: 0, low: 0, high: 0 })
  })

  it('pleases more when it learns what was watched, and not when it learns what was passed over', async () => {
    const unwatched = await loop('unwatched', { feedbackSource: 'unwatched' })
    expect(rowOf(watched, 'ials', 2).change.mean).toBeGreaterThan(0)
    expect(rowOf(unwatched, 'ials', 2).change.mean).toBeLessThanOrEqual(0)
  })

  it('keeps finished rounds when it goes on, and comes to the same', async () => {
    const kept = join(folder, 'watched', 'round-1', 'manifest.json')
    const manifest = await readFile(kept, 'utf8')
    await rm(join(folder, 'watched', 'round-2'), { recursive: true })
    expect(await loop('watched', { feedbackSource: 'watched', resume: true })).toEqual(watched)
    expect(await readFile(kept, 'utf8')).toBe(manifest)
  })

  it('refuses a number of rounds that is none', async () => {
    await expect(loop('nothing', { rounds: 0 })).rejects.toMatchObject({ code: 'config/range' })
  })
})

describe('feedbackTable()', () => {
  it('reads from round to round, with a dash for what is undefined', () => {
    const { columns, rows } = feedbackTable(watched)
    expect(rows.map(([recommender, round]) => `${recommender?.split(':')[0]} ${round}`)).toEqual([
      'random 1',
      'random 2',
      'ials 1',
      'ials 2',
    ])
    expect(rows[0]![columns.indexOf('change since round 1')]).toBe('–')
    expect(rows[3]![columns.indexOf('satisfaction')]).toMatch(/^\d+\.\d\d \[\d+\.\d\d, \d+\.\d\d\]$/)
    for (const row of rows) expect(row).toHaveLength(columns.length)
  })
})
