import type { Rule } from './_rule.ts'
import { belowEase } from './rules/below-ease.ts'
import { controlsPart } from './rules/controls-part.ts'
import { enoughViewers } from './rules/enough-viewers.ts'
import { failedVisits } from './rules/failed-visits.ts'
import { heldOutOrder } from './rules/held-out-order.ts'
import { kindsShown } from './rules/kinds-shown.ts'
import { knowsThePerson } from './rules/knows-the-person.ts'
import { languageMind } from './rules/language-mind.ts'
import { leaving } from './rules/leaving.ts'
import { ruledByPlace } from './rules/ruled-by-place.ts'
import { sameFamily } from './rules/same-family.ts'
import { starShares } from './rules/star-shares.ts'
import { tooGood } from './rules/too-good.ts'
import type { TrustQuestion } from './verdict.ts'

/**
 * What can refuse what: by question, the rules that look at it. Among findings of one gravity the earlier is told first.
 */
export const rules: Readonly<Record<TrustQuestion, Readonly<Record<string, Rule>>>> = {
  recommender: {
    'too good to be true': tooGood,
    'unqualified model': languageMind('taste', 'choice'),
    'knows the person': knowsThePerson,
    'enough viewers': enoughViewers,
    'ruled by place': ruledByPlace,
    'same family': sameFamily,
    'controls part': controlsPart,
    'failed visits': failedVisits,
    'held-out order': heldOutOrder,
    'below ease': belowEase,
  },
  stay: {
    'failed visits': failedVisits,
    leaving,
  },
  stars: {
    'too good to be true': tooGood,
    'unqualified model': languageMind('taste'),
    'failed visits': failedVisits,
    'star shares': starShares,
  },
  narrowing: {
    'kinds shown': kindsShown,
  },
}
