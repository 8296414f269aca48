import { historyOf, joinLogs, leaveLast, withLog } from '../../data/index.ts'
import { type Dataset, type Fitted, type ItemIndex, reveal, type UtilityModel } from '../../domain/index.ts'
import { rankScores, rateScores, type TaskScores } from '../../evaluation/tasks/index.ts'
import { biasedMf, ease, itemKnn, transition } from '../../models/index.ts'
import { type RandomStream, randomStream } from '../../random.ts'
import type { Case, Cases } from './cases.ts'

/** What each of some models came to on the validation items, and the best of them on the held-out ones. */
export interface Classic {
  readonly name: string
  /** By model, on validation: nDCG@10, or the mean absolute error. */
  readonly validation: Readonly<Record<string, number>>
  /** In the order of the cases. */
  readonly scores: readonly TaskScores[]
}

/** Cases with what is held out. */
type HeldOut = Pick<Cases, 'cases' | 'items' | 'values'>

/**
 * The best classic model of a few, chosen on each person's event before the held-out one, ranked among the same negatives.
 *
 * Models are fitted once on the events of everybody, less the held-out ones, as the field does it: unlike planners they have seen
 * what others did later.
 */
export async function bestRanker(data: Dataset, { cases, items }: HeldOut, seed: number): Promise<Classic> {
  const ranked = (fitted: Fitted, { user }: Case, log: Dataset['log'], candidates: readonly ItemIndex[]) => {
    const scores = fitted.score(fitted.foldIn(historyOf(log, user)))
    // Ties keep the order shown.
    return candidates.toSorted((a, b) => scores[b]! - scores[a]!)
  }
  return best(data, [ease(), itemKnn(), transition()], {
    cases,
    seed,
    measure: 'nDCG@10',
    score: (fitted, one, log, validation) => {
      const truth = reveal(items.get(one.id)!)
      const item = validation?.item ?? truth
      const candidates = one.candidates.map((other) => (other === truth ? item : other))
      return rankScores(ranked(fitted, one, log, candidates).indexOf(item) + 1)
    },
  })
}

/** The same for ratings: means of the past, or a factorisation. */
export async function bestRater(data: Dataset, { cases, items, values }: HeldOut, seed: number): Promise<Classic> {
  return best(data, [biasedMf()], {
    cases,
    seed,
    measure: 'MAE',
    score: (fitted, one, log, validation) => {
      const item = validation?.item ?? reveal(items.get(one.id)!)
      const rating = fitted.rate!(fitted.foldIn(historyOf(log, one.user)), item)
      return rateScores(rating, validation?.value ?? reveal(values.get(one.id)!), data.scale!)
    },
  })
}

interface Judged {
  readonly cases: readonly Case[]
  readonly seed: number
  readonly measure: 'nDCG@10' | 'MAE'
  /** @param validation the event to foresee instead of the held-out one */
  readonly score: (
    fitted: Fitted,
    one: Case,
    log: Dataset['log'],
    validation: { readonly item: ItemIndex; readonly value: number } | null,
  ) => TaskScores
}

async function best(
  data: Dataset,
  models: readonly UtilityModel[],
  { cases, seed, measure, score }: Judged,
): Promise<Classic> {
  const { train, validation } = leaveLast(data, 1)
  const known = withLog(data, joinLogs(train.log, validation!.log))
  const random = (name: string): RandomStream => randomStream(seed, 'planner-classic', name)
  const found: Record<string, number> = {}
  for (const model of models) {
    const fitted = await model.fit(train, { random: random(model.name), threads: 1 })
    const sum = cases.reduce((total, one) => {
      const { items, values } = historyOf(validation!.log, one.user)
      const event = { item: items[0]! as ItemIndex, value: values[0]! }
      return total + score(fitted, one, train.log, event)[measure]!
    }, 0)
    found[model.name] = sum / cases.length
  }
  const sign = measure === 'MAE' ? -1 : 1
  const chosen = models.reduce((one, other) => (sign * found[other.name]! > sign * found[one.name]! ? other : one))
  const fitted = await chosen.fit(known, { random: random(chosen.name), threads: 1 })
  return {
    name: chosen.name,
    validation: found,
    scores: cases.map((one) => score(fitted, one, known.log, null)),
  }
}
