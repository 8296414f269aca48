import { describe, expect, it } from 'vitest'
import { inOrder } from './in-order.ts'

const things = Array.from({ length: 9 }, (_, place) => place)
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

async function collect<Result>(results: AsyncIterable<Result>): Promise<Result[]> {
  const all: Result[] = []
  for await (const result of results) all.push(result)
  return all
}

describe('inOrder()', () => {
  it('yields in the order of the things, whoever is ready first, with no more at once than lanes', async () => {
    let [now, most] = [0, 0]
    const work = async (thing: number): Promise<number> => {
      most = Math.max(most, ++now)
      for (let wait = thing % 3; wait >= 0; wait--) await turn()
      now--
      return thing * 2
    }
    expect(await collect(inOrder(3, things, work))).toEqual(things.map((thing) => thing * 2))
    expect(most).toBe(3)
    expect(await collect(inOrder(2, [], work))).toEqual([])
  })

  it('yields what stands before a failure, tells the others, and leaves nothing running', async () => {
    const seen: number[] = []
    let [running, told] = [0, 0]
    const work = async (thing: number, signal: AbortSignal): Promise<number> => {
      running++
      for (let wait = 0; wait < 3; wait++) await turn()
      told += Number(signal.aborted)
      running--
      if (thing === 2) throw new RangeError('two')
      return thing
    }
    await expect(
      (async () => {
        for await (const result of inOrder(3, things, work)) seen.push(result)
      })(),
    ).rejects.toThrow('two')
    expect(seen).toEqual([0, 1])
    expect(running).toBe(0)
    expect(told).toBeLessThan(things.length)
  })
})
