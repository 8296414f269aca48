import { expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { dropout, dropoutFactors } from './_dropout.ts'

const pass = {
  gemm: () => new Float32Array(0),
  take: (length: number) => new Float32Array(length),
  factors: 1,
  heads: 1,
}

it('dropoutFactors() silences the given share and makes up for it', () => {
  for (const rate of [0.1, 0.25, 0.8]) {
    const factors = dropoutFactors({ rate, random: randomStream(1) }, new Float32Array(100_001))
    const silent = factors.filter((factor) => factor === 0).length / factors.length
    expect(silent).toBeCloseTo(rate, 2)
    expect(factors.reduce((sum, factor) => sum + factor, 0) / factors.length).toBeCloseTo(1, 1)
    expect(new Set(factors).size).toBe(2)
  }
})

it('dropout() silences the same numbers on the way back', () => {
  const { output, back } = dropout({ ...pass, dropout: { rate: 0.5, random: randomStream(2) } })(
    new Float32Array(50).fill(1),
  )
  expect(back(new Float32Array(50).fill(1))).toEqual(output)
})

it('dropout() does nothing outside training', () => {
  const input = Float32Array.of(1, 2, 3)
  expect(dropout(pass)(input).output).toEqual(Float32Array.of(1, 2, 3))
})
