import type { RecommendingSystem } from '../../agents/index.ts'
import { type RecMindOptions, recmindOptions } from './options.ts'
import { recmindAgent, TASKS } from './recmind.ts'

/**
 * RecMind: one agent with tools does five tasks of recommendation (Wang et al. 2024, arXiv 2308.14296).
 *
 * @example recmind.create({ mind: agentMind('choice') }, recmind.options.parse({})).name // 'recmind'
 */
export const recmind: RecommendingSystem<RecMindOptions> = {
  name: 'recmind',
  paper: 'Wang et al. 2024, RecMind: Large Language Model Powered Agent For Recommendation, NAACL, arXiv 2308.14296',
  kind: 'recommendation',
  tasks: TASKS,
  minds: ['choice', 'language', 'hybrid'],
  options: recmindOptions,
  create: ({ mind }, options) => recmindAgent(mind, options),
}

export type { RecMindOptions }
