import type { BigFiveName } from '../profile/profile.ts'

/** A person's traits as standard scores (mean 0, standard deviation 1 in the population); null where not known. */
export type TraitScores = Readonly<Record<BigFiveName, number | null>>
