import { fixed } from '../../../words.ts'
import { caution, type Rule, refuse, supported } from '../_rule.ts'

/** Agreement (Kendall's tau) from which the two orders count as one, and below which they contradict each other. */
const AGREES = 0.6
const CONTRADICTS = 0

/** Do the viewers put the recommenders in the order of the held-out events? */
export const heldOutOrder: Rule = ({ order: { tau, metric } }) => {
  if (tau === null)
    return caution(
      `Whether the viewers' order is that of held-out ${metric} cannot be told: it takes recommenders that differ by both.`,
    )
  const by = `Kendall's tau ${fixed(tau, 2)}`
  if (tau < CONTRADICTS)
    return refuse(`The viewers put the recommenders in the opposite order to held-out ${metric} (${by}).`)
  if (tau < AGREES) return caution(`The viewers order the recommenders otherwise than held-out ${metric} does (${by}).`)
  return supported(`The viewers' order agrees with held-out ${metric} (${by}).`)
}
