import type { RecommendingSystem } from '../../agents/index.ts'
import { RAH_TASKS, rahAgent } from './agent.ts'
import { type RahOptions, rahOptions } from './options.ts'

export type { Criticism, Guess, Lesson, RahAgents } from './agents.ts'
export {
  type DroppedItem,
  type Filtered,
  type RahAssistant,
  type RahAssistantParts,
  rahAssistant,
} from './assistant.ts'
export type { AssistantEvent } from './assistant-event.ts'
export { evidenceVote } from './evidence-vote.ts'
export { librariesSchema, type PersonalityEntry, type RahLibraries } from './libraries.ts'
export type { Learned } from './loop.ts'
export type { Operation } from './operations.ts'
export { type ItemReader, itemReader } from './perceive.ts'
export { NOTHING_LEAVES, type OutgoingRecord, type PrivacyPolicy } from './privacy.ts'
export { RAH_PROMPTS } from './prompts.ts'
export { feedbackWeights, type ProxyFeedback, realCounts } from './proxy-feedback.ts'
export type { ProxyGate } from './proxy-gate.ts'
export { type RahOptions, rahOptions }

/**
 * RAH: an assistant between a recommender and people, which learns who they are, filters for them and answers for them.
 *
 * @example rah.create({ mind: agentMind('choice') }, rah.options.parse({})).tasks
 */
export const rah: RecommendingSystem<RahOptions> = {
  name: 'rah',
  paper: 'Shu et al. 2024, RAH! RecSys-Assistant-Human, IEEE TCSS, arXiv 2308.09904',
  kind: 'recommendation',
  tasks: RAH_TASKS,
  minds: ['choice', 'language', 'hybrid'],
  options: rahOptions,
  create: ({ mind }, options) => rahAgent(mind, options),
}
