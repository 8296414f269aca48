import type { RandomStream } from '../../../random.ts'
import { agesOfBand } from '../age-band.ts'
import { type AttributePolicy, drawAttributes } from '../joint/attribute-policy.ts'
import { bigFiveNames, entropyOf, PROFILE_VERSION, type Profile } from '../profile.ts'
import { bigFiveSource, usualTraitCorrelations } from './big-five.ts'
import { type DispositionLoadings, drawDispositions, explainedVariance, usualLoadings } from './dispositions.ts'
import { inventHandle } from './handle.ts'
import { rounded } from './rounded-shares.ts'
import { standardPopulation } from './standard-population.ts'
import { drawTaste, type TasteModel, tasteModel } from './taste-model.ts'

/** Of what generated people are made; what is left out has the usual setting. */
export interface GeneratedProfilesOptions {
  /** Draws `ageBand` (two ages with a hyphen), `gender`, `occupation`, `place`; an attribute it does not draw stays unknown. */
  readonly attributes?: AttributePolicy
  readonly traitCorrelations?: readonly (readonly number[])[]
  readonly loadings?: DispositionLoadings
  readonly tastes?: TasteModel
}

/** Makes people one by one. */
export interface ProfileSource {
  /** How many there are at most; null without end. */
  readonly size: number | null
  /** What could not be formed, in sentences. */
  readonly warnings: readonly string[]
  /** The person of a number from 0; the same one however many are asked for. */
  person(number: number): Profile
}

/**
 * People drawn from attribute policies, correlated traits and a model of tastes.
 *
 * Each person has a stream by number, and in it each part one of its own: one more person, or another setting of one part,
 * leaves the rest as it was. Place stays unknown unless the policy draws it.
 *
 * @param random the stream of the population
 * @throws {TastemakerError} what `drawAttributes`, `bigFiveSource` and `tasteModel` throw
 * @example generatedProfiles(randomStream(1)).person(0).demographics.age
 */
export function generatedProfiles(random: RandomStream, options: GeneratedProfilesOptions = {}): ProfileSource {
  const correlations = options.traitCorrelations ?? usualTraitCorrelations
  const loadings = options.loadings ?? usualLoadings
  const policy = options.attributes ?? { rules: [{ type: 'joint', joint: standardPopulation() }] }
  const tastes = options.tastes ?? tasteModel()
  const traits = bigFiveSource(correlations)
  const variance = explainedVariance(loadings, correlations)
  return {
    size: null,
    warnings: [],
    person(number) {
      const id = `generated-${number + 1}`
      const own = random.split(id)
      const attributes = drawAttributes(policy, own.split('attributes'))
      const scores = traits(own.split('traits'))
      const habits = drawDispositions(scores, loadings, variance, own.split('dispositions'))
      const taste = drawTaste(tastes, scores, own.split('taste'))
      return {
        v: PROFILE_VERSION,
        id,
        name: inventHandle(own.split('name')),
        origin: 'generated',
        demographics: {
          age: ageIn(attributes['ageBand'], own.split('age')),
          gender: attributes['gender'] ?? null,
          occupation: attributes['occupation'] ?? null,
          place: attributes['place'] ?? null,
        },
        bigFive: Object.fromEntries(bigFiveNames.map((name) => [name, rounded(scores[name])])) as Profile['bigFive'],
        taste,
        diversity: rounded(entropyOf(Object.values(taste)) ?? 0),
        conformity: rounded(habits.conformity),
        activity: rounded(habits.activity),
        priceSensitivity: rounded(habits.priceSensitivity),
        patience: rounded(habits.patience),
        privacyAttitude: rounded(habits.privacyAttitude),
      }
    },
  }
}

/** An age drawn evenly from a band; null without one. */
function ageIn(band: string | undefined, random: RandomStream): number | null {
  const [from, to] = agesOfBand(band ?? '')
  return Number.isNaN(from) ? null : from + random.int(to - from + 1)
}
