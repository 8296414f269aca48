/*
 * A hybrid: several models answer, and their answers are fused person by person.
 *
 * By reciprocal ranks (Cormack, Clarke and Büttcher 2009) what counts is only how high each model places an item; by weighted
 * scores, each model's scores are standardised over the catalogue first, so that how sure a model is counts too (Burke 2002,
 * "Hybrid recommender systems", calls both weighted hybrids). Its classic use is one model that knows the crowd and one that
 * reads: what came today is placed by what it says until somebody has touched it.
 */
import type { z } from 'zod'
import type { Fitted, ModelState, UtilityModel } from '../../domain/index.ts'
import { readOptions } from '../../name-with-options.ts'
import { int32 } from '../_arrays.ts'
import { familyOf, fused, kinOf } from './_fused.ts'
import { checkedParts, type Fusion, hybridOptions, nameOf, partsOf, statesIn } from './options.ts'

export { hybridOptions }

/**
 * Fuses models into one.
 *
 * @param parts.of the models; each is fitted with the hybrid
 * @param parts.fuse `weighted` (by standardised score) unless given, or `rrf` (by rank)
 * @param parts.weights one for each model, from 0; all the same unless given
 * @throws {TastemakerError} `config/option` for no parts, a part twice, a hybrid in a hybrid, or weights that do not fit
 * @example hybrid({ of: [ease(), contentKnn()], fuse: 'weighted', weights: [0.7, 0.3] })
 */
export function hybrid(parts: {
  readonly of: readonly UtilityModel[]
  readonly fuse?: Fusion
  readonly weights?: readonly number[]
}): UtilityModel {
  const checked = checkedParts(parts)
  return {
    name: nameOf(checked),
    family: familyOf(checked),
    kin: kinOf(checked.of),
    async fit(train, run) {
      const fitted: Fitted[] = []
      for (const model of checked.of) {
        fitted.push(await model.fit(train, { ...run, random: run.random.split('hybrid', model.name) }))
      }
      return fused({ ...checked, of: fitted }, train.items.size)
    },
  }
}

/**
 * A `hybrid` from options in text.
 *
 * @param make makes a model by its name; an argument, because the list of models has this one in it
 */
export function hybridByName(
  options: z.input<typeof hybridOptions>,
  make: (name: string) => UtilityModel,
): UtilityModel {
  return hybrid(partsOf(readOptions(hybridOptions, options, 'hybrid'), make))
}

/** A fitted `hybrid` from its state. @param load makes a fitted part from its own */
export function loadHybrid(state: ModelState, load: (state: ModelState) => Fitted): Fitted {
  const { parts: _, ...options } = state.options
  const { fuse, weights } = readOptions(hybridOptions, options, 'hybrid')
  const of = statesIn(state).map(load)
  const numbers = weights === '' ? {} : { weights: weights.split('+').map(Number) }
  return fused(checkedParts({ of, fuse, ...numbers }), int32(state, 'itemCount')[0]!)
}
