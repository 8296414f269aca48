import { percent, whole } from '../../../words.ts'
import { caution, type Rule, refuse, supported } from '../_rule.ts'

/** Shares of visits with a failed answer. A failed answer counts as no choice, so many of them look like dislike. */
const SOME = 0.05
const MANY = 0.2

/** In how many visits did an answer fail? */
export const failedVisits: Rule = ({ visits: { count, failed }, ledger }) => {
  if (count === 0) return refuse('Nobody visited.')
  if (failed === 0) return null
  const kinds = Object.entries(ledger?.failures ?? {}).sort(([, a], [, b]) => b - a)
  const mostly = kinds[0] ? `, mostly ${kinds[0][0]}` : ''
  const says = `In ${whole(failed)} of ${whole(count)} visits (${percent(failed / count)}) an answer failed${mostly}; it counts as no choice.`
  if (failed > MANY * count) return refuse(says)
  return failed > SOME * count ? caution(says) : supported(says)
}
