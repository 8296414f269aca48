import { type ItemIndex, type Label, reveal, type Scale } from '../../domain/index.ts'
import {
  chanceScores,
  rankIn,
  rankScores,
  rateScores,
  type TaskMeasure,
  type TaskScores,
} from '../../evaluation/tasks/index.ts'
import { type Arm, ruleArm } from './_rows.ts'
import type { Case } from './cases.ts'
import { candidateId } from './desk.ts'
import type { TaskSet } from './task-sets.ts'

/** Rows of a ranking that need no fit: chance by calculation, the order as given, and popularity before the held-out event. */
export function rankRules({ cases, labels }: TaskSet): readonly Arm[] {
  const truthOf = ({ id }: Case): string => String(reveal(labels.get(id)! as Label<string>))
  const chance = cases.map(({ candidates }): TaskScores => {
    const { hit, ndcg, mrr } = chanceScores(candidates.length)
    return { 'HR@1': hit(1), 'HR@5': hit(5), 'nDCG@5': ndcg(5), 'nDCG@10': ndcg(10), MRR: mrr() }
  })
  const given = cases.map((one) => rankScores(placesOf(one).indexOf(truthOf(one)) + 1))
  const popular = cases.map((one) => {
    const counts = one.past.counts()
    const order = [...one.candidates.keys()].sort((a, b) => counts[one.candidates[b]!]! - counts[one.candidates[a]!]!)
    return rankScores(rankIn(order.map(candidateId), truthOf(one)))
  })
  return [
    ruleArm('chance', 'chance', chance),
    ruleArm('order as given', 'baseline', given),
    ruleArm('popularity', 'baseline', popular),
  ]
}

const placesOf = ({ candidates }: Case): string[] => candidates.map((_, place) => candidateId(place))

/** Rows of ratings that need no fit: the middle of the scale, and means of the past. */
export function rateRules({ cases, labels }: TaskSet, scale: Scale): readonly Arm[] {
  const middle = (scale.min + scale.max) / 2
  const scored = (of: (one: Case) => number): TaskScores[] =>
    cases.map((one) => rateScores(of(one), reveal(labels.get(one.id)! as Label<number>), scale))
  const everybody = (one: Case): number => meanOf(one, () => true) ?? middle
  return [
    ruleArm(
      'middle of the scale',
      'baseline',
      scored(() => middle),
    ),
    ruleArm('mean of everybody', 'baseline', scored(everybody)),
    ruleArm(
      'mean of the person',
      'baseline',
      scored((one) => meanOf(one, (_, user) => user === one.user) ?? everybody(one)),
    ),
    ruleArm(
      'mean of the item',
      'baseline',
      scored((one) => meanOf(one, (item) => item === one.candidates[0]) ?? everybody(one)),
    ),
  ]
}

/** The mean rating of some rows of the past; null where there are none. */
function meanOf({ past }: Case, counts: (item: ItemIndex, user: number) => boolean): number | null {
  const { log, users } = past.data
  let [sum, count] = [0, 0]
  for (let user = 0; user < users.size; user++) {
    const { from, to } = past.rowsOf(user as Case['user'])
    for (let row = from; row < to; row++) {
      if (!counts(log.item[row]! as ItemIndex, user)) continue
      sum += log.value[row]!
      count++
    }
  }
  return count === 0 ? null : sum / count
}

/** How planners' answers become rows. */
export function scoresOf(
  set: TaskSet,
  answers: readonly (string | number | readonly string[] | null)[],
  scale?: Scale,
): TaskScores[] {
  return set.tasks.map(({ id }, place) => {
    const truth = reveal(set.labels.get(id)!)
    const answer = answers[place]!
    if (set.kind === 'rank') return rankScores(rankIn(answer, String(truth)))
    return rateScores(typeof answer === 'number' ? answer : null, Number(truth), scale!)
  })
}

/** Where the true item stood, from 1. */
export const positionsOf = ({ kind, tasks, labels }: TaskSet): number[] =>
  kind === 'rate' ? [] : tasks.map(({ id }) => Number(String(reveal(labels.get(id)!)).slice(1)))

const rankMeasures = ['HR@1', 'HR@5', 'nDCG@5', 'nDCG@10', 'MRR'] as const
const rateMeasures = ['MAE', 'squared error'] as const

/** Measures of a kind of task, and the one that rows are compared by. */
export const measuresOf = (
  kind: TaskSet['kind'],
): { readonly all: readonly TaskMeasure[]; readonly main: TaskMeasure } =>
  kind === 'rank' ? { all: rankMeasures, main: 'nDCG@10' } : { all: rateMeasures, main: 'MAE' }
