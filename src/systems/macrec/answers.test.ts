import { expect, it } from 'vitest'
import { itemId } from '../../domain/index.ts'
import { rankingAnswer } from './answers.ts'

const ids = (...numbers: readonly number[]) => numbers.map((n) => itemId(String(n)))
const eight = ids(1, 2, 3, 4, 5, 6, 7, 8)

it('rankingAnswer() takes the candidates in any order as they are', () => {
  const order = ids(8, 1, 7, 2, 6, 3, 5, 4)
  const whole = { unknown: 0, duplicate: 0, missing: 0 }
  expect(rankingAnswer(eight, eight).read(order)).toEqual({ value: { answer: order, mended: whole } })
})

it('rankingAnswer() mends a list in which one candidate stands twice and another not at all', () => {
  expect(rankingAnswer(eight, eight).read(ids(1, 2, 3, 4, 5, 6, 2, 8))).toEqual({
    value: { answer: ids(1, 2, 3, 4, 5, 6, 8, 7), mended: { unknown: 0, duplicate: 1, missing: 1 } },
  })
})

it('rankingAnswer() takes out what is no candidate, and lets what is missing follow in the order of the baseline', () => {
  expect(rankingAnswer(ids(1, 2, 3, 4), ids(4, 3, 2, 1)).read([3, '3', 9, 1])).toEqual({
    value: { answer: ids(3, 1, 4, 2), mended: { unknown: 1, duplicate: 1, missing: 2 } },
  })
})

it('rankingAnswer() has nothing to mend where no candidate is named', () => {
  for (const said of [['9'], [], 'none', null, { ids: ['1'] }]) {
    expect(rankingAnswer(eight, eight).read(said)).toHaveProperty('wrong')
  }
})
