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
    'the model': languageMind('taste', 'choice'),
    taste: knowsThePerson,
    'number of viewers': enoughViewers,
    'place on the page': ruledByPlace,
    kinship: sameFamily,
    controls: controlsPart,
    failures: failedVisits,
    'held-out order': heldOutOrder,
    'against EASE': belowEase,
  },
  stay: {
    failures: failedVisits,
    leaving,
  },
  stars: {
    'too good to be true': tooGood,
    'the model': languageMind('taste'),
    failures: failedVisits,
    stars: starShares,
  },
  narrowing: {
    kinds: kindsShown,
  },
}
