import { fixed, listed } from '../../../words.ts'
import { caution, type Rule, refuse } from '../_rule.ts'
import type { Narrowing } from '../narrowing-tally.ts'

/**
 * Do the kinds of items on a page become fewer?
 *
 * Never better than caution: the recommenders of a run are fitted once and learn nothing from a visit, so what changes from
 * page to page is how deep in a list somebody is. A feed that narrows because it learns from clicks takes a run that trains
 * again on what viewers chose.
 */
export const kindsShown: Rule = ({ narrowing }) => {
  const known = narrowing?.filter(({ change }) => change.mean !== null) ?? []
  if (narrowing === null)
    return refuse('The run does not say of what kinds its items are, so nothing can be said about the kinds shown.')
  if (known.length === 0) return refuse('No viewer saw two pages of items whose kinds are known.')
  const narrower = known.filter(({ change }) => change.high !== null && change.high < 0)
  const wider = known.filter(({ change }) => change.low !== null && change.low > 0)
  const changes = [
    ...(narrower.length > 0 ? [`narrow for ${listed(narrower.map(figures))}`] : []),
    ...(wider.length > 0 ? [`widen for ${listed(wider.map(figures))}`] : []),
  ]
  const seen = changes.length > 0 ? listed(changes) : `change for no recommender by more than chance`
  return caution(
    `From a viewer's first page to the last, the kinds of items ${seen}. The recommenders learn nothing from a visit, so that is the depth of their lists; whether a feed that learns would narrow is not in this run.`,
  )
}

const figures = ({ recommender, change: { mean, low, high } }: Narrowing): string =>
  `${recommender} (${fixed(mean!, 2)} bits, ${fixed(low!, 2)} to ${fixed(high!, 2)})`
