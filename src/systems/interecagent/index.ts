import type { RecommendingSystem } from '../../agents/index.ts'
import { interecagentAgent } from './agent.ts'
import { type InterecagentOptions, interecagentOptions } from './options.ts'

/**
 * InteRecAgent: a conversation over tools that pass candidates along a bus, planned in one piece (Huang et al. 2025).
 *
 * @example interecagent.create({ mind: agentMind('choice') }, interecagent.options.parse({})).open?.({ surroundings, random, elapsed })
 */
export const interecagent: RecommendingSystem<InterecagentOptions> = {
  name: 'interecagent',
  paper:
    'Huang et al. 2025, Recommender AI Agent: Integrating Large Language Models for Interactive Recommendations, ACM TOIS, arXiv 2308.16505',
  kind: 'recommendation',
  tasks: ['rank', 'next', 'explain', 'converse'],
  minds: ['choice', 'language', 'hybrid'],
  options: interecagentOptions,
  create: ({ mind }, options) => interecagentAgent(mind, options),
}

export { type InterecagentOptions, interecagentOptions } from './options.ts'
