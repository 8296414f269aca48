import { z } from 'zod'
import { hashedText, memory, memoryPresets, type Persona } from '../../agents/index.ts'
import type { Item, Mind, Scale, SimulatedUser, System } from '../../domain/index.ts'
import { scalePoints } from '../../minds/index.ts'
import type { RandomStream } from '../../random.ts'
import { itemCard } from './facts.ts'
import { viewer } from './viewer.ts'

/**
 * Options of Agent4Rec with the published defaults.
 *
 * What a loop of retraining learns from is an option of the loop; how often a call is tried again belongs to the calls.
 *
 * @example agent4recOptions.parse({}).memoryRecall // 5
 */
export const agent4recOptions = z.strictObject({
  memoryPreset: z.enum(['described', 'released', 'full']).default('described'),
  memoryRecall: z.int().min(0).max(100).default(5),
  /** `direct`: the mind gives stars. `percentile`: it gives a standing that the person's own histogram turns into stars. */
  ratingMode: z.enum(['direct', 'percentile']).default('direct'),
  /** 2 in the published study of the filter bubble. */
  tasteCount: z.int().min(1).max(20).default(5),
  /** From how many of the latest rated films tastes are counted; 100 in the released code. */
  tasteItems: z.int().min(1).max(100_000).default(25),
  showGenres: z.boolean().default(false),
  showMeanRating: z.boolean().default(true),
  /** Stars from which a watched film counts as liked. */
  likeFrom: z.number().default(4),
})

/** Options of Agent4Rec after defaults. */
export type Agent4RecOptions = z.infer<typeof agent4recOptions>

/** What Agent4Rec is put together from, one viewer at a time. */
export interface Agent4RecParts {
  readonly persona: Persona
  readonly mind: Mind
  readonly random: RandomStream
  /** Mean rating of an item in training; NaN where nobody rated it. */
  readonly meanRating: (item: Item) => number
  readonly scale: Scale
  /** How often the person gave each point of the scale in training: `starCountsOf(train, user)`. */
  readonly starCounts: readonly number[]
}

/**
 * Agent4Rec: page-by-page film browsing with trait-based viewers (Zhang et al. 2024, arXiv 2310.10108).
 *
 * @example agent4rec.create(parts, agent4rec.options.parse({})).react(page)
 */
export const agent4rec: System<Agent4RecOptions, Agent4RecParts, SimulatedUser> = {
  name: 'agent4rec',
  paper: 'Zhang et al. 2024, On Generative Agents in Recommendation, SIGIR, arXiv 2310.10108',
  kind: 'simulation',
  tasks: ['session', 'feedback', 'rate'],
  minds: ['choice', 'language', 'hybrid', 'scripted'],
  options: agent4recOptions,
  create: (parts, options) =>
    viewer({
      persona: parts.persona,
      mind: parts.mind,
      memory: memory({ weights: memoryPresets[options.memoryPreset], embed: hashedText(64) }),
      random: parts.random,
      card: (item) => itemCard(item, parts.meanRating(item), options),
      scale: parts.scale,
      ownStars:
        options.ratingMode === 'percentile' ? { points: scalePoints(parts.scale), counts: parts.starCounts } : null,
      recall: options.memoryRecall,
      likeFrom: options.likeFrom,
    }),
}

export { type ViewerTaste, viewerUtility } from './choice.ts'
export { type ControlName, controlNames, type Habits, withoutTaste } from './controls.ts'
export { itemCard } from './facts.ts'
export { starCountsOf } from './percentile.ts'
export { alignQuestion } from './questions.ts'
export { agent4recWords } from './words.ts'
