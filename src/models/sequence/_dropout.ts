import type { Layer, Pass } from './_step.ts'

/**
 * Silences numbers by chance, the others made up for it (Srivastava et al. 2014).
 *
 * Nothing happens outside training.
 */
export function dropout(pass: Pass): Layer {
  return (input) => {
    if (!pass.dropout) return { output: input, back: (gradient) => gradient }
    const factors = dropoutFactors(pass.dropout, pass.take(input.length))
    const output = pass.take(input.length)
    for (let at = 0; at < output.length; at++) output[at] = input[at]! * factors[at]!
    return {
      output,
      back(gradient) {
        for (let at = 0; at < gradient.length; at++) gradient[at]! *= factors[at]!
        return gradient
      },
    }
  }
}

/**
 * Fills an array with 0 where a number is silenced, and elsewhere with what makes up for it.
 *
 * Four numbers share the 32 bits of one draw, which cuts the rate to 256ths.
 */
export function dropoutFactors({ rate, random }: NonNullable<Pass['dropout']>, into: Float32Array): Float32Array {
  const silent = Math.round(rate * 256)
  const factor = 256 / (256 - silent)
  for (let at = 0; at < into.length; at += 4) {
    let bits = random.next() * 4_294_967_296
    const end = Math.min(into.length, at + 4)
    for (let place = at; place < end; place++) {
      into[place] = (bits & 255) < silent ? 0 : factor
      bits >>>= 8
    }
  }
  return into
}
