/*
 * RP3beta: a walk of three steps on the graph of people and items, held back from the popular ones.
 *
 * From a person to an item of theirs, to somebody else who touched it, to an item of that one. With transition probabilities
 * raised to alpha, and the outcome divided by the popularity of where it ends, to the power beta:
 * W_ij = sum over people v who touched both of (1 / c_i)^alpha (1 / n_v)^alpha / c_j^beta, and score(u, j) is the sum of W_ij over
 * the items i of the history (Paudel, Christoffel, Newell and Bernstein 2016, "Updatable, accurate, diverse, and scalable
 * recommendations for interactive applications"). The first step, (1 / n_u)^alpha, is the same for all items of a person.
 * c counts the people of an item, n the items of a person. Each item keeps its strongest neighbours.
 */
import { z } from 'zod'
import type { Fitted, ModelState, UtilityModel } from '../../domain/index.ts'
import { readOptions } from '../../name-with-options.ts'
import { pairModel, pairUtility } from '../_neighbour-model.ts'
import type { PairRule } from '../_pair-neighbours.ts'

/**
 * Options of `rp3beta`: exponents of the transition probabilities and of the popularity, and neighbours kept an item.
 *
 * Defaults by nDCG@10 on validation parts of MovieLens 100K; an alpha of 1, the plain walk, lost a fifth there.
 */
export const rp3betaOptions = z.object({
  alpha: z.number().min(0).max(3).default(0.2),
  beta: z.number().min(0).max(3).default(0.5),
  neighbours: z.int().min(1).max(10_000).default(100),
})

/**
 * Scores by where walks from the history end.
 *
 * @param options see `rp3betaOptions`
 * @example const fitted = await rp3beta({ beta: 0.6 }).fit(train, { random: randomStream(7), threads: 1 })
 */
export function rp3beta(options: z.input<typeof rp3betaOptions> = {}): UtilityModel {
  const chosen = readOptions(rp3betaOptions, options, 'rp3beta')
  return pairUtility({ name: 'rp3beta', schema: rp3betaOptions, options: chosen, rule: ruleOf(chosen) })
}

/** A fitted `rp3beta` from its state. */
export function loadRp3beta(state: ModelState): Fitted {
  return pairModel(state, rp3betaOptions, ruleOf(readOptions(rp3betaOptions, state.options, 'rp3beta')))
}

function ruleOf({ alpha, beta, neighbours }: z.output<typeof rp3betaOptions>): PairRule {
  return {
    neighbours,
    compare: () => ({
      shared: (items) => items ** -alpha,
      own: () => 1,
      source: (people) => people ** alpha,
      target: (people) => people ** beta,
      weigh: (paths, source, target) => paths / (source * target),
    }),
  }
}
