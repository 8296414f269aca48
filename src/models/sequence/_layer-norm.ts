import type { Norm } from './_parameters.ts'
import type { Layer, Pass } from './_step.ts'

/** Added to the variance, so that a constant row is not divided by 0. */
export const EPSILON = 1e-5

/** Every row brought to mean 0 and variance 1, then stretched and shifted as learned (Ba, Kiros and Hinton 2016). */
export function layerNorm({ take, factors: d }: Pass, { gain, shift }: Norm): Layer {
  return (input) => {
    const rows = input.length / d
    const unit = take(input.length)
    const output = take(input.length)
    const scales = take(rows)
    for (let row = 0; row < rows; row++) {
      const start = row * d
      let mean = 0
      for (let at = start; at < start + d; at++) mean += input[at]!
      mean /= d
      let variance = 0
      for (let at = start; at < start + d; at++) variance += (input[at]! - mean) ** 2
      const scale = 1 / Math.sqrt(variance / d + EPSILON)
      scales[row] = scale
      for (let f = 0; f < d; f++) {
        const value = (input[start + f]! - mean) * scale
        unit[start + f] = value
        output[start + f] = value * gain.value[f]! + shift.value[f]!
      }
    }
    return { output, back: (gradient) => backThrough(gradient, unit, scales) }
  }

  /** With u the unit row and h its gradient: scale (h - mean(h) - u mean(h u)), in place. */
  function backThrough(gradient: Float32Array, unit: Float32Array, scales: Float32Array): Float32Array {
    for (let row = 0; row < scales.length; row++) {
      const start = row * d
      let mean = 0
      let slope = 0
      for (let f = 0; f < d; f++) {
        const g = gradient[start + f]!
        const u = unit[start + f]!
        gain.gradient[f]! += g * u
        shift.gradient[f]! += g
        const h = g * gain.value[f]!
        mean += h
        slope += h * u
      }
      mean /= d
      slope /= d
      const scale = scales[row]!
      for (let f = 0; f < d; f++) {
        const at = start + f
        gradient[at] = scale * (gradient[at]! * gain.value[f]! - mean - unit[at]! * slope)
      }
    }
    return gradient
  }
}
