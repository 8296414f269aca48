import { expect, it } from 'vitest'
import { itemIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeModel } from '../../testing/describe-model.ts'
import { toyWorld } from '../../testing/toy-world.ts'
import { arrivalsOf, withoutItems } from '../_later-items.ts'
import { rp3beta } from './index.ts'

describeModel('rp3beta', () => rp3beta())
describeModel('rp3beta as a plain walk', () => rp3beta({ alpha: 1, beta: 0 }))

const run = { random: randomStream(1), threads: 1 }
const train = toyWorld()
const touched = (user: number, item: number) =>
  train.log.item.subarray(train.log.offsets[user], train.log.offsets[user + 1]).includes(item) ? 1 : 0
const people = Array.from({ length: 60 }, (_, item) => train.log.item.filter((one) => one === item).length)

it('rp3beta() is the product of transition matrices, damped by popularity', async () => {
  const [alpha, beta] = [0.7, 0.4]
  const fitted = await rp3beta({ alpha, beta, neighbours: 60 }).fit(train, run)
  const toPerson = (item: number, user: number) => (touched(user, item) / people[item]!) ** alpha
  const toItem = (user: number, item: number) => (touched(user, item) / 20) ** alpha
  for (const item of [0, 33]) {
    for (const { item: other, score } of fitted.similar(itemIndex(item), 60)) {
      let paths = 0
      for (let user = 0; user < 40; user++) paths += toPerson(item, user) * toItem(user, other)
      expect(score).toBeCloseTo(paths / people[other]! ** beta, 5)
    }
  }
})

it('rp3beta() as a plain walk leaves an item with certainty, for itself or another', async () => {
  const fitted = await rp3beta({ alpha: 1, beta: 0, neighbours: 60 }).fit(train, run)
  for (const item of [5, 50]) {
    const away = fitted.similar(itemIndex(item), 60).reduce((sum, { score }) => sum + score, 0)
    // Back to itself by way of one of its people, each of whom has 20 items.
    expect(away).toBeCloseTo(1 - 1 / 20, 5)
  }
})

it('rp3beta() takes items after its fit as if they had been in it, where people do not weigh by their number of items', async () => {
  const model = rp3beta({ alpha: 0, beta: 0.5, neighbours: 10 })
  const whole = await model.fit(train, run)
  const part = await model.fit(withoutItems(train, 5), run)
  const later = part.addItems(arrivalsOf(train, 5))
  for (let item = 0; item < 60; item++) {
    expect(later.similar(itemIndex(item), 10)).toEqual(whole.similar(itemIndex(item), 10))
  }
})
