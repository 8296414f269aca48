import type { z } from 'zod'
import type { AgentMind, RecommendingAgent, RecommendingSystem } from '../agents/index.ts'
import { TastemakerError } from '../domain/index.ts'
import { parseNameWithOptions, readOptions } from '../name-with-options.ts'
import { nearest } from '../nearest.ts'
import { interecagent } from './interecagent/index.ts'
import { macrec } from './macrec/index.ts'
import { rah } from './rah/index.ts'
import { recmind } from './recmind/index.ts'

/** Every published system that recommends, by name. @example recommendingSystems['recmind']?.paper */
export const recommendingSystems: Readonly<Record<string, RecommendingSystem<never>>> = {
  interecagent: interecagent as RecommendingSystem<never>,
  macrec: macrec as RecommendingSystem<never>,
  rah: rah as RecommendingSystem<never>,
  recmind: recmind as RecommendingSystem<never>,
}

/**
 * Makes an agent of a published system by name.
 *
 * @param nameWithOptions such as `recmind:planner=react`
 * @throws {TastemakerError} `config/unknown-name` with the nearest names; what `readOptions` throws
 * @example recommendingAgent('recmind', agentMind('choice')).tasks
 */
export function recommendingAgent(nameWithOptions: string, mind: AgentMind): RecommendingAgent {
  const { name, options } = parseNameWithOptions(nameWithOptions)
  const system = recommendingSystems[name]
  if (!system) {
    const names = Object.keys(recommendingSystems)
    const near = nearest(name, names)
    throw new TastemakerError(
      'config/unknown-name',
      `No system that recommends is called "${name}".`,
      near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are ${names.join(', ')}.`,
    )
  }
  const read = readOptions(system.options as unknown as z.ZodObject, options, name)
  return system.create({ mind }, read as never)
}
