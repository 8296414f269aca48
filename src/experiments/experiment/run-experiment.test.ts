import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../clock.ts'
import { loadDataset } from '../../data/index.ts'
import { storedTable } from '../../evaluation/index.ts'
import { experimentOf, readExperiment, runExperiment } from './index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-experiment-'))
})
afterAll(() => rm(folder, { recursive: true }))

const data = loadDataset('generated:users=150,items=120', { home: '' })
const searching = {
  data: 'generated',
  split: 'last-out',
  recommenders: ['popularity', { model: 'item-knn', search: { neighbours: [5, 20], shrinkage: [0, 20] } }],
  metrics: ['ndcg', 'recall'],
  threads: 1,
}

async function run(value: unknown, out: string) {
  return runExperiment(experimentOf(value), { data: await data, out: join(folder, out), clock: systemClock })
}

describe('runExperiment()', () => {
  it('tunes on validation events, measures once, says what was tried, with memory and milliseconds', async () => {
    const done = await run(searching, 'first')
    expect(done.recommenders.map(({ recommender }) => recommender.split(':')[0])).toEqual(['popularity', 'item-knn'])
    expect(done.notes.join('\n')).toMatch(
      /item-knn.*: the best of 5 settings on validation events \(ndcg@10 0\.\d+, 0\.\d+ with its defaults\)/,
    )
    expect(done.recommenders[1]).toMatchObject({
      memory: expect.any(Number),
      requestTimes: { p50: expect.any(Number) },
    })
    const table = storedTable(done)
    expect(table.rows[1]!.marks).toEqual([])
    expect(table.comparisons[0]!.metric).toBe('ndcg@10')
  })

  it('goes on where it was killed, to the same numbers', async () => {
    const whole = await run(searching, 'killed')
    const trials = await readFile(join(folder, 'killed', 'trials.jsonl'), 'utf8')
    await rm(join(folder, 'killed', 'evaluation.json'))
    await writeFile(join(folder, 'killed', 'trials.jsonl'), trials.slice(0, trials.length / 2))
    const again = await run(searching, 'killed')
    const numbers = (one: typeof whole) =>
      one.recommenders.map(({ recommender, result }) => [recommender, result.values])
    expect(numbers(again)).toEqual(numbers(whole))
  })

  it('marks what was tuned on the test as optimistic', async () => {
    const done = await run({ ...searching, tune: { on: 'test' } }, 'optimistic')
    expect(storedTable(done).rows.map(({ marks }) => marks)).toEqual([[], ['optimistic']])
  })

  it('averages people over seeds, and tells the seeds apart in the notes', async () => {
    const done = await run({ ...searching, recommenders: ['random'], seeds: [1, 2] }, 'seeds')
    expect(done.notes.at(-1)).toMatch(/^random: ndcg@10 over seeds 1, 2: 0\.\d{4}, 0\.\d{4}\.$/)
  })

  it('refuses a folder of another experiment, naming what differs', async () => {
    await run({ ...searching, recommenders: ['popularity'] }, 'other')
    await expect(run({ ...searching, recommenders: ['random'] }, 'other')).rejects.toMatchObject({
      code: 'experiment/different',
      message: expect.stringMatching(/"recommenders" is \["popularity"\], not \["random"\]/),
    })
  })
})

describe('experimentOf()', () => {
  it.each([
    ['a field', { ...searching, recomenders: [] }, 'experiment/invalid', /no field "recomenders"/],
    ['a field of tune', { ...searching, tune: { trails: 3 } }, 'experiment/invalid', /no field "tune.trails"/],
    ['no recommenders', { ...searching, recommenders: [] }, 'experiment/invalid', /"recommenders"/],
    ['half a seed', { ...searching, seeds: [0.5] }, 'experiment/invalid', /holds 0.5/],
    [
      'an impossible value',
      { ...searching, recommenders: [{ model: 'ease', search: { lambda: [-1] } }] },
      'config/option',
      /lambda/,
    ],
    [
      'an unknown option',
      { ...searching, recommenders: [{ model: 'ease', search: { lamda: [1] } }] },
      'config/unknown-name',
      /lamda/,
    ],
    ['an unknown model', { ...searching, recommenders: ['eaze'] }, 'config/unknown-name', /eaze/],
  ])('refuses %s', (_, value, code, message) => {
    expect(() => experimentOf(value)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    )
  })
})

describe('readExperiment()', () => {
  it('reads the example that ships', async () => {
    expect((await readExperiment('examples/ml-100k.json')).data).toBe('ml-100k')
  })

  it('says where a file is no JSON, and where there is none', async () => {
    const path = join(folder, 'broken.json')
    await writeFile(path, '{ "data": ')
    await expect(readExperiment(path)).rejects.toMatchObject({ code: 'format/unreadable' })
    await expect(readExperiment(join(folder, 'none.json'))).rejects.toMatchObject({ code: 'io/missing' })
  })
})
