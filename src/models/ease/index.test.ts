import { expect, it } from 'vitest'
import { itemIndex, userIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeModel } from '../../testing/describe-model.ts'
import { toyWorld } from '../../testing/toy-world.ts'
import { basketsOf } from '../_baskets.ts'
import { historiesOf } from '../_histories.ts'
import { arrivalsOf, withoutItems } from '../_later-items.ts'
import { gramOf } from './_gram.ts'
import { ease } from './index.ts'

// The toy problem has 20 people: the default penalty is for thousands.
describeModel('ease', () => ease({ lambda: 2 }))

it('ease() satisfies its optimality condition: (G + lambda I) B = G off the diagonal of the residual', async () => {
  const train = toyWorld()
  const lambda = 20
  const fitted = await ease({ lambda }).fit(train, { random: randomStream(1), threads: 1 })
  const n = train.items.size
  const gram = gramOf(basketsOf(historiesOf(train.log), n), n)
  const b = fitted.save().arrays['weights']!
  for (let i = 0; i < n; i++) {
    expect(b[i * n + i]).toBe(0)
    for (let j = 0; j < n; j++) {
      if (i === j) continue
      let left = lambda * b[i * n + j]!
      for (let k = 0; k < n; k++) left += gram[i * n + k]! * b[k * n + j]!
      expect(left).toBeCloseTo(gram[i * n + j]!, 2)
    }
  }
})

it('ease() explains by additions to the score, strongest first', async () => {
  const fitted = await ease({ lambda: 20 }).fit(toyWorld(), { random: randomStream(1), threads: 1 })
  const view = fitted.user(userIndex(0))
  const evidence = fitted.explain(view, itemIndex(0), 3)
  const weights = evidence.map((fact) => (fact.type === 'neighbour' ? fact.weight : Number.NaN))
  expect(weights).toHaveLength(3)
  expect(weights).toEqual(weights.toSorted((a, b) => b - a))
  expect(weights.every((weight) => weight > 0)).toBe(true)
})

it('ease() takes items after its fit as if they had been in it', async () => {
  const train = toyWorld()
  const run = { random: randomStream(1), threads: 1 }
  const whole = await ease({ lambda: 20 }).fit(train, run)
  const part = await ease({ lambda: 20 }).fit(withoutItems(train, 4), run)
  const [first, ...others] = arrivalsOf(train, 4)
  const later = part.addItems([first!]).addItems(others)
  for (const column of ['weights', 'precisionDiagonal']) {
    const expected = whole.save().arrays[column]!
    for (const [at, weight] of later.save().arrays[column]!.entries()) expect(weight).toBeCloseTo(expected[at]!, 4)
  }
})

it('gramOf() counts people who touched both items', () => {
  const histories = {
    offsets: Int32Array.of(0, 3, 5),
    items: Int32Array.of(2, 0, 2, 1, 2),
    values: new Float32Array(5).fill(1),
  }
  expect(Array.from(gramOf(basketsOf(histories, 3), 3))).toEqual([1, 0, 1, 0, 1, 1, 1, 1, 2])
})
