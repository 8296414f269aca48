import { expect, it } from 'vitest'
import { adam } from './_adam.ts'

it('adam() first moves every number by the rate, against its gradient', () => {
  const parameter = { value: Float32Array.of(1, 1, 1), gradient: Float32Array.of(5, -0.01, 0) }
  adam(parameter, 0.1)()
  expect(parameter.value[0]).toBeCloseTo(0.9, 5)
  expect(parameter.value[1]).toBeCloseTo(1.1, 5)
  expect(parameter.value[2]).toBe(1)
  expect(parameter.gradient).toEqual(new Float32Array(3))
})

it('adam() finds the bottom of a bowl', () => {
  const parameter = { value: Float32Array.of(3, -2), gradient: new Float32Array(2) }
  const step = adam(parameter, 0.05)
  for (let n = 0; n < 500; n++) {
    parameter.gradient[0] = 2 * (parameter.value[0]! - 1)
    parameter.gradient[1] = 200 * (parameter.value[1]! - 4)
    step()
  }
  expect(parameter.value[0]).toBeCloseTo(1, 1)
  expect(parameter.value[1]).toBeCloseTo(4, 1)
})
