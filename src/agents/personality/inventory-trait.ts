/** The five traits that the inventories here measure, in the usual order of their initials: O, C, E, A, N. */
export const inventoryTraits = [
  'openness',
  'conscientiousness',
  'extraversion',
  'agreeableness',
  'neuroticism',
] as const

/** One of the five traits. */
export type InventoryTrait = (typeof inventoryTraits)[number]

/** A person's traits as standard scores (mean 0, standard deviation 1 in the population); null where not known. */
export type TraitScores = Readonly<Record<InventoryTrait, number | null>>
