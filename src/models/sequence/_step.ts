import type { RandomStream } from '../../random.ts'
import type { Kernels } from '../kernels/index.ts'

/** A layer's answer, and the way back through it. */
export interface Step {
  /** Rows of d numbers. */
  readonly output: Float32Array
  /**
   * From the gradient of the output to that of the input; the gradients of the layer's own parameters are added to.
   *
   * The gradient that is given is the layer's to overwrite.
   */
  readonly back: (gradient: Float32Array) => Float32Array
}

/** A part of the network; it leaves its input as it was. */
export type Layer = (input: Float32Array) => Step

/** What all layers of one pass over some sequences share. */
export interface Pass {
  readonly gemm: Kernels['gemm']
  /** An array for the time of the pass, its numbers left over from anything. */
  readonly take: (length: number) => Float32Array
  /** d: numbers in a row. */
  readonly factors: number
  readonly heads: number
  /** The share of numbers that are silenced, and whose chance it is; absent outside training. */
  readonly dropout?: { readonly rate: number; readonly random: RandomStream }
}

/** Layers one after the other. */
export function inTurn(...layers: readonly Layer[]): Layer {
  return (input) => {
    const steps: Step[] = []
    let output = input
    for (const layer of layers) {
      const step = layer(output)
      steps.push(step)
      output = step.output
    }
    return { output, back: (gradient) => steps.reduceRight((g, step) => step.back(g), gradient) }
  }
}

/** x + layer(x) (He et al. 2016). */
export function residual({ take }: Pass, layer: Layer): Layer {
  return (input) => {
    const change = layer(input)
    return {
      output: sum(input, change.output, take(input.length)),
      back(gradient) {
        const straight = take(gradient.length)
        straight.set(gradient)
        return sum(straight, change.back(gradient), straight)
      },
    }
  }
}

function sum(a: Float32Array, b: Float32Array, into: Float32Array): Float32Array {
  for (let at = 0; at < into.length; at++) into[at] = a[at]! + b[at]!
  return into
}
