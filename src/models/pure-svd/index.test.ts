import { expect, it } from 'vitest'
import { itemIndex, userIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeModel } from '../../testing/describe-model.ts'
import { toyWorld } from '../../testing/toy-world.ts'
import { pureSvd } from './index.ts'

describeModel('pure-svd', () => pureSvd({ factors: 2 }))

const run = { random: randomStream(1), threads: 1 }
const train = toyWorld()

it('pureSvd() with all factors gives a history back', async () => {
  const fitted = await pureSvd({ factors: 60 }).fit(train, run)
  const view = fitted.user(userIndex(0))
  const scores = fitted.score(view)
  for (let item = 0; item < 60; item++) expect(scores[item]).toBeCloseTo(view.history.items.includes(item) ? 1 : 0, 3)
})

it('pureSvd() explains by parts that add up to the score, those against it left out', async () => {
  const fitted = await pureSvd({ factors: 1 }).fit(train, run)
  const view = fitted.user(userIndex(2))
  const scores = fitted.score(view)
  // One factor of a matrix without negative numbers has none: all parts speak for the item.
  const evidence = fitted.explain(view, itemIndex(7), 60)
  const sum = evidence.reduce((total, fact) => total + (fact.type === 'neighbour' ? fact.weight : Number.NaN), 0)
  expect(sum).toBeCloseTo(scores[7]!, 4)
})

it('pureSvd() puts an arrival that the people of a known item touched where that item is', async () => {
  const fitted = await pureSvd({ factors: 8, powers: 30 }).fit(train, run)
  const touchedBy = train.log.user.filter((_, row) => train.log.item[row] === 11).sort()
  const values = new Float32Array(touchedBy.length).fill(1)
  const later = fitted.addItems([{ item: train.catalogue[11]!, touchedBy, values }])
  for (let user = 0; user < 40; user++) {
    const scores = later.score(later.user(userIndex(user)))
    expect(scores[60]).toBeCloseTo(scores[11]!, 3)
  }
  expect(later.similar(itemIndex(60), 1)[0]!.item).toBe(11)
})
