import fc from 'fast-check'
import { expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import type { Histories } from '../_histories.ts'
import { epochOf } from './_batches.ts'

/** People with so many events each; no item comes twice. */
function histories(lengths: readonly number[]): Histories {
  const offsets = new Int32Array(lengths.length + 1)
  for (const [person, length] of lengths.entries()) offsets[person + 1] = offsets[person]! + length
  const events = offsets[lengths.length]!
  return { offsets, items: Int32Array.from({ length: events }, (_, row) => row), values: new Float32Array(events) }
}

it('epochOf() predicts every event but the first of each person once, from the events right before it', () => {
  const lengths = fc.array(fc.nat(40), { maxLength: 8 })
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 12 }), fc.nat(), (people, maxLength, seed) => {
      const all = histories(people)
      const batches = [...epochOf(all, { maxLength, batch: 3 }, randomStream(seed))]
      for (const { items, starts, targets } of batches) {
        expect(starts.length - 1).toBeLessThanOrEqual(3)
        for (let s = 0; s + 1 < starts.length; s++) {
          expect(starts[s + 1]! - starts[s]!).toBeGreaterThan(0)
          expect(starts[s + 1]! - starts[s]!).toBeLessThanOrEqual(maxLength)
          for (let row = starts[s]!; row < starts[s + 1]!; row++) {
            expect(targets[row]).toBe(items[row]! + 1)
            if (row > starts[s]!) expect(items[row]).toBe(targets[row - 1])
          }
        }
      }
      const predicted = batches.flatMap(({ targets }) => [...targets]).sort((a, b) => a - b)
      const firsts = new Set(people.map((_, person) => all.offsets[person]!))
      expect(predicted).toEqual([...all.items].filter((row) => !firsts.has(row)))
    }),
  )
})

it('epochOf() cuts long histories elsewhere each time', () => {
  const all = histories([100])
  const cuts = (seed: number) =>
    [...epochOf(all, { maxLength: 10, batch: 100 }, randomStream(seed))].map(({ starts }) => starts)
  expect(cuts(1)).toEqual(cuts(1))
  expect([2, 3, 4].map(cuts)).not.toEqual([cuts(1), cuts(1), cuts(1)])
})
