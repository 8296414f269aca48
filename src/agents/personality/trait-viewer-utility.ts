import { MindFailure, type Question } from '../../domain/index.ts'
import type { TraitViewerFacts, TraitViewerQuestion } from './trait-viewer.ts'

/** A person's taste, item by id. */
export interface ViewedTaste {
  /** Probability that the item is worth choosing. */
  interest(item: string): number
  /** Expected stars. */
  stars(item: string): number
  /** Standard deviation of stars around the expectation. */
  readonly spread: number
}

/** Utilities of options in nats, as a choice mind takes them. */
interface Utility {
  of(question: Question, options: readonly string[]): ArrayLike<number>
}

/** Log-odds of beginning an item that is as likely as not to be worth it; of going on after a page; per page. Chosen. */
const BEGIN = -0.3
/** Around what most items are; only the difference counts, so that the open do not begin more. */
const USUAL_NOVELTY = 0.75
const GO_ON = 3
const PER_PAGE = -0.15
const PER_SATISFACTION = 0.8
/** No rating is surer than this many stars. */
const LEAST_SPREAD = 0.35

/**
 * How a viewer with traits decides without words: taste and content come from outside, behaviour says what is made of them.
 *
 *   watch   BEGIN + logit(interest) / temperature + variety (novelty - USUAL_NOVELTY)
 *   rate    a discretised normal around (1 - w) own + w mean + shift, of width (1 - w) spread, with w the conformity
 *
 * @example choiceMind({ utility: traitViewerUtility(taste), words })
 */
export function traitViewerUtility(taste: ViewedTaste): Utility {
  return {
    of: (question, options) => {
      const { type, facts } = question as TraitViewerQuestion
      switch (type) {
        case 'trait-viewer/watch':
          return [watching(taste.interest(facts.item!.id), facts), 0]
        case 'trait-viewer/finish':
          return [facts.behaviour.finishing, 0]
        case 'trait-viewer/tell':
          return [facts.behaviour.telling, 0]
        case 'trait-viewer/rate':
          return rating(taste, facts, options)
        case 'trait-viewer/decide':
          return [GO_ON + PER_PAGE * facts.page + PER_SATISFACTION * facts.satisfaction, 0]
        case 'trait-viewer/interview':
          return around(5.5 + 3 * facts.satisfaction, 1, options)
        default:
          throw new MindFailure('policy', type, 'no utility is known for this question')
      }
    },
  }
}

/** Without anything begun, or kinds, there is nothing to be new against. */
function watching(interest: number, { behaviour, novelty }: TraitViewerFacts): number {
  const fresh = Number.isNaN(novelty) ? 0 : novelty - USUAL_NOVELTY
  return BEGIN + logit(interest) / behaviour.temperature + behaviour.variety * fresh
}

function rating(
  taste: ViewedTaste,
  { behaviour, item, meanRating }: TraitViewerFacts,
  points: readonly string[],
): number[] {
  const own = taste.stars(item!.id)
  const weight = Number.isNaN(meanRating) ? 0 : behaviour.conformity
  const expected = (1 - weight) * own + weight * (Number.isNaN(meanRating) ? own : meanRating) + behaviour.ratingShift
  return around(expected, Math.max(LEAST_SPREAD, (1 - weight) * taste.spread), points)
}

const around = (centre: number, spread: number, points: readonly string[]): number[] =>
  points.map((point) => -0.5 * ((Number(point) - centre) / spread) ** 2)

const logit = (probability: number): number => Math.log(probability / (1 - probability))
