import { expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import type { Histories } from '../_histories.ts'
import { bestEpochs } from './_best-epochs.ts'

/** Two people and four items; their last items are 2 and 3. */
const histories: Histories = {
  offsets: Int32Array.of(0, 3, 5),
  items: Int32Array.of(0, 1, 2, 0, 3),
  values: new Float32Array(5),
}

/** A learner that ranks the last items first in the given epochs, and last in all others. */
function scripted(good: readonly number[]) {
  const seen: Histories[] = []
  const none = new Float32Array(0)
  const items = { value: Float32Array.of(0, 0, 1, 1), gradient: none }
  const norm = { gain: { value: none, gradient: none }, shift: { value: none, gradient: none } }
  return {
    seen,
    parameters: { items, positions: { value: none, gradient: none }, blocks: [], norm },
    learn: (part: Histories) => void seen.push(part),
    statesAfter: (all: readonly Int32Array[]) => new Float32Array(all.length).fill(good.includes(seen.length) ? 1 : -1),
  }
}

const rehearse = (good: readonly number[], patience: number, epochs = 20) => {
  const learner = scripted(good)
  const done: number[] = []
  const best = bestEpochs(learner, histories, { epochs, patience }, randomStream(1), (epoch) => done.push(epoch))
  return { best, done: done.length, seen: learner.seen }
}

it('bestEpochs() stops after as many epochs without improvement as it has patience', () => {
  expect(rehearse([4], 3)).toMatchObject({ best: 4, done: 7 })
  expect(rehearse([5], 3)).toMatchObject({ best: 1, done: 4 })
})

it('bestEpochs() never goes beyond the epochs it may take', () => {
  expect(rehearse([6], 10, 6)).toMatchObject({ best: 6, done: 6 })
})

it('bestEpochs() learns without the last events', () => {
  const { offsets, items } = rehearse([1], 1).seen[0]!
  expect(offsets).toEqual(Int32Array.of(0, 2, 3))
  expect(items.subarray(0, 3)).toEqual(Int32Array.of(0, 1, 0))
})
