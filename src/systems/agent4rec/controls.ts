import type { ChoiceUtility } from '../../minds/index.ts'
import { tenthUtilities } from './choice.ts'
import type { Agent4RecQuestion } from './questions.ts'

/** Viewers that must not tell good recommenders from bad ones; they print beside every result. */
export const controlNames = [
  'random-clicker',
  'always-yes',
  'always-no',
  'order-only',
  'persona-shuffled',
  'no-memory',
] as const

/** The name of a control viewer. */
export type ControlName = (typeof controlNames)[number]

/** What the real viewers did on the whole, from which the controls without taste are made. */
export interface Habits {
  /** Share of shown items the viewers found fitting. */
  readonly yesRate: number
  /** Ratings in training by point of the scale, as shares. */
  readonly starShares: readonly number[]
  readonly pageSize: number
}

/**
 * Replaces taste by a rule: whether an item fits no longer depends on who asks, and stars follow everybody's histogram.
 *
 * `persona-shuffled` (another person's taste) and `no-memory` (nothing recalled) are made elsewhere: they change the
 * viewer, not the rule.
 *
 * @param base what answers the questions the rule does not touch: watching, leaving, the interview
 * @example withoutTaste('random-clicker', habits, viewerUtility(taste))
 */
export function withoutTaste(control: ControlName, habits: Habits, base: ChoiceUtility): ChoiceUtility {
  if (control === 'persona-shuffled' || control === 'no-memory') return base
  return {
    of: (question, options) => {
      const { type, facts } = question as Agent4RecQuestion
      if (type === 'agent4rec/align') return [fits(control, facts.position, habits), 0]
      if (type === 'agent4rec/rate') {
        return facts.ownStars
          ? tenthUtilities(habits.starShares, facts.ownStars)
          : options.map((_, place) => Math.log(habits.starShares[place]! + 1e-9))
      }
      return base.of(question, options)
    },
  }
}

/** Log-odds of a yes. */
function fits(
  control: Exclude<ControlName, 'persona-shuffled' | 'no-memory'>,
  position: number,
  habits: Habits,
): number {
  switch (control) {
    case 'always-yes':
      return CERTAIN
    case 'always-no':
      return -CERTAIN
    case 'random-clicker':
      return Math.log(habits.yesRate / (1 - habits.yesRate))
    case 'order-only':
      return position < Math.round(habits.yesRate * habits.pageSize) ? CERTAIN : -CERTAIN
  }
}

const CERTAIN = 30
