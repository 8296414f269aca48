import { fixed, listed } from '../../../words.ts'
import { comparisonOf, decisive, toldApart } from '../../order.ts'
import { holm } from '../../statistics/index.ts'
import { caution, type Rule, refuse, supported } from '../_rule.ts'

/** Controls that say yes by a rule: whoever they part, it is not by taste. */
const withoutTaste: readonly string[] = ['random-clicker', 'always-yes', 'always-no', 'order-only']

/**
 * Do controls part the recommenders as the viewers do?
 *
 * What a control without taste parts, taste did not part; what viewers with a stranger's taste part is what everybody likes.
 * All pairs of all such controls count as one family of tests.
 */
export const controlsPart: Rule = (evidence) => {
  const present = withoutTaste.filter((name) => evidence.controls.has(name))
  if (present.length === 0)
    return caution('No control without taste visited beside the viewers: what parts the recommenders may be no taste.')
  const pairs = present.flatMap((as) => evidence.controls.get(as)!.map((pair) => ({ as, pair })))
  const adjusted = holm(pairs.map(({ pair }) => pair.p))
  const parted = pairs.filter(({ pair }, at) => toldApart({ ...pair, adjustedP: adjusted[at]! }))
  const compared = decisive(evidence)
  const told = compared !== null && toldApart(compared)
  const likewise = parted.find(({ pair }) => {
    const turned = compared && comparisonOf({ comparisons: [pair] }, compared.recommender, compared.other)
    return told && turned !== null && (turned.difference ?? 0) > 0
  })
  if (likewise) {
    return refuse(
      `${likewise.as}, which has no taste, puts ${compared!.recommender} before ${compared!.other} as surely as the viewers do (by ${fixed(Math.abs(likewise.pair.difference!), 2)} points): what parts them is not taste.`,
    )
  }
  if (parted.length > 0) {
    const some = parted.slice(0, MOST).map(({ as, pair }) => `${as} parts ${pair.recommender} from ${pair.other}`)
    return caution(
      `Controls without taste part ${parted.length} of ${pairs.length} pairs of recommenders (${listed(some)}): not all that parts them is taste.`,
    )
  }
  const stranger =
    compared &&
    comparisonOf({ comparisons: evidence.controls.get('persona-shuffled') ?? [] }, compared.recommender, compared.other)
  if (told && stranger && toldApart(stranger) && stranger.difference! > 0) {
    return caution(
      `Viewers with a stranger's taste put ${compared.recommender} before ${compared.other} as well (by ${fixed(stranger.difference!, 2)} points): that much is what everybody likes.`,
    )
  }
  return supported(`No control without taste (${listed(present)}) parts any two recommenders.`)
}

/** How many partings a sentence names. */
const MOST = 3
