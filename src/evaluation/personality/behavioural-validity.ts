import { bootstrapStatistic, type MeasuredInterval, type StatisticBootstrap } from './bootstrap-statistic.ts'
import type { ObservedBehaviour } from './observed-behaviour.ts'
import { pearson } from './pearson.ts'

/** Which behaviour goes with which trait, and which way. All signs are positive as the behaviours are counted. */
export const behaviourOfTrait = {
  openness: { behaviour: 'kindEntropy', words: 'kinds of items begun' },
  conscientiousness: { behaviour: 'finished', words: 'items seen through' },
  extraversion: { behaviour: 'told', words: 'things said about items' },
  agreeableness: { behaviour: 'conformity', words: "ratings near the others' mean" },
  neuroticism: { behaviour: 'negative', words: 'negative ratings' },
} as const satisfies Record<
  string,
  { readonly behaviour: Exclude<keyof ObservedBehaviour, 'user'>; readonly words: string }
>

/** A trait whose behaviour is known. */
export type ShownTrait = keyof typeof behaviourOfTrait

/** Whether a trait shows in behaviour. */
export interface ValidityRow {
  readonly trait: ShownTrait
  readonly behaviour: string
  /** Correlation of the assigned trait with the behaviour. */
  readonly r: MeasuredInterval
  /** The largest correlation, in size, of this behaviour with any other trait. */
  readonly otherTrait: { readonly trait: ShownTrait; readonly r: number } | null
  /** The sign is right and the interval lies above 0. */
  readonly shown: boolean
}

/**
 * Behavioural validity: each trait against the behaviour it should show in, from what people did.
 *
 * @param traits of each person by id, the profile that is being checked, not what people say of themselves
 * @param observed what was read from events; people without traits are left out
 * @example behaviouralValidity(traits, observed, { random })[0].shown
 */
export function behaviouralValidity(
  traits: ReadonlyMap<string, Readonly<Record<ShownTrait, number | null>>>,
  observed: readonly ObservedBehaviour[],
  how: StatisticBootstrap,
): readonly ValidityRow[] {
  const known = observed.filter(({ user }) => traits.has(user))
  const column = (trait: ShownTrait): Float64Array =>
    Float64Array.from(known, ({ user }) => traits.get(user)![trait] ?? Number.NaN)
  const names = Object.keys(behaviourOfTrait) as ShownTrait[]
  return names.map((trait) => {
    const { behaviour, words } = behaviourOfTrait[trait]
    const did = Float64Array.from(known, (person) => person[behaviour])
    const own = column(trait)
    const r = bootstrapStatistic(
      known.length,
      (who) =>
        pearson(
          who.map((i) => own[i]!),
          who.map((i) => did[i]!),
        ),
      { ...how, random: how.random.split(trait) },
    )
    const others = names
      .filter((other) => other !== trait)
      .flatMap((other) => {
        const { value } = pearson(column(other), did)
        return value === null ? [] : [{ trait: other, r: value }]
      })
      .sort((a, b) => Math.abs(b.r) - Math.abs(a.r))
    return { trait, behaviour: words, r, otherTrait: others[0] ?? null, shown: (r.low ?? Number.NEGATIVE_INFINITY) > 0 }
  })
}
