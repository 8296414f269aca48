import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { atTemperature, END, labelProbabilities, type NextWeights } from './label-tree.ts'

/** A made-up model: the probability of a token depends on the tokens before it, and on nothing else. */
const weightOf = (path: readonly number[], token: number): number =>
  0.01 + randomStream(1, ...path, 'then', token).next()
const model: NextWeights = async (path, branches) => branches.map((token) => weightOf(path, token))

/** The product rule, written down as it is: along the label, each token against all that lead to some label there. */
function byProductRule(labels: readonly (readonly number[])[], label: readonly number[]): number {
  let product = 1
  for (let depth = 0; depth <= label.length; depth++) {
    const path = label.slice(0, depth)
    const rivals = new Set(
      labels
        .filter((other) => path.every((token, place) => other[place] === token))
        .map((other) => other[depth] ?? END),
    )
    const total = [...rivals].reduce((sum, token) => sum + weightOf(path, token), 0)
    product *= weightOf(path, label[depth] ?? END) / total
  }
  return product
}

const labelSets = fc.uniqueArray(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 12,
  selector: String,
})

describe('labelProbabilities()', () => {
  it('labelProbabilities() sum to 1 and are those of the product rule', async () => {
    await fc.assert(
      fc.asyncProperty(labelSets, async (labels) => {
        const probabilities = await labelProbabilities(labels, model)
        expect(probabilities!.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
        for (const [place, label] of labels.entries()) {
          expect(probabilities![place]).toBeCloseTo(byProductRule(labels, label), 12)
        }
      }),
    )
  })

  it('labelProbabilities() asks once for each fork, and for nothing where no label forks', async () => {
    const asked: string[] = []
    const next: NextWeights = async (path, branches) => {
      asked.push(`${path.join(' ')} → ${branches.join(' ')}`)
      return branches.map(() => 1)
    }
    await labelProbabilities(
      [
        [8, 7, 1],
        [8, 7, 1, 0],
        [8, 7, 2, 5],
      ],
      next,
    )
    expect(asked).toEqual(['8 7 → 1 2', '8 7 1 → -1 0'])
    expect(await labelProbabilities([[4, 4, 4]], next)).toEqual([1])
    expect(asked).toHaveLength(2)
  })

  it('labelProbabilities() shares equally between labels that are the same', async () => {
    expect(await labelProbabilities([[1], [2], [1]], async () => [1, 1])).toEqual([0.25, 0.5, 0.25])
  })

  it('labelProbabilities() is null when no branch has any weight, and empty without labels', async () => {
    expect(await labelProbabilities([[1], [2]], async () => [0, 0])).toBeNull()
    expect(await labelProbabilities([[1], [2]], async () => [Number.NaN, 1])).toBeNull()
    expect(await labelProbabilities([], model)).toEqual([])
  })
})

describe('atTemperature()', () => {
  it('atTemperature() gives all to the likeliest at 0 and changes nothing at 1', () => {
    expect(atTemperature([0.25, 0.5, 0.25], 0)).toEqual([0, 1, 0])
    expect(atTemperature([0.5, 0.5], 0)).toEqual([1, 0])
    expect(atTemperature([0.2, 0.8], 1)).toEqual([0.2, 0.8])
  })

  it('atTemperature() raises to the power 1/temperature, also far down', () => {
    expect(atTemperature([0.8, 0.2], 0.5)).toEqual([0.64 / 0.68, expect.closeTo(0.04 / 0.68, 12)])
    expect(atTemperature([0.8, 0.2], 1e-4)).toEqual([1, 0])
    const [high, low] = atTemperature([0.9, 0.1], 1000)
    expect(high! - low!).toBeLessThan(0.01)
  })
})
