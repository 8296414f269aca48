import { expect, it } from 'vitest'
import { userIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeModel } from '../../testing/describe-model.ts'
import { twoGroups } from '../../testing/two-groups.ts'
import { random } from './index.ts'

const chance = 'chance knows no groups'
describeModel('random', () => random(), {
  ownGroup: chance,
  similarInGroup: chance,
  untouchedLast: 'chance counts nothing',
})

it('random() differs from person to person and from seed to seed', async () => {
  const train = twoGroups()
  const learn = (seed: number, option = 0) =>
    random({ seed: option }).fit(train, { random: randomStream(seed), threads: 1 })
  const first = await learn(1)
  const scoresOf = (fitted: typeof first, user: number) => fitted.score(fitted.user(userIndex(user)))
  expect(scoresOf(first, 0)).not.toEqual(scoresOf(first, 1))
  expect(scoresOf(await learn(2), 0)).not.toEqual(scoresOf(first, 0))
  expect(scoresOf(await learn(1, 9), 0)).not.toEqual(scoresOf(first, 0))
})

it('random() spreads its scores evenly over [0, 1)', async () => {
  const fitted = await random().fit(twoGroups(), { random: randomStream(3), threads: 1 })
  const scores: number[] = []
  for (let n = 0; n < 500; n++) {
    const history = { items: Int32Array.of(n % 16, n >> 4), values: Float32Array.of(1, 1) }
    scores.push(...fitted.score(fitted.foldIn(history)))
  }
  const tenths = Array.from({ length: 10 }, (_, tenth) => scores.filter((s) => Math.floor(s * 10) === tenth).length)
  for (const count of tenths) expect(Math.abs(count / scores.length - 0.1)).toBeLessThan(0.015)
})
