import { type AgentAnswer, type Dataset, type ItemFacts, reveal } from '../../domain/index.ts'
import {
  chanceScores,
  claimMeasures,
  type RatingSubstitute,
  rankIn,
  rankMeasures,
  rankScores,
  rateMeasures,
  rateScores,
  type TaskMeasure,
  type TaskScores,
  textMeasures,
  textScores,
} from '../../evaluation/tasks/index.ts'
import { claimScores } from './_claim-scores.ts'
import { untouchedItems } from './_untouched-items.ts'
import type { AgentTaskSet, TaskSample } from './task-sample.ts'

/** Scores answers of one task: the only place where labels are opened. */
export interface Scoring {
  readonly measures: readonly TaskMeasure[]
  /** By which rows are compared. */
  readonly main: TaskMeasure
  readonly better: 'higher' | 'lower'
  score(sample: TaskSample, answer: AgentAnswer | null): TaskScores
  /** What an order by chance comes to, exactly; null for tasks without orders. */
  chance(sample: TaskSample): TaskScores | null
}

interface ScoringParts {
  readonly data: Dataset
  readonly failedRating: RatingSubstitute
  /** What may be said of the item of a sample. */
  readonly facts: (sample: TaskSample) => ItemFacts
  /** Samples with a text to compare words with, from which on explanations are compared by it. */
  readonly enough: number
}

/** Makes the scoring of a task. */
export function scoringOf({ task, samples }: AgentTaskSet, parts: ScoringParts): Scoring {
  const { data, failedRating, facts, enough } = parts
  const words = (answer: AgentAnswer | null): string | null => (typeof answer === 'string' ? answer : null)
  switch (task) {
    case 'rate':
      return {
        measures: rateMeasures,
        main: 'MAE',
        better: 'lower',
        score: ({ truth }, answer) =>
          rateScores(typeof answer === 'number' ? answer : null, reveal(truth).value, data.scale!, failedRating),
        chance: () => null,
      }
    case 'rank':
    case 'next':
      return {
        measures: rankMeasures,
        main: 'nDCG@10',
        better: 'higher',
        score: ({ truth }, answer) => rankScores(rankIn(answer, data.items.ids[reveal(truth).item]!)),
        chance: chanceOf,
      }
    case 'summarise':
      return {
        measures: textMeasures,
        main: 'ROUGE-L',
        better: 'higher',
        score: ({ truth }, answer) => textScores(words(answer), reveal(truth).reference),
        chance: () => null,
      }
    case 'explain':
      return {
        measures: [...textMeasures, ...claimMeasures],
        main: referencesOf(samples) >= enough ? 'ROUGE-L' : 'supported',
        better: 'higher',
        score: (sample, answer) => ({
          ...textScores(words(answer), reveal(sample.truth).reference),
          ...claimScores(words(answer), facts(sample)),
        }),
        chance: () => null,
      }
  }
}

/** Samples with a text to compare words with. */
export const referencesOf = (samples: AgentTaskSet['samples']): number =>
  samples.filter(({ truth }) => reveal(truth).reference !== null).length

/** Samples whose true item nobody had touched when the models around them learned. */
export function unheardOf(samples: AgentTaskSet['samples']): number {
  const heard = new Map<string, Set<number>>()
  for (const { cut } of samples) if (!heard.has(cut.id)) heard.set(cut.id, new Set(cut.training().log.item))
  return samples.filter(({ cut, truth }) => !heard.get(cut.id)!.has(reveal(truth).item)).length
}

/** Pairs for BLEU over all texts; empty without references. */
export const textPairs = (samples: AgentTaskSet['samples'], answers: readonly (AgentAnswer | null)[]) =>
  samples.flatMap(({ truth }, place) => {
    const { reference } = reveal(truth)
    const answer = answers[place]
    return reference === null ? [] : [{ text: typeof answer === 'string' ? answer : null, reference }]
  })

function chanceOf(sample: TaskSample): TaskScores | null {
  const [asked] = sample.asked
  if (asked.type !== 'rank' && asked.type !== 'next') return null
  const items = asked.type === 'rank' ? asked.candidates.length : untouchedItems(sample).length
  const { hit, ndcg, mrr } = chanceScores(items)
  const within = (k: number): number => Math.min(k, asked.k)
  return {
    'HR@1': hit(within(1)),
    'HR@3': hit(within(3)),
    'HR@5': hit(within(5)),
    'HR@10': hit(within(10)),
    'nDCG@3': ndcg(within(3)),
    'nDCG@5': ndcg(within(5)),
    'nDCG@10': ndcg(within(10)),
    MRR: mrr(asked.k),
  }
}
