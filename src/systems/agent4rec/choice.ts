import { MindFailure, type Question } from '../../domain/index.ts'
import { type ChoiceUtility, softmax } from '../../minds/index.ts'
import type { ExperienceFacts, SessionFacts } from './facts.ts'
import { type OwnStars, tenthShares } from './percentile.ts'
import type { Agent4RecQuestion } from './questions.ts'

/*
 * How an Agent4Rec viewer decides without a language model: each question's options get utilities in nats.
 *
 * Taste (does it fit, how many stars) is learned from the person's own events. How often an aligned film is watched and
 * when a viewer leaves cannot be learned from ratings; these constants are fitted to the 1,000-viewer log published with
 * the paper and are assumptions about other people and data:
 *
 *   watched of aligned     by activity group .71, .77, .95
 *   leaving, log-odds      base by activity group + 1.75 per page - 4.3 x (liked share - .46)
 *                          (mean exit pages 2.74, 3.74, 4.34 against the log's 2.67, 3.74, 4.37)
 *
 * The words of an advert change nothing here: no rating tells what they would do to a person.
 */

/** What the utility needs to know of a person's taste; item by id. */
export interface ViewerTaste {
  /** Probability that the item is worth choosing. */
  interest(item: string): number
  /** Expected stars. */
  stars(item: string): number
  /** Standard deviation of stars around the expectation. */
  readonly spread: number
}

const WATCH_OF_ALIGNED = { 1: 0.71, 2: 0.77, 3: 0.95 } as const
const LEAVE_BASE = { 1: -2.52, 2: -4.36, 3: -5.58 } as const
const LEAVE_PER_PAGE = 1.75
const LEAVE_PER_LIKED_SHARE = -4.3
const USUAL_LIKED_SHARE = 0.46

/**
 * Utilities of Agent4Rec's questions for one person.
 *
 * @returns for yes/no questions (u, 0) with u the log-odds of the first option; for scales minus half the squared distance
 *   to the expectation in standard deviations, which makes the mind draw from a discretised normal
 * @example choiceMind({ utility: viewerUtility(taste), words: agent4recWords })
 */
export function viewerUtility(taste: ViewerTaste): ChoiceUtility {
  return {
    of: (question: Question, options) => {
      const { type, facts } = question as Agent4RecQuestion
      switch (type) {
        case 'agent4rec/align':
          return [logOdds(taste.interest(facts.card.id)), 0]
        case 'agent4rec/watch':
          return [logOdds(WATCH_OF_ALIGNED[facts.persona.traits.activity.group]), 0]
        case 'agent4rec/rate':
          return rating(taste, facts, options)
        case 'agent4rec/decide':
          return [0, leaving(facts)]
        case 'agent4rec/reflect':
          return [8 * (likedShare(facts) - 0.5), 0]
        case 'agent4rec/interview':
          return around(1 + 4.5 * (likedShare(facts) + watchedShare(facts)), 0.5, options)
        default:
          throw new MindFailure('policy', type, 'no utility is known for this question')
      }
    },
  }
}

const logOdds = (probability: number): number => Math.log(probability / (1 - probability))

/** Stars around the expectation; calibrated, the same distribution as a standing among the person's own ratings. */
function rating(taste: ViewerTaste, { card, ownStars }: ExperienceFacts, options: readonly string[]): number[] {
  const expected = taste.stars(card.id)
  if (!ownStars) return around(expected, taste.spread, options)
  return tenthUtilities(softmax(around(expected, taste.spread, ownStars.points)), ownStars)
}

/** Utilities of the ten tenths for a distribution over stars. @example tenthUtilities([0, 0, 0, 1, 0], ownStars) */
export function tenthUtilities(shares: readonly number[], ownStars: OwnStars): number[] {
  return tenthShares(shares, ownStars).map((share) => Math.log(share + 1e-9))
}

function around(expected: number, spread: number, options: readonly (string | number)[]): number[] {
  return options.map((option) => -(((Number(option) - expected) / spread) ** 2) / 2)
}

function leaving(facts: SessionFacts): number {
  const base = LEAVE_BASE[facts.persona.traits.activity.group]
  return base + LEAVE_PER_PAGE * (facts.page - 1) + LEAVE_PER_LIKED_SHARE * (likedShare(facts) - USUAL_LIKED_SHARE)
}

function likedShare(facts: SessionFacts): number {
  return pageShare(facts, 'liked', USUAL_LIKED_SHARE)
}

function watchedShare(facts: SessionFacts): number {
  return pageShare(facts, 'watched', 0)
}

/** Share of the films on the recalled pages; the usual share when no page is recalled. */
function pageShare({ recalled }: SessionFacts, what: 'liked' | 'watched', unknown: number): number {
  let [count, shown] = [0, 0]
  for (const entry of recalled) {
    if (entry.type !== 'page') continue
    count += entry.page[what].length
    shown += entry.page.shown.length
  }
  return shown === 0 ? unknown : count / shown
}
