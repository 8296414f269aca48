import { appendFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRun, type RunManifest } from '../runs/index.ts'
import { writeReport } from './write-report.ts'

const manifest: RunManifest = {
  version: 2,
  kind: 'simulation',
  tastemaker: '0.1.0',
  node: '24.0.0',
  createdAt: '2026-01-01T00:00:00.000Z',
  status: 'finished',
  seed: 1,
  workers: 1,
  data: {
    name: 'tiny',
    flags: { data: 'tiny' },
    hash: 'abc',
    licence: 'none',
    people: 3,
    items: 4,
    events: 9,
    notes: [],
  },
  split: 'by time',
  recommenders: [
    { name: 'popularity', family: 'popularity', fitSeconds: 0.1 },
    { name: 'ease', family: 'item-item', fitSeconds: 0.1 },
    { name: 'random', family: 'none', fitSeconds: 0 },
  ],
  request: { recommenders: ['popularity', 'ease', 'random'], mind: 'choice' },
  world: { name: 'feed', pageSize: 1, maxPages: 1, mask: 'train' },
  viewers: {
    system: 'agent4rec',
    mind: 'choice',
    model: null,
    granted: [],
    qualified: true,
    beside: null,
    utility: { interest: 'ials', stars: 'biased-mf', families: ['factorisation'], fittedOn: 'train + private' },
    options: { likeFrom: 4 },
    count: 3,
    controls: [],
    controlCount: 0,
  },
  warnings: [],
  seconds: 1,
  steps: 9,
}
const users = ['1', '2', '3']
const satisfaction = { popularity: 5, ease: 8, random: 2 }

function visitLines(recommender: keyof typeof satisfaction, user: string, as = 'viewer'): string {
  const session = `${as}/${recommender}/${user}`
  const envelope = { v: 1, ts: 0, session, user, recommender, as, source: 'simulation' }
  return [
    { type: 'slate-shown', page: 1, slate: [{ item: 'i', position: 0, score: 1 }] },
    { type: 'user-left', page: 1, reason: 'max-pages' },
    { type: 'user-interviewed', satisfaction: satisfaction[recommender], text: '' },
  ]
    .map((event, n) => `${JSON.stringify({ ...envelope, n, ...event })}\n`)
    .join('')
}

const protocol = {
  dataset: 'tiny',
  hash: 'h',
  testHash: 't',
  split: 's',
  candidates: 'all',
  filterSeen: false,
  ties: 'item id',
  gain: 'binary',
  people: 3,
  dropped: 0,
  cold: 0,
  unreachable: 0,
  k: [10],
}

async function writeRun(folder: string): Promise<Awaited<ReturnType<typeof createRun>>> {
  const run = await createRun(folder)
  for (const user of users)
    for (const { name } of manifest.recommenders) await run.append(visitLines(name as 'ease', user))
  await run.close()
  await run.document('manifest.json', manifest)
  await run.document('offline.json', {
    table: { protocol, rows: [], comparisons: [], notes: [] },
    stars: { points: [1, 2], counts: [1, 1] },
  })
  await run.document('alignment.json', { settings: [] })
  await run.document('items.json', { i: 'Some <film>' })
  await run.document('personas.json', {})
  await run.document('panel.json', { data: 'abc', users })
  return run
}

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('writeReport', () => {
  it('writeReport() writes one page into the run folder and returns its path', async () => {
    await writeRun(folder)
    const path = await writeReport(folder)
    expect(path).toBe(join(folder, 'report.html'))
    const page = await readFile(path, 'utf8')
    expect(page).toContain('<!doctype html>')
    expect(page).toContain('Some &lt;film&gt;')
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('writeReport() chooses the first viewer with the best and with popularity, and one from the middle', async () => {
    await writeRun(folder)
    const page = await readFile(await writeReport(folder), 'utf8')
    expect([...page.matchAll(/<article>\n<h3>(.*?)<\/h3>/g)].map(([, title]) => title)).toEqual([
      'Viewer 1 in front of ease, first by satisfaction',
      'The same viewer in front of popularity',
      'Viewer 2 in front of ease',
    ])
  })

  it('writeReport() adds a visit that a model decided beside the viewers, next to the same one without it', async () => {
    const run = await writeRun(folder)
    const viewers = { ...manifest.viewers, mind: 'hybrid', model: 'local/small', beside: { as: 'language', count: 1 } }
    await run.document('manifest.json', { ...manifest, viewers })
    await appendFile(join(folder, 'events.jsonl'), visitLines('ease', '3', 'language'))
    const page = await readFile(await writeReport(folder), 'utf8')
    expect([...page.matchAll(/<article>\n<h3>(.*?)<\/h3>/g)].map(([, title]) => title).slice(3)).toEqual([
      'Viewer 3 in front of ease',
      'The same, where local/small decides everything',
    ])
    expect(page.split('<small class="by unqualified">model, unqualified</small>').length).toBeGreaterThan(1)
  })

  it('writeReport() refuses a panel that is none, naming the field', async () => {
    const run = await writeRun(folder)
    await run.document('panel.json', { users: [1] })
    await expect(writeReport(folder)).rejects.toMatchObject({
      code: 'format/value',
      message: expect.stringContaining('panel.json: field "users.0"'),
    })
  })

  it('writeReport() names what is missing in a folder that is no run', async () => {
    await expect(writeReport(folder)).rejects.toMatchObject({ code: 'io/missing' })
  })

  it('writeReport() says why the page cannot be kept', async () => {
    await writeRun(folder)
    await mkdir(join(folder, 'report.html.part'))
    await expect(writeReport(folder)).rejects.toMatchObject({ code: 'io/not-writable' })
  })
})
