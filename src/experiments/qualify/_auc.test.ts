import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bootstrapMeans } from '../../evaluation/index.ts'
import { randomStream } from '../../random.ts'
import { type Answers, aucByPerson, aucWithin } from './_auc.ts'
import { meanOf } from './_finding.ts'

const answersOf = (rows: readonly { person: number; liked: boolean }[]): Answers => ({
  person: rows.map(({ person }) => person),
  people: 5,
  liked: rows.map(({ liked }) => liked),
})
const row = fc.record({
  person: fc.integer({ min: 0, max: 4 }),
  liked: fc.boolean(),
  score: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(Number.NaN)),
})
const both = fc
  .array(row, { minLength: 2, maxLength: 24 })
  .filter((rows) => new Set(rows.map(({ liked }) => liked)).size === 2)

/** The definition: pairs won. */
function area(rows: readonly { liked: boolean; score: number }[]): number {
  const pairs = rows.filter(({ liked }) => liked).flatMap((a) => rows.filter(({ liked }) => !liked).map((b) => [a, b]))
  return meanOf(pairs.map(([a, b]) => (a!.score > b!.score ? 1 : a!.score < b!.score ? 0 : 0.5)))
}

describe('aucByPerson()', () => {
  it('aucByPerson() has the area as its mean over people, whoever gave how many answers', () => {
    fc.assert(
      fc.property(both, (rows) => {
        const values = aucByPerson(
          rows.map(({ score }) => score),
          answersOf(rows),
        )
        expect(meanOf(values)).toBeCloseTo(area(rows), 9)
      }),
    )
  })

  it('aucByPerson() turns round 1/2 when liked and disliked are swapped', () => {
    fc.assert(
      fc.property(both, (rows) => {
        const scores = rows.map(({ score }) => score)
        const turned = rows.map(({ person, liked }) => ({ person, liked: !liked }))
        const [one, other] = [aucByPerson(scores, answersOf(rows)), aucByPerson(scores, answersOf(turned))]
        for (const [person, value] of one.entries()) expect(value + other[person]!).toBeCloseTo(1, 9)
      }),
    )
  })

  it('aucByPerson() of answers that never vary, or never come, is exactly 1/2 for everybody', () => {
    const answers = answersOf(
      [0, 1, 2, 3, 4].flatMap((person) => [true, false, false].map((liked) => ({ person, liked }))),
    )
    expect(new Set(aucByPerson(Array(15).fill(7), answers))).toEqual(new Set([0.5]))
    expect(new Set(aucByPerson(Array(15).fill(Number.NaN), answers))).toEqual(new Set([0.5]))
  })

  it('aucByPerson() is undefined without a pair', () => {
    expect(aucByPerson([1, 2], { person: [0, 1], people: 2, liked: [true, true] }).every(Number.isNaN)).toBe(true)
  })

  it('aucByPerson() gives intervals as wide as resampling people and counting their pairs anew', () => {
    const random = randomStream(5)
    const people = 40
    const person = Array.from({ length: 4 * people }, (_, place) => Math.floor(place / 4))
    const liked = person.map((_, place) => place % 4 < 2)
    const leaning = Array.from({ length: people }, () => random.normal())
    const scores = person.map((one, place) => leaning[one]! + 0.6 * Number(liked[place]) + random.normal())
    const quick = bootstrapMeans([aucByPerson(scores, { person, people, liked })], {
      random: random.split('quick'),
    })[0]!
    const slow = Array.from({ length: 200 }, () => {
      const drawn = Array.from({ length: people }, () => random.int(people))
      return area(drawn.flatMap((one) => [0, 1, 2, 3].map((n) => ({ liked: n < 2, score: scores[4 * one + n]! }))))
    }).sort((a, b) => a - b)
    expect(quick.low).toBeCloseTo(slow[4]!, 1)
    expect(quick.high! - quick.low!).toBeGreaterThan(0.8 * (slow[195]! - slow[4]!))
    expect(quick.high! - quick.low!).toBeLessThan(1.25 * (slow[195]! - slow[4]!))
  })
})

describe('aucWithin()', () => {
  it('aucWithin() does not care how generous a person is', () => {
    const answers: Answers = { person: [0, 0, 1, 1], people: 2, liked: [true, false, true, false] }
    expect([...aucWithin([9, 8, 2, 1], answers)]).toEqual([1, 1])
    expect(meanOf(aucByPerson([9, 8, 2, 1], answers))).toBe(0.75)
  })

  it('aucWithin() is undefined for somebody without both kinds', () => {
    expect([...aucWithin([1, 2], { person: [0, 0], people: 2, liked: [true, true] })]).toEqual([Number.NaN, Number.NaN])
  })
})
