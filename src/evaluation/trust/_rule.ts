import type { Evidence } from './evidence.ts'
import type { Finding, Judgement } from './verdict.ts'

/** Looks at one thing that can make an answer doubtful; null where that thing does not arise. */
export type Rule = (evidence: Evidence) => Omit<Finding, 'rule'> | null

const found = (judgement: Judgement) => (says: string) => ({ judgement, says })

/** Nothing against it. @example supported('No control parts them.') */
export const supported = found('supported')
/** To be read with care. @example caution('EASE knows them better.') */
export const caution = found('caution')
/** Not to be answered from this run. @example refuse('7 viewers are too few.') */
export const refuse = found('refuse')

/** Chance of a false alarm that every rule accepts, after adjustment for how much it looks at. */
export const ALPHA = 0.05
