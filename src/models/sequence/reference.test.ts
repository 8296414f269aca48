import { describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { kernels } from '../kernels/index.ts'
import { sequencesOf } from './_batches.ts'
import { calibratedGradient, drawNegatives } from './_calibrated-gradient.ts'
import { hiddenStates } from './_network.ts'
import {
  drawParameters,
  itemNumbers,
  type Parameter,
  type Parameters,
  parametersOn,
  weightNumbers,
} from './_parameters.ts'
import { softmaxGradient } from './_softmax-gradient.ts'
import type { Pass } from './_step.ts'
import { type RowLoss, referenceCalibrated, referenceLoss, referenceSoftmax } from './reference.ts'

const SHAPE = { items: 7, factors: 4, blocks: 2, maxLength: 5 }
const HEADS = 2
const POWER = 0.7

const inputs = sequencesOf([Int32Array.of(3), Int32Array.of(0, 6, 2, 0, 5), Int32Array.of(1, 4, 3)])
const batch = { ...inputs, targets: Int32Array.of(5, 6, 2, 0, 5, 1, 4, 3, 0) }
const negatives = drawNegatives(batch, SHAPE.items, 4, randomStream(3))

/** A model whose gradients are large: everything is drawn wide, norms and biases too. */
function tinyModel(): { readonly all: Parameter; readonly parameters: Parameters } {
  const items = itemNumbers(SHAPE)
  const numbers = () => new Float32Array(items + weightNumbers(SHAPE))
  const all = { value: numbers(), gradient: numbers() }
  const cut = (from: number, to?: number): Parameter => ({
    value: all.value.subarray(from, to),
    gradient: all.gradient.subarray(from, to),
  })
  const parameters = parametersOn(SHAPE, cut(0, items), cut(items))
  const random = randomStream(5)
  drawParameters(parameters, random)
  for (let at = 0; at < all.value.length; at++) all.value[at]! += 0.3 * random.normal()
  return { all, parameters }
}

const pass: Pass = {
  gemm: kernels({ threads: 1 }).gemm,
  take: (length) => new Float32Array(length).fill(Number.NaN),
  factors: SHAPE.factors,
  heads: HEADS,
}

interface Case {
  readonly name: string
  readonly slow: (items: Parameter) => RowLoss
  readonly fast: (hidden: Float32Array, items: Parameter) => Float32Array
}

const cases: readonly Case[] = [
  {
    name: 'softmax',
    slow: (items) => referenceSoftmax(items, batch.targets.length),
    fast: (hidden, items) => softmaxGradient(pass, hidden, batch, items),
  },
  {
    name: 'calibrated',
    slow: (items) => referenceCalibrated(items, batch.targets.length, negatives, POWER),
    fast: (hidden, items) => calibratedGradient(pass, hidden, batch, items, negatives, POWER),
  },
]

describe.each(cases)('with the $name loss', ({ slow, fast }) => {
  it('referenceLoss() has the gradients that finite differences find', () => {
    const { all, parameters } = tinyModel()
    const lossOf = slow(parameters.items)
    const loss = () => referenceLoss(parameters, HEADS, batch, lossOf)
    loss()
    const gradient = all.gradient.slice()
    for (let at = 0; at < all.value.length; at += 3) {
      const own = all.value[at]!
      all.value[at] = own + 1e-4
      const [above, up] = [all.value[at]!, loss()]
      all.value[at] = own - 1e-4
      const slope = (up - loss()) / (above - all.value[at]!)
      all.value[at] = own
      expect(gradient[at], `number ${at}`).toBeCloseTo(slope, 5)
    }
  })

  it('hiddenStates() learns what its twin learns', () => {
    const [twin, model] = [tinyModel(), tinyModel()]
    referenceLoss(twin.parameters, HEADS, batch, slow(twin.parameters.items))
    const { output, back } = hiddenStates(pass, model.parameters, batch)
    back(fast(output, model.parameters.items))
    for (let at = 0; at < twin.all.gradient.length; at++) {
      expect(model.all.gradient[at], `number ${at}`).toBeCloseTo(twin.all.gradient[at]!, 5)
    }
  })
})

it('hiddenStates() goes back through the same dropout that it came through', () => {
  const { all, parameters } = tinyModel()
  const random = randomStream(8)
  const toward = Float32Array.from({ length: batch.items.length * SHAPE.factors }, () => random.normal())
  // The stream is opened anew each time, so the same numbers are silenced.
  const run = () => hiddenStates({ ...pass, dropout: { rate: 0.3, random: randomStream(9) } }, parameters, batch)
  const along = () => run().output.reduce((sum, value, at) => sum + value * toward[at]!, 0)
  run().back(toward.slice())
  for (let at = 0; at < all.value.length; at += 3) {
    const own = all.value[at]!
    all.value[at] = own + 2e-3
    const up = along()
    all.value[at] = own - 2e-3
    const slope = (up - along()) / 4e-3
    all.value[at] = own
    expect(Math.abs(all.gradient[at]! - slope), `number ${at}`).toBeLessThan(0.02)
  }
})
