import { counted, fixed } from '../../../words.ts'
import { decisive, toldApart } from '../../order.ts'
import { minimalDetectable } from '../_power.ts'
import { caution, type Rule, refuse, supported } from '../_rule.ts'
import { comparisonsMade, detectable } from '../detectable.ts'

/** Below this many people a mean is the luck of who was drawn. */
const FEWEST = 20
/** A medium effect, in standard deviations of the differences (Cohen 1988): who could miss even that has not looked. */
const MEDIUM = 0.5

/**
 * Could so few viewers have told the first from the next?
 *
 * A difference that is told but smaller than what a run of this size finds reliably has the right sign and is likely
 * exaggerated (Gelman and Carlin 2014).
 */
export const enoughViewers: Rule = (evidence) => {
  const compared = decisive(evidence)
  if (compared === null)
    return refuse('No two recommenders were judged by the same viewers: there is nothing to compare.')
  const { recommender, other, low, high } = compared
  const difference = compared.difference!
  const viewers = counted(compared.viewers, 'viewer')
  const interval = low === null || high === null ? '' : ` (95% interval ${fixed(low, 2)} to ${fixed(high, 2)})`
  const by = `${fixed(difference, 2)} points${interval}`
  if (compared.viewers < FEWEST) {
    return refuse(
      `${viewers} are too few: with fewer than ${FEWEST} it is chance that ${recommender} is ahead of ${other} by ${by}.`,
    )
  }
  const least = detectable.recommender(evidence)?.value ?? null
  if (least === null) return caution(`No viewer makes a difference between ${recommender} and ${other}.`)
  const found = `${fixed(least, 2)} points, which ${viewers} find in four of five runs`
  if (toldApart(compared)) {
    return difference >= least
      ? supported(`${recommender} is ahead of ${other} by ${by}, more than ${found}.`)
      : caution(
          `${recommender} is ahead of ${other} by ${by}; that is less than ${found}, so it is likely smaller than it looks.`,
        )
  }
  // In standard deviations of the differences, whatever these are.
  const leastEffect = minimalDetectable(1 / Math.sqrt(compared.viewers), comparisonsMade(evidence))
  const open = `Between ${recommender} and ${other} no difference can be told: ${by}`
  return leastEffect > MEDIUM
    ? refuse(`${open}. ${viewers} are too few: they find a difference only from ${fixed(least, 2)} points.`)
    : caution(`${open}, where ${viewers} would find one of ${fixed(least, 2)} four times in five.`)
}
