import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitByName, withLog } from '../../data/index.ts'
import { type UtilityModel, userIndex } from '../../domain/index.ts'
import { biasedMf, ease, itemKnn, popularity } from '../../models/index.ts'
import { randomStream } from '../../random.ts'
import { TOY_GENRES, toyWorld } from '../../testing/index.ts'
import { fitInterest, interestOf } from './interest.ts'
import { logisticCurve } from './logistic-curve.ts'
import { standing } from './standing.ts'
import { fitTaste, userTaste } from './taste.ts'

const run = { random: randomStream(1), threads: 1 }

function parts() {
  const world = toyWorld()
  const split = splitByName('three-way', world, randomStream(1))
  return { world, train: split.train, private: split.private!, known: withLog(world, world.log) }
}

describe('standing()', () => {
  it('is the share of unknown items beaten, ties half', () => {
    expect([0, 1, 2].map(standing(Float32Array.of(3, 1, 2), Int32Array.of()))).toEqual([0.75, 0.25, 0.5])
    expect([0, 1].map(standing(Float32Array.of(1, 1), Int32Array.of()))).toEqual([0.5, 0.5])
  })

  it('measures known items against the unknown ones', () => {
    expect(standing(Float32Array.of(9, 1, 2), Int32Array.of(0))(0)).toBeCloseTo(2.5 / 3)
  })

  it('lies strictly between 0 and 1 and keeps the order of the scores', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), (scores) => {
        const places = scores.map((_, item) => standing(Float32Array.from(scores), Int32Array.of())(item))
        expect(places.every((place) => place > 0 && place < 1)).toBe(true)
        for (let i = 1; i < scores.length; i++) {
          expect(Math.sign(places[i]! - places[i - 1]!)).toBe(Math.sign(scores[i]! - scores[i - 1]!))
        }
      }),
    )
  })
})

describe('logisticCurve()', () => {
  it('finds the curve that made the answers', () => {
    const random = randomStream(4)
    const x = Array.from({ length: 20_000 }, () => random.normal() * 2)
    const yes = x.map((value) => random.next() < 1 / (1 + Math.exp(-(0.5 + 1.5 * value))))
    const curve = logisticCurve(x, yes)
    // Standard errors are about 0.02.
    expect(Math.abs(curve.intercept - 0.5)).toBeLessThan(0.08)
    expect(Math.abs(curve.slope - 1.5)).toBeLessThan(0.08)
  })

  it('stays finite for answers that a line parts, and for none', () => {
    const curve = logisticCurve([-1, 1], [false, true])
    expect(Number.isFinite(curve.slope)).toBe(true)
    expect(logisticCurve([], [])).toEqual({ intercept: 0, slope: 1 })
  })
})

describe('fitInterest()', () => {
  it('gives films of a person’s own genres a higher probability than the rest', async () => {
    const { world, ...given } = parts()
    const interest = await fitInterest(given, itemKnn(), run)
    const own = String(world.people[0]?.attributes?.['genres'])
    const likely = interestOf(interest, userIndex(0))
    const mean = (of: (genre: string) => boolean): number => {
      const items = world.catalogue.flatMap((item, index) => (of(item.categories[0]!) ? [likely(index)] : []))
      return items.reduce((sum, p) => sum + p, 0) / items.length
    }
    expect(mean((genre) => own.includes(genre))).toBeGreaterThan(mean((genre) => !own.includes(genre)) + 0.15)
    expect(TOY_GENRES.filter((genre) => own.includes(genre))).toHaveLength(2)
  })

  it('never looks at held-out events', async () => {
    const { world: _, ...given } = parts()
    const seen: number[] = []
    const spy: UtilityModel = {
      ...popularity(),
      fit: (train, with_) => {
        seen.push(train.log.length)
        return popularity().fit(train, with_)
      },
    }
    await fitInterest(given, spy, run)
    expect(seen).toEqual([given.train.log.length, given.known.log.length])
  })
})

describe('fitTaste()', () => {
  it('expects stars inside the scale and knows how far off it is', async () => {
    const { world: _, ...given } = parts()
    const taste = await fitTaste(given, { interest: ease({ lambda: 1 }), stars: biasedMf() }, run)
    const person = userTaste(taste, userIndex(3))
    expect(person.stars(0)).toBeGreaterThanOrEqual(1)
    expect(person.stars(0)).toBeLessThanOrEqual(5)
    expect(person.spread).toBeGreaterThan(0.2)
    expect(person.spread).toBeLessThan(1.5)
  })

  it('refuses a star model that predicts no ratings', async () => {
    const { world: _, ...given } = parts()
    await expect(fitTaste(given, { interest: ease(), stars: ease() }, run)).rejects.toThrow('predicts no ratings')
  })
})
