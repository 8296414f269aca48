import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { interactions, loadDataset, selectRows, withLog } from '../data/index.ts'
import type { Dataset } from '../domain/index.ts'
import { readSimulation } from '../evaluation/index.ts'
import { readDocument } from '../runs/index.ts'
import { simulate } from './simulate.ts'
import type { SimulateRequest } from './simulate-request.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-simulate-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const generated = (): Promise<Dataset> => loadDataset('generated:users=60,items=120', { home: '' })
const run = async (name: string, changes: Partial<SimulateRequest> = {}) => {
  const out = join(folder, name)
  const data = await generated()
  await simulate({ data, recommenders: ['random', 'popularity', 'item-knn'], out, viewers: 24, workers: 1, ...changes })
  return out
}
const bytesOf = async (out: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(join(out, 'events.jsonl')))
    .digest('hex')

describe('simulate()', () => {
  it('writes the same events twice and with another number of workers, and others with another seed', async () => {
    const first = await bytesOf(await run('a'))
    expect(await bytesOf(await run('b'))).toBe(first)
    expect(await bytesOf(await run('c', { workers: 3 }))).toBe(first)
    expect(await bytesOf(await run('d', { seed: 2 }))).not.toBe(first)
  })

  it('reads back as tables in which learning beats chance and no answer failed', async () => {
    const result = await readSimulation(await run('a'))
    const like = new Map(result.rows.map((row) => [row.recommender, row.measures.like.mean!]))
    expect(like.get('item-knn')).toBeGreaterThan(like.get('random')!)
    expect(result.rows.map((row) => row.failures)).toEqual([0, 0, 0])
    expect(result.manifest).toMatchObject({ status: 'finished', viewers: { count: 24, controlCount: 20 } })
    expect(result.trust.controls).toHaveLength(6 * 3)
    expect(result.trust.alignment).toHaveLength(8)
    expect(result.cost).toMatchObject({ modelCalls: 0, tokens: { prompt: 0, generated: 0 } })
  })

  it('meets the same people again with a panel', async () => {
    const panel = (await readDocument(await run('a'), 'panel.json')) as { users: never[] }
    const again = await readDocument(await run('b', { panel: panel.users, seed: 9 }), 'panel.json')
    expect(again).toEqual(panel)
  })

  it('writes the same visits whatever is held out: nothing before the evaluator sees the test part', async () => {
    const { test } = await import('../data/index.ts').then(async ({ splitByName }) => {
      const { randomStream } = await import('../random.ts')
      return splitByName('three-way', await generated(), randomStream(1, 'simulate').split('split'))
    })
    const first = await bytesOf(await run('a'))
    expect(await bytesOf(await run('b', { data: swapTest(await generated(), test) }))).toBe(first)
  })

  it('refuses data without ratings, unknown names and options before it writes', async () => {
    const few = withLog(await generated(), selectRows((await generated()).log, [0, 1, 2]))
    await expect(run('x', { data: few })).rejects.toMatchObject({ code: 'data/under-powered' })
    const { scale: _, ...plain } = await generated()
    await expect(run('x', { data: plain })).rejects.toMatchObject({ code: 'model/unsupported' })
    await expect(run('x', { recommenders: ['eese'] })).rejects.toMatchObject({
      code: 'config/unknown-name',
      hint: expect.stringContaining('ease'),
    })
    await expect(run('x', { options: { memoryPresets: 'full' } })).rejects.toMatchObject({
      code: 'config/unknown-name',
    })
    await expect(run('x', { panel: ['nobody' as never] })).rejects.toThrow('The panel names "nobody"')
  })

  it('marks a run as interrupted and refuses to read it', async () => {
    const controller = new AbortController()
    controller.abort()
    const out = join(folder, 'cut')
    const request = {
      data: await generated(),
      recommenders: ['random'],
      out,
      viewers: 10,
      workers: 1,
      signal: controller.signal,
    }
    await expect(simulate(request)).rejects.toMatchObject({ code: 'runtime/interrupted' })
    await expect(readSimulation(out)).rejects.toMatchObject({ code: 'run/incomplete' })
  })
})

/** Gives every held-out event another item; the other parts stay as they are. */
function swapTest(data: Dataset, test: Dataset): Dataset {
  const held = new Set(Array.from(test.log.user, (user, row) => `${user}/${test.log.item[row]}`))
  const swapped = Array.from(data.log.item, (item, row) => {
    const user = data.log.user[row]!
    if (!held.has(`${user}/${item}`)) return item
    const own = new Set(data.log.item.subarray(data.log.offsets[user]!, data.log.offsets[user + 1]!))
    let other = (item + 1) % data.items.size
    while (own.has(other)) other = (other + 1) % data.items.size
    return other
  })
  return withLog(data, interactions(data.users.size, { ...data.log, item: swapped }))
}
