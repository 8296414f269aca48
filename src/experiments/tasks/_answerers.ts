import { shortSummary } from '../../agents/index.ts'
import type { AgentTask, Dataset, Fitted, ItemFacts, ItemIndex } from '../../domain/index.ts'
import { wordFacts } from '../../minds/index.ts'
import type { Answerer } from './_arm.ts'
import type { Fits } from './_fits.ts'
import { pastRatings } from './_past-ratings.ts'
import { untouchedItems } from './_untouched-items.ts'
import type { TaskSample } from './task-sample.ts'

/** Words of a title, as `shortSummary` has them. */
const TITLE_WORDS = 10

/** The row that returns candidates as they are shown: it must score at chance. */
export const AS_SHOWN = 'order as given'

/** A recommender as it ranks candidates or the catalogue, from the models of the sample's cut and the person's own past. */
export function ranking(name: string, fits: Fits, data: Dataset): Answerer {
  return {
    name,
    kind: 'classic',
    answer(sample, asked) {
      const fitted = fits.fitted(sample.cut, name)
      const scores = fitted.score(viewOf(fitted, sample))
      const ids = data.items.ids
      const best = (items: readonly ItemIndex[], k: number) =>
        // Ties keep the order shown, or the order of ids.
        [...items]
          .sort((one, other) => scores[other]! - scores[one]!)
          .slice(0, k)
          .map((item) => ids[item]!)
      if (asked.type === 'rank') {
        return best(
          asked.candidates.map((id) => data.items.index(id)!),
          asked.k,
        )
      }
      return asked.type === 'next' ? best(untouchedItems(sample), asked.k) : null
    },
  }
}

/** A model of ratings. */
export function rating(name: string, fits: Fits, data: Dataset): Answerer {
  return {
    name,
    kind: 'classic',
    answer(sample, asked) {
      if (asked.type !== 'rate') return null
      const fitted = fits.fitted(sample.cut, name)
      const { min, max } = data.scale!
      const stars = fitted.rate!(viewOf(fitted, sample), data.items.index(asked.item)!)
      return Math.min(max, Math.max(min, stars))
    },
  }
}

/** Rules that need no model. @param facts what may be said of the item of a sample */
export function rules(task: AgentTask['type'], data: Dataset, facts: (sample: TaskSample) => ItemFacts): Answerer[] {
  const rule = (name: string, answer: Answerer['answer']): Answerer => ({ name, kind: 'baseline', answer })
  switch (task) {
    case 'rank':
      return [rule('order as given', (_, asked) => (asked.type === 'rank' ? asked.candidates.slice(0, asked.k) : null))]
    case 'rate': {
      const past = pastRatings(data)
      return [
        rule('global mean', (sample) => past(sample).mean),
        rule('user mean', (sample) => past(sample).ofUser),
        rule('item mean', (sample) => past(sample).ofItem),
        rule('best constant', (sample) => past(sample).middle),
      ]
    }
    case 'summarise':
      return [
        rule('first words', (_, asked) => (asked.type === 'summarise' ? firstWords(asked.review) : null)),
        rule('telling sentence', (_, asked) =>
          asked.type === 'summarise' ? shortSummary(asked.review, TITLE_WORDS) : null,
        ),
      ]
    case 'explain':
      return [rule('template', (sample) => wordFacts(facts(sample)))]
    case 'next':
      return []
  }
}

const firstWords = (text: string): string => text.trim().split(/\s+/).slice(0, TITLE_WORDS).join(' ')

function viewOf(fitted: Fitted, { past, user }: TaskSample) {
  const { from, to } = past.rowsOf(user)
  const { item, value } = past.data.log
  return fitted.foldIn({ items: item.subarray(from, to), values: value.subarray(from, to) })
}
