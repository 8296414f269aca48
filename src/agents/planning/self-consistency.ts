import { z } from 'zod'
import type { AnswerForm, Candidate, Planner, PlannerAnswer } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { type ReadAnswer, WHOLE } from './_answers.ts'
import { Stopped } from './_stopped.ts'
import type { Thinking } from './_thinking.ts'
import { borda } from './borda.ts'
import { reason } from './chain-of-thought.ts'
import { type Answered, definePlanner } from './define-planner.ts'

/** Options of {@link selfConsistency}. */
export const selfConsistencyOptions = z.object({
  samples: z.int().min(1).default(5),
  temperature: z.number().min(0).default(0.7),
  rating: z.enum(['median', 'mean']).default('median'),
})

type Options = z.output<typeof selfConsistencyOptions>

/**
 * Reasons several times, with the candidates in another order each time, and lets the answers vote: the commonest label, the median
 * rating, Borda's count of rankings (Wang et al. 2023).
 *
 * A sample that could not be used is left out of the vote and stays in the transcript; `details` says how far the samples disagreed.
 *
 * @example await selfConsistency({ samples: 5 }).run(task, context)
 */
export function selfConsistency(given: Partial<Options> = {}): Planner {
  const options = readOptions(selfConsistencyOptions, given, 'self-consistency')
  return definePlanner({
    name: nameWithOptions('self-consistency', options, selfConsistencyOptions),
    answers: ['label', 'rating', 'ranking'],
    usesTools: false,
    needsEvaluator: false,
    async think(thinking) {
      const samples: ReadAnswer[] = []
      let failure: Stopped | null = null
      for (let sample = 0; sample < options.samples; sample++) {
        try {
          samples.push((await reason(thinking, sampleOf(thinking, sample, options))).answer)
          thinking.propose(agreed(thinking.task.answer, samples, options))
        } catch (error) {
          if (!(error instanceof Stopped) || error.status === 'budget') throw error
          failure = error
        }
      }
      if (samples.length === 0) throw failure!
      return agreed(thinking.task.answer, samples, options)
    },
  })
}

function sampleOf({ task, random }: Thinking, sample: number, { temperature }: Options) {
  if (task.answer.type !== 'ranking') return { temperature }
  const candidates = random.split('order', sample).shuffle<Candidate[]>([...task.answer.candidates])
  return { temperature, candidates }
}

/** One answer of several. */
function agreed(form: AnswerForm, samples: readonly ReadAnswer[], { rating }: Options): Answered {
  const answers = samples.map(({ answer }) => answer)
  const mended = samples.reduce(
    (sum, one) => ({
      unknown: sum.unknown + one.mended.unknown,
      duplicate: sum.duplicate + one.mended.duplicate,
      missing: sum.missing + one.mended.missing,
    }),
    WHOLE,
  )
  const used = { 'samples used': samples.length }
  if (form.type === 'ranking') {
    const ids = form.baseline ?? form.candidates.map(({ id }) => id)
    const lists = answers as readonly (readonly string[])[]
    const answer = borda(lists, ids).map(({ id }) => id)
    const tau = meanTau(lists)
    return { answer, mended, details: { ...used, ...(tau === null ? {} : { 'kendall tau of samples': tau }) } }
  }
  if (form.type === 'rating')
    return { answer: middle(answers as readonly number[], form, rating), mended, details: used }
  const [answer, share] = majority(answers)
  return { answer, mended, details: { ...used, 'share of the majority': share } }
}

/** The commonest answer; of equally common ones the first seen. */
function majority(answers: readonly PlannerAnswer[]): readonly [PlannerAnswer, number] {
  const counts = new Map<PlannerAnswer, number>()
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1)
  const [answer, most] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))
  return [answer, most / answers.length]
}

/** The median or the mean, as a point of the scale. */
function middle(
  values: readonly number[],
  { scale }: Extract<AnswerForm, { type: 'rating' }>,
  how: Options['rating'],
): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const median = sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const steps = Math.round(((how === 'median' ? median : mean) - scale.min) / scale.step)
  return Number((scale.min + steps * scale.step).toPrecision(12))
}

/** The mean of Kendall's tau over all pairs of lists of the same ids; null for fewer than two lists. */
function meanTau(lists: readonly (readonly string[])[]): number | null {
  const places = lists.map((list) => new Map(list.map((id, place) => [id, place])))
  let sum = 0
  let pairs = 0
  for (const [a, list] of lists.entries()) {
    for (let b = a + 1; b < lists.length; b++) {
      sum += tau(list, places[b]!)
      pairs++
    }
  }
  return pairs === 0 || lists[0]!.length < 2 ? null : sum / pairs
}

/** Share of pairs in the same order less those in the other: full orders have no ties. */
function tau(list: readonly string[], places: ReadonlyMap<string, number>): number {
  let agreement = 0
  for (let i = 1; i < list.length; i++) {
    for (let j = 0; j < i; j++) agreement += Math.sign(places.get(list[i]!)! - places.get(list[j]!)!)
  }
  return agreement / ((list.length * (list.length - 1)) / 2)
}
