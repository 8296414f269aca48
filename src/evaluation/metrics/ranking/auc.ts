import type { ListMetric } from '../metric.ts'
import type { RankedList } from '../ranked-list.ts'

/**
 * Share of the pairs of a relevant and another candidate that the scores put in the right order.
 *
 * @example auc.of(list, Infinity, world) // 0.5 for scores that know nothing
 */
export const auc: ListMetric = {
  name: 'auc',
  level: 'user',
  family: 'ranking',
  group: 'order of pairs',
  tier: 'detail',
  reads: 'whole',
  aliases: ['roc_auc', 'area_under_curve'],
  formula: 'pairs (relevant, other) with the relevant one above, plus half of those with equal scores, / all pairs',
  gain: '1 for every relevant item',
  divisor: 'relevant candidates times other candidates',
  direction: 'up',
  source: 'Hanley and McNeil 1982; Rendle et al. 2009',
  note: 'Needs scores of all candidates; undefined for a person without one of the two kinds. The head of the list hardly shows in it.',
  ties: 'a pair with equal scores counts 0.5',
  of: areaUnderCurve,
  expected: areaUnderCurve,
}

function areaUnderCurve({ standing }: RankedList): number | null {
  if (standing === null) return null
  const { above, equal, candidates } = standing
  let relevant = 0
  // Of all candidates that stand below a relevant one, those with its score by half.
  let below = 0
  for (let place = 0; place < above.length; place++) {
    if (equal[place] === 0) continue
    relevant++
    below += candidates - above[place]! - equal[place]! + (equal[place]! - 1) / 2
  }
  const others = candidates - relevant
  // In each pair of two relevant items one stands below the other, or each by half.
  return relevant === 0 || others === 0 ? null : (below - (relevant * (relevant - 1)) / 2) / (relevant * others)
}
