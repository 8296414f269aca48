import type { Fitted, ItemId } from '../../domain/index.ts'
import { type AgentSociety, hitScores, preferenceScore, type SocietyTask } from '../../evaluation/suites/index.ts'
import { chanceScores, rankIn } from '../../evaluation/tasks/index.ts'
import type { Outcome } from './_society-arm.ts'

type RankTask = Extract<SocietyTask, { readonly type: 'rank' }>
type RateTask = Extract<SocietyTask, { readonly type: 'rate' }>

/** With what rules work. */
export interface RuleParts {
  readonly suite: AgentSociety
  /** The list of a task as it was shown. */
  readonly shown: (task: RankTask) => readonly ItemId[]
  readonly ranker: Fitted
  /** Events by item index. */
  readonly counts: Int32Array
  /** Mean stars, by item index and by user index. */
  readonly itemMeans: Float64Array
  readonly personMeans: Float64Array
}

/** Orders of track 2 that need no agent: as the file has them, as shown, by events, and by the fitted model. */
export const rankRules = {
  'untouched-order': ({ candidates }) => candidates,
  'shown-order': (task, { shown }) => shown(task),
  popularity: (task, { suite, shown, counts }) =>
    ordered(shown(task), (item) => counts[suite.data.items.index(item)!]!),
  'fitted-model'(task, { suite: { data }, shown, ranker }) {
    const { log, users, items } = data
    const user = users.index(task.user)!
    const [from, to] = [log.offsets[user]!, log.offsets[user + 1]!]
    const view = ranker.foldIn({ items: log.item.subarray(from, to), values: log.value.subarray(from, to) })
    const scores = ranker.score(view)
    return ordered(shown(task), (item) => scores[items.index(item)!]!)
  },
} satisfies Record<string, (task: RankTask, parts: RuleParts) => readonly ItemId[]>

/** Stars of track 1 that need no agent: means of others' and of one's own, and the same for all. */
export const rateRules = {
  'item-mean': (task, { suite, itemMeans }) => itemMeans[suite.data.items.index(task.item)!]!,
  'person-mean': (task, { suite, personMeans }) => personMeans[suite.data.users.index(task.user)!]!,
  'stars-3': () => 3,
  'stars-4': () => 4,
  'stars-5': () => 5,
} satisfies Record<string, (task: RateTask, parts: RuleParts) => number>

/** What chance comes to on a task: a random order, or stars from 1 to 5 drawn alike. */
export function chanceOn(task: SocietyTask, stars: number): Outcome['values'] {
  if (task.type === 'rate') {
    return { score: [1, 2, 3, 4, 5].reduce((sum, drawn) => sum + preferenceScore(drawn, stars), 0) / 5 }
  }
  const { hit } = chanceScores(task.candidates.length)
  return { 'HR@1': hit(1), 'HR@3': hit(3), 'HR@5': hit(5), score: (hit(1) + hit(3) + hit(5)) / 3 }
}

/** Scores an order. */
export const orderValues = (order: readonly ItemId[] | null, truth: ItemId): Outcome['values'] => ({
  ...hitScores(rankIn(order, truth)),
})

/** Best first; equal ones as they were shown, which chance has settled. */
function ordered(shown: readonly ItemId[], score: (item: ItemId) => number): readonly ItemId[] {
  return [...shown].sort((one, other) => score(other) - score(one))
}

/** Counts and means of the suite's ratings, made once; a mean without ratings is that of all. */
export function ruleParts(suite: AgentSociety, ranker: Fitted, shown: RuleParts['shown']): RuleParts {
  const { log, users, items } = suite.data
  const all = log.value.reduce((total, value) => total + value, 0) / log.length
  const side = (size: number, of: ArrayLike<number>) => {
    const counts = new Int32Array(size)
    const sums = new Float64Array(size)
    for (let row = 0; row < log.length; row++) {
      counts[of[row]!]!++
      sums[of[row]!]! += log.value[row]!
    }
    return { counts, means: sums.map((sum, at) => (counts[at] === 0 ? all : sum / counts[at]!)) }
  }
  const byItem = side(items.size, log.item)
  return {
    suite,
    ranker,
    shown,
    counts: byItem.counts,
    itemMeans: byItem.means,
    personMeans: side(users.size, log.user).means,
  }
}
