import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Arrival, Fitted } from '../../domain/index.ts'
import { itemId, itemIndex, userIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { describeModel } from '../../testing/describe-model.ts'
import { toyWorld } from '../../testing/toy-world.ts'
import { twoGroups } from '../../testing/two-groups.ts'
import { refusesItems } from '../_arrivals.ts'
import { contentKnn } from '../content-knn/index.ts'
import { ease } from '../ease/index.ts'
import { itemKnn } from '../item-knn/index.ts'
import { popularity } from '../popularity/index.ts'
import { loadModel, modelByName } from '../registry.ts'
import { reciprocalRanks, standardised } from './_fuse.ts'
import { hybrid } from './index.ts'

const READS = { untouchedLast: 'content-knn reads: an item that nobody touched stands where its words put it' }
describeModel('hybrid', () => hybrid({ of: [ease(), contentKnn()] }), READS)
describeModel('hybrid by ranks', () => hybrid({ of: [itemKnn(), ease({ lambda: 10 })], fuse: 'rrf' }))

const run = () => ({ random: randomStream(7), threads: 1 })
const scoresOf = (fitted: Fitted, user: number) => Array.from(fitted.score(fitted.user(userIndex(user))))
const newItem = (category: string): Arrival => ({
  item: { id: itemId('new'), title: `${category} 16`, categories: [category], attributes: {} },
  touchedBy: new Int32Array(0),
  values: new Float32Array(0),
})

describe('hybrid()', () => {
  it('hybrid() adds what its parts say, standardised and weighted', async () => {
    const parts = [itemKnn(), popularity()]
    const both = await hybrid({ of: parts, fuse: 'weighted', weights: [0.7, 0.3] }).fit(twoGroups(), run())
    const [knn, popular] = await Promise.all(parts.map((part) => part.fit(twoGroups(), run())))
    const [one, other] = [knn!, popular!].map((part) => standardised(Float32Array.from(scoresOf(part, 3))))
    for (const [item, score] of scoresOf(both, 3).entries()) {
      expect(score).toBeCloseTo(0.7 * one![item]! + 0.3 * other![item]!, 5)
    }
  })

  it('hybrid() has a name that makes it again, with the options of its parts', async () => {
    const made = hybrid({ of: [itemKnn({ neighbours: 20, shrinkage: 5 }), ease()], weights: [2, 1], fuse: 'rrf' })
    expect(made.name).toBe('hybrid:of=item-knn:neighbours=20;shrinkage=5+ease,fuse=rrf,weights=2+1')
    const again = modelByName(made.name)
    expect(again).toMatchObject({ name: made.name, family: 'item-item' })
    const [one, other] = await Promise.all([made, again].map((model) => model.fit(twoGroups(), run())))
    expect(scoresOf(one!, 0)).toEqual(scoresOf(other!, 0))
    expect(hybrid({ of: [ease(), contentKnn()], weights: [0.5, 0.5] }).name).toBe('hybrid')
  })

  it('hybrid() is of the family of its heaviest part and kin to all', () => {
    const made = hybrid({ of: [ease(), contentKnn(), itemKnn()], weights: [1, 2, 1] })
    expect(made).toMatchObject({ family: 'content', kin: ['item-item', 'content'] })
  })

  it('hybrid() hands arrivals to the parts that take them; one that refuses ranks them last', async () => {
    const refusing = { ...ease(), fit: async () => refuser(await ease().fit(toyWorld(), run())) }
    const fitted = await hybrid({ of: [refusing, contentKnn()], weights: [1, 3] }).fit(toyWorld(), run())
    const more = fitted.addItems([newItem('western')])
    const western = more.foldIn({ items: Int32Array.of(45, 46, 60), values: Float32Array.of(5, 5, 5) })
    const scores = more.score(western)
    expect(scores[60]).toBeGreaterThan(Math.max(...scores.subarray(0, 45)))
    expect(more.explain(western, itemIndex(60), 3)[0]).toMatchObject({ type: 'features' })
    expect(more.similar(itemIndex(60), 2).every(({ item }) => item >= 45)).toBe(true)
    const twice = more.addItems([newItem('horror')])
    expect(twice.items).toBe(62)
    expect(scoresOf(loadModel(structuredClone(twice.save())), 0)).toEqual(scoresOf(twice, 0))
  })

  it('hybrid() refuses arrivals with every reason when no part takes them', async () => {
    const refusing = { ...ease(), fit: async () => refuser(await ease().fit(toyWorld(), run())) }
    const fitted = await hybrid({ of: [refusing] }).fit(toyWorld(), run())
    expect(() => fitted.addItems([newItem('horror')])).toThrow(
      expect.objectContaining({ code: 'model/unsupported', message: expect.stringContaining('learned together') }),
    )
  })

  it('hybrid() explains by the part that speaks strongest for the item', async () => {
    const fitted = await hybrid({ of: [popularity(), contentKnn()], weights: [1, 5] }).fit(toyWorld(), run())
    const view = fitted.user(userIndex(0))
    const scores = fitted.score(view)
    const best = itemIndex(scores.indexOf(Math.max(...scores)))
    expect(fitted.explain(view, best, 2)[0]).toMatchObject({ type: 'features' })
  })

  it('hybrid() refuses parts and weights that make no sense, and says what would', () => {
    const wrong = (text: string) => () => modelByName(`hybrid:${text}`)
    for (const [text, message] of [
      ['of=ease+ease', '"ease" twice'],
      ['of=hybrid+ease', 'models that are not hybrids'],
      ['weights=1', '2 numbers from 0'],
      ['weights=1+x', '2 numbers from 0'],
      ['weights=0+0', '2 numbers from 0'],
      ['weights=1+-1', '2 numbers from 0'],
    ] as const) {
      expect(wrong(text), text).toThrow(
        expect.objectContaining({ code: 'config/option', message: expect.stringContaining(message) }),
      )
    }
    expect(wrong('of=eaze+ials')).toThrow(expect.objectContaining({ hint: 'Did you mean ease?' }))
  })
})

describe('reciprocalRanks()', () => {
  const scores = fc
    .array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 20 })
    .map((s) => Float32Array.from(s))

  it('reciprocalRanks() is 1 / (60 + mean rank among equals)', () => {
    fc.assert(
      fc.property(scores, (given) => {
        for (const [item, rank] of reciprocalRanks(given).entries()) {
          const higher = given.filter((other) => other > given[item]!).length
          const equal = given.filter((other) => other === given[item]!).length
          expect(rank).toBeCloseTo(1 / (60 + higher + (equal + 1) / 2), 7)
        }
      }),
    )
  })

  it('standardised() has mean 0 and deviation 1, and zeros where all scores are the same', () => {
    fc.assert(
      fc.property(scores, (given) => {
        const unit = standardised(given)
        const mean = unit.reduce((sum, z) => sum + z, 0) / unit.length
        const square = unit.reduce((sum, z) => sum + z * z, 0) / unit.length
        expect(mean).toBeCloseTo(0, 5)
        expect(square).toBeCloseTo(new Set(given).size > 1 ? 1 : 0, 4)
      }),
    )
  })
})

/** The same model, unable to take items. */
function refuser(fitted: Fitted): Fitted {
  return { ...fitted, addItems: refusesItems('ease', 'its items are all learned together.') }
}
