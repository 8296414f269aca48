import { percent } from '../../../words.ts'
import { caution, type Rule, refuse, supported } from '../_rule.ts'
import { explainedByPlace } from '../position-tally.ts'

/**
 * Does the place on the page decide, and not the item?
 *
 * By the share of the differences between answers that the place explains: 1 for somebody who takes the first of each page
 * and nothing else, and below .01 for viewers with taste in front of good recommenders, who put the best first only among
 * much that fits.
 */
const DECIDES = 0.5
const HAS_A_SAY = 0.1

/** Refuses viewers that follow the order of the page. */
export const ruledByPlace: Rule = ({ positions }) => {
  const curve = positions.find(({ as }) => as === 'viewer')
  if (!curve) return null
  const explained = [
    { what: 'yes', counts: curve.yes, share: explainedByPlace(curve.judged, curve.yes) },
    { what: 'watched', counts: curve.watched, share: explainedByPlace(curve.judged, curve.watched) },
  ].flatMap(({ share, ...one }) => (share === null ? [] : [{ ...one, share }]))
  const worst = explained.sort((a, b) => b.share - a.share)[0]
  if (!worst) return null
  const all = worst.counts.reduce((sum, count) => sum + count, 0)
  const first = percent(worst.counts[0]! / all, 0)
  const even = percent(curve.judged[0]! / curve.judged.reduce((sum, count) => sum + count, 0), 0)
  const stand = `${first} of the items ${worst.what === 'yes' ? 'that get a yes' : 'that are watched'} stand first on their page, where ${even} of all items stand`
  const explains = `the place explains ${percent(worst.share)} of their answers`
  if (worst.share > DECIDES)
    return refuse(`The viewers go by the place on the page, not by the item: ${stand}, and ${explains}.`)
  if (worst.share > HAS_A_SAY)
    return caution(`The place on the page has a say in what the viewers choose: ${stand}, and ${explains}.`)
  return supported(`The viewers do not go by the place on the page: ${explains}.`)
}
