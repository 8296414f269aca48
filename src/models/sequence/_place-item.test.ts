import { expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { placeItem } from './_place-item.ts'

const random = randomStream(4)
const people = 400
const d = 3
const states = Float32Array.from({ length: people * d }, () => random.normal())
const even = { touched: 1, untouched: 1 }
const once = new Int32Array(people).fill(1)
const scoreOf = (x: Float32Array, person: number) =>
  x.reduce((sum, value, f) => sum + value * states[person * d + f]!, 0)

/** Who goes on to an item with this embedding, when all others weigh e^-offset. */
const touchedBy = (x: Float32Array, offset: number) =>
  Uint8Array.from({ length: people }, (_, person) =>
    random.next() < 1 / (1 + Math.exp(-scoreOf(x, person) - offset)) ? 1 : 0,
  )

it('placeItem() stands where the loss has no slope', () => {
  const touched = touchedBy(Float32Array.of(1, -1, 0.5), -1)
  const offsets = new Float64Array(people).fill(-1)
  const events = Int32Array.from({ length: people }, (_, person) => 1 + (person % 3))
  const ridge = 2
  const x = placeItem({ states, offsets, events, weights: { touched: 0.7, untouched: 0.3 }, ridge }, touched)
  for (let f = 0; f < d; f++) {
    let slope = ridge * x[f]!
    for (let person = 0; person < people; person++) {
      const chance = 1 / (1 + Math.exp(-scoreOf(x, person) + 1))
      const [went, stayed] = [0.7 * touched[person]!, 0.3 * (events[person]! - touched[person]!)]
      slope += (stayed * chance - went * (1 - chance)) * states[person * d + f]!
    }
    expect(slope).toBeCloseTo(0, 3)
  }
})

it('placeItem() finds the embedding that people were drawn by', () => {
  const x = Float32Array.of(2, 0, -1)
  const found = placeItem(
    { states, offsets: new Float64Array(people), events: once, weights: even, ridge: 0.01 },
    touchedBy(x, 0),
  )
  for (let f = 0; f < d; f++) expect(Math.abs(found[f]! - x[f]!)).toBeLessThan(0.5)
})

it('placeItem() comes to an answer where few touched the item and all others are far more likely', () => {
  const offsets = new Float64Array(people).fill(-12)
  const touched = new Uint8Array(people).fill(1, 0, 2)
  const found = placeItem({ states, offsets, events: once, weights: even, ridge: 5 }, touched)
  expect(found.every(Number.isFinite)).toBe(true)
  expect(scoreOf(found, 0) + scoreOf(found, 1)).toBeGreaterThan(0)
})
