/** How p values are adjusted for the number of comparisons. */
export const adjustments = ['holm', 'tukey', 'none'] as const

/** The name of one of them: Holm's step-down, Tukey's procedure in place of the pairwise p, or nothing. */
export type Adjustment = (typeof adjustments)[number]
