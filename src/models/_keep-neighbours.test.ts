import fc from 'fast-check'
import { expect, it } from 'vitest'
import { neighbourKeeper } from './_keep-neighbours.ts'

const offers = fc.uniqueArray(
  fc.record({
    row: fc.nat(3),
    neighbour: fc.nat(30),
    // Few values, so that ties are common.
    weight: fc.integer({ min: -3, max: 3 }).map((n) => n / 4),
    count: fc.nat(9),
  }),
  { selector: ({ row, neighbour }) => `${row} ${neighbour}`, maxLength: 80 },
)
const rooms = fc.array(fc.nat(8), { minLength: 4, maxLength: 4 })

it('neighbourKeeper() keeps what sorting all offers and cutting would keep, whatever their order', () => {
  fc.assert(
    fc.property(offers, rooms, fc.infiniteStream(fc.nat()), (all, room, stream) => {
      const expected = room.map((space, row) =>
        all
          .filter((offer) => offer.row === row)
          .sort((a, b) => b.weight - a.weight || a.neighbour - b.neighbour)
          .slice(0, space),
      )
      const keys = new Map(all.map((offer) => [offer, stream.next().value]))
      const shuffled = all.toSorted((a, b) => Number(keys.get(a)) - Number(keys.get(b)))
      const keeper = neighbourKeeper(room)
      for (const { row, neighbour, weight, count } of shuffled) keeper.offer(row, neighbour, weight, count)
      const { offsets, items, weights, counts } = keeper.kept()
      for (const [row, best] of expected.entries()) {
        const places = [offsets[row], offsets[row + 1]] as const
        expect(Array.from(items.subarray(...places))).toEqual(best.map(({ neighbour }) => neighbour))
        expect(Array.from(weights.subarray(...places))).toEqual(best.map(({ weight }) => weight))
        expect(Array.from(counts.subarray(...places))).toEqual(best.map(({ count }) => count))
      }
    }),
  )
})

it('neighbourKeeper() compares as it stores: weights that round to one number are settled by index', () => {
  const keeper = neighbourKeeper([1])
  keeper.offer(0, 5, 0.1 + 1e-12)
  keeper.offer(0, 3, 0.1)
  keeper.offer(0, 4, 0.1 + 1e-13)
  expect(Array.from(keeper.kept().items)).toEqual([3])
})
