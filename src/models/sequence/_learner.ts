import type { RandomStream } from '../../random.ts'
import type { Histories } from '../_histories.ts'
import { type Kernels, kernels } from '../kernels/index.ts'
import { adam } from './_adam.ts'
import { type Batch, epochOf } from './_batches.ts'
import { calibratedGradient, calibratedWeights, drawNegatives } from './_calibrated-gradient.ts'
import { lastStates } from './_last-states.ts'
import { hiddenStates } from './_network.ts'
import type { Parameter, Parameters, Shape } from './_parameters.ts'
import { drawParameters, itemNumbers, parametersOn, weightNumbers } from './_parameters.ts'
import { softmaxGradient } from './_softmax-gradient.ts'
import type { Pass } from './_step.ts'
import { Workspace } from './_workspace.ts'
import type { SequenceOptions } from './options.ts'

/** A network that learns, epoch after epoch, in the kernels' memory until it is released. */
export class Learner {
  readonly parameters: Parameters
  /** All item embeddings, then all other weights. */
  readonly #all: Parameter
  readonly #shape: Shape
  readonly #options: SequenceOptions
  readonly #kernels: Kernels
  readonly #workspace: Workspace
  readonly #random: RandomStream
  readonly #step: () => void
  #epoch = 0

  /** @param items number of items */
  constructor(items: number, options: SequenceOptions, threads: number, random: RandomStream) {
    this.#options = options
    this.#kernels = kernels({ threads })
    this.#workspace = new Workspace(this.#kernels)
    this.#random = random
    this.#shape = { ...options, items }
    const tables = itemNumbers(this.#shape)
    const numbers = () => this.#kernels.share(new Float32Array(tables + weightNumbers(this.#shape)))
    this.#all = { value: numbers(), gradient: numbers() }
    const cut = (from: number, to?: number): Parameter => ({
      value: this.#all.value.subarray(from, to),
      gradient: this.#all.gradient.subarray(from, to),
    })
    this.parameters = parametersOn(this.#shape, cut(0, tables), cut(tables))
    drawParameters(this.parameters, random.split('start'))
    this.#step = adam(this.#all, options.learningRate)
  }

  /** One pass over everything there is to predict (Kang and McAuley 2018, section III-E). */
  learn(histories: Histories): void {
    const chance = this.#random.split('epoch', this.#epoch++)
    const { dropout: rate } = this.#options
    const pass: Pass = { ...this.#pass(), ...(rate > 0 ? { dropout: { rate, random: chance.split('dropout') } } : {}) }
    for (const batch of epochOf(histories, this.#options, chance.split('windows'))) {
      const states = hiddenStates(pass, this.parameters, batch)
      states.back(this.#gradientOf(states.output, batch, pass, chance))
      this.#step()
      this.#workspace.clear()
    }
  }

  #gradientOf(hidden: Float32Array, batch: Batch, pass: Pass, chance: RandomStream): Float32Array {
    const { items } = this.parameters
    if (this.#options.loss === 'softmax') return softmaxGradient(pass, hidden, batch, items)
    const negatives = drawNegatives(batch, this.#shape.items, this.#options.negatives, chance)
    const { target } = calibratedWeights(this.#shape.items, this.#options)
    return calibratedGradient(pass, hidden, batch, items, negatives, target)
  }

  /** The state after the last item of each history. @returns histories x d */
  statesAfter(histories: readonly Int32Array[]): Float32Array {
    return lastStates(this.#pass(), this.parameters, histories, () => this.#workspace.clear())
  }

  /** Item embeddings and all other weights, as they are now. */
  weights(): { readonly items: Float32Array; readonly weights: Float32Array } {
    const tables = itemNumbers(this.#shape)
    return { items: this.#all.value.slice(0, tables), weights: this.#all.value.slice(tables) }
  }

  /** Gives the memory back. */
  release(): void {
    this.#workspace.release()
    this.#kernels.release(this.#all.value)
    this.#kernels.release(this.#all.gradient)
  }

  #pass(): Pass {
    const { factors, heads } = this.#options
    return { gemm: this.#kernels.gemm, take: (length) => this.#workspace.take(length), factors, heads }
  }
}
