import { describe, expect, it } from 'vitest'
import type { Dataset, Fitted } from '../domain/index.ts'
import { userIndex } from '../domain/index.ts'
import { randomStream } from '../random.ts'
import { toyWorld } from '../testing/toy-world.ts'
import { kernels } from './kernels/index.ts'
import { recommendMany } from './recommend-many.ts'
import { modelByName } from './registry.ts'

const data = toyWorld()
const learn = (name: string, train: Dataset) => modelByName(name).fit(train, { random: randomStream(7), threads: 1 })
const users = Int32Array.of(3, 0, 17, 3)

/** What sorting all scores gives. */
function expected(fitted: Fitted, user: number, k: number, exclude: 'seen' | 'nothing') {
  const view = fitted.user(userIndex(user))
  const barred = new Uint8Array(fitted.items)
  if (exclude === 'seen') for (const item of view.history.items) barred[item] = 1
  return kernels().topK(fitted.score(view), k, barred)
}

describe('recommendMany()', () => {
  for (const name of ['ials:factors=8', 'ease', 'popularity']) {
    it(`recommendMany() gives everybody the best of their scores by ${name}, on any number of threads`, async () => {
      const fitted = await learn(name, data)
      for (const exclude of ['seen', 'nothing'] as const) {
        for (const k of [1, 10, 80]) {
          const all = recommendMany(fitted, users, k, { exclude })
          users.forEach((user, place) => {
            const best = expected(fitted, user, k, exclude)
            const from = place * k
            expect(all.indices.subarray(from, from + best.indices.length)).toEqual(best.indices)
            expect(all.scores.subarray(from, from + best.indices.length)).toEqual(best.scores)
            expect(new Set(all.indices.subarray(from + best.indices.length, from + k)).size).toBe(
              best.indices.length < k ? 1 : 0,
            )
          })
          expect(recommendMany(fitted, users, k, { exclude, threads: 2 })).toEqual(all)
        }
      }
    })
  }

  it('recommendMany() pads with -1 and NaN, and takes nobody', async () => {
    const fitted = await learn('ials:factors=8', data)
    const { indices, scores } = recommendMany(fitted, Int32Array.of(0), 99, { exclude: 'nothing' })
    expect([indices[60], scores[60]]).toEqual([-1, Number.NaN])
    expect(recommendMany(fitted, new Int32Array(0), 5, { exclude: 'seen' }).indices.length).toBe(0)
  })

  it('recommendMany() refuses a bad k and a person who is not in the data', async () => {
    const fitted = await learn('ials:factors=8', data)
    const ask = (user: number, k: number, exclude: 'seen' | 'nothing') => () =>
      recommendMany(fitted, Int32Array.of(user), k, { exclude })
    expect(ask(0, 0, 'seen')).toThrow(expect.objectContaining({ code: 'metric/k' }))
    for (const exclude of ['seen', 'nothing'] as const) {
      expect(ask(4000, 3, exclude)).toThrow(expect.objectContaining({ code: 'config/range' }))
    }
  })
})
