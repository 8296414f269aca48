import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../clock.ts'
import { loadDataset, splitByName } from '../../data/index.ts'
import { randomStream } from '../../random.ts'
import { openTrials, trialsInMemory } from './trial-log.ts'
import { type TuneRequest, tune } from './tune.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-tune-'))
})
afterAll(() => rm(folder, { recursive: true }))

const data = loadDataset('generated:users=120,items=90', { home: '' })

async function asked(more: Partial<TuneRequest> = {}): Promise<TuneRequest> {
  const { train, validation, describe: split } = splitByName('last-out', await data, randomStream(1))
  return {
    recommender: 'item-knn',
    space: { neighbours: [5, 20], shrinkage: { from: 0, to: 40, scale: 'linear', whole: true } },
    train,
    validation: validation!,
    split,
    metric: 'ndcg@10',
    trials: 5,
    method: 'random',
    random: randomStream(1),
    seed: 1,
    threads: 1,
    clock: systemClock,
    log: trialsInMemory(),
    ...more,
  }
}

describe('tune()', () => {
  it('tries the defaults first and chooses what is best on the validation part, the same every time', async () => {
    const first = await tune(await asked())
    expect(first.trials[0]!.tried).toBe('item-knn')
    expect(first.trials).toHaveLength(5)
    expect(first.value).toBe(Math.max(...first.trials.map(({ value }) => value!)))
    expect(first.value).toBeGreaterThanOrEqual(first.defaults!)
    expect((await tune(await asked())).best).toBe(first.best)
  })

  it('halves: many settings on few people, the better part of them and the defaults on everybody', async () => {
    const { trials, best } = await tune(await asked({ method: 'halving', trials: 9 }))
    const at = (share: number) => trials.filter((trial) => Math.abs(trial.share - share) < 1e-9)
    expect([at(1 / 9).length, at(1 / 3).length, at(1).length]).toEqual([9, 4, 2])
    expect(at(1)[0]!.tried).toBe('item-knn')
    expect(at(1).map(({ tried }) => tried)).toContain(best)
  })

  it('makes no trial again that its log has', async () => {
    const path = join(folder, 'again.jsonl')
    const whole = await tune(await asked({ log: await openTrials(path) }))
    const lines = (await readFile(path, 'utf8')).split('\n')
    // As if it had been killed in the middle of writing the fourth trial.
    await writeFile(path, `${lines.slice(0, 3).join('\n')}\n${lines[3]!.slice(0, 40)}`)
    const log = await openTrials(path)
    expect(log.trials).toHaveLength(3)
    const resumed = await tune(await asked({ log }))
    expect(resumed.best).toBe(whole.best)
    expect((await openTrials(path)).trials).toHaveLength(5)
  })

  it('keeps a trial that fails, with its reason, and goes on', async () => {
    const parts = await asked()
    const plain = { ...parts.train, log: parts.train.log }
    delete (plain as { scale?: unknown }).scale
    const failing = asked({ recommender: 'biased-mf', space: { factors: [4, 8] }, train: plain })
    await expect(tune(await failing)).rejects.toMatchObject({ code: 'experiment/invalid' })
    const log = trialsInMemory()
    await tune(await asked({ recommender: 'biased-mf', space: { factors: [4, 8] }, train: plain, log })).catch(() => {})
    expect(log.trials).toHaveLength(3)
    expect(log.trials[0]!.failure).toMatch(/rating/)
  })

  it.each([
    [{ lambda: [100] }, 'config/unknown-name'],
    [{ neighbours: ['many'] }, 'config/option'],
    [{ neighbours: { from: 0, to: 5, scale: 'linear', whole: true } }, 'config/option'],
    [{ shrinkage: { from: 0, to: 5, scale: 'log', whole: false } }, 'config/range'],
    [{ shrinkage: { from: 5, to: 5, scale: 'linear', whole: false } }, 'config/range'],
  ] as const)('refuses %j before anything is fitted', async (space, code) => {
    const log = trialsInMemory()
    await expect(tune(await asked({ space: space as never, log }))).rejects.toMatchObject({ code })
    expect(log.trials).toHaveLength(0)
  })
})

describe('openTrials()', () => {
  it('refuses a file of something else, naming the line', async () => {
    const path = join(folder, 'other.jsonl')
    await appendFile(path, '{"who":"me"}\n')
    await expect(openTrials(path)).rejects.toMatchObject({ code: 'format/unreadable', message: /Line 1/ })
  })
})
