import { describe, expect, it } from 'vitest'
import type { Executor } from '../domain/index.ts'
import { inlineExecutor, threadExecutor } from './executors.ts'

const module = new URL('./_doubling.test-job.ts', import.meta.url)
const shards = Array.from({ length: 17 }, (_, place) => place)

async function results(executor: Executor, given: readonly number[] = shards): Promise<number[]> {
  const all: number[] = []
  try {
    for await (const result of executor.run<number, number>({ module, setup: { add: 1 } }, given)) all.push(result)
  } finally {
    await executor.close()
  }
  return all
}

describe.each([
  ['inlineExecutor()', inlineExecutor],
  ['threadExecutor(1)', () => threadExecutor(1)],
  ['threadExecutor(3)', () => threadExecutor(3)],
] as const)('%s', (_name, make) => {
  it('yields results in shard order', async () => {
    expect(await results(make())).toEqual(shards.map((shard) => shard * 2 + 1))
  })

  it('has nothing to do without shards', async () => {
    expect(await results(make(), [])).toEqual([])
  })

  it('passes a job’s error on', async () => {
    await expect(results(make(), [1, -1, 2])).rejects.toThrow('shard -1')
  })
})
