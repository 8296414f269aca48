import type { System } from '../domain/index.ts'
import { agent4rec } from './agent4rec/index.ts'
import { interecagent } from './interecagent/index.ts'
import { macrec } from './macrec/index.ts'
import { rah } from './rah/index.ts'
import { recmind } from './recmind/index.ts'

export * from './agent4rec/index.ts'
export * from './interecagent/index.ts'
export * from './macrec/index.ts'
export * from './rah/index.ts'
export * from './recmind/index.ts'
export * from './recommending.ts'

/** Every published system that runs here, by name. @example systems.agent4rec.paper */
export const systems: Readonly<
  Record<string, Pick<System<unknown, unknown, unknown>, 'name' | 'paper' | 'kind' | 'tasks' | 'minds'>>
> = {
  agent4rec,
  interecagent,
  macrec,
  rah,
  recmind,
}
