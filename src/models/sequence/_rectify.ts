import type { Layer, Pass } from './_step.ts'

/** max(0, x). */
export function rectify({ take }: Pass): Layer {
  return (input) => {
    const output = take(input.length)
    for (let at = 0; at < output.length; at++) output[at] = Math.max(0, input[at]!)
    return {
      output,
      back(gradient) {
        for (let at = 0; at < gradient.length; at++) if (output[at] === 0) gradient[at] = 0
        return gradient
      },
    }
  }
}
