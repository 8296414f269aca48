import type { z } from 'zod'
import { type Planner, TastemakerError } from '../../domain/index.ts'
import { parseNameWithOptions, readOptions } from '../../name-with-options.ts'
import { nearest } from '../../nearest.ts'
import { chainOfThought } from './chain-of-thought.ts'
import { planFirst, planFirstOptions } from './plan-first.ts'
import { react, reactOptions } from './react.ts'
import { reflexion, reflexionOptions } from './reflexion.ts'
import { selfConsistency, selfConsistencyOptions } from './self-consistency.ts'
import { selfInspiring, selfInspiringOptions } from './self-inspiring.ts'
import { treeOfThoughts, treeOfThoughtsOptions } from './tree-of-thoughts.ts'

/** A planner as the registry lists it. */
export interface PlannerEntry {
  /** One line for help texts. */
  readonly summary: string
  readonly paper: string
  /** How many calls for k tool actions. */
  readonly calls: string
  readonly options: z.ZodObject | null
  readonly factory: (options?: never) => Planner
}

/** All planners by name. */
export const planners: Readonly<Record<string, PlannerEntry>> = {
  'chain-of-thought': {
    summary: 'reasons first, then answers',
    paper: 'Wei et al. 2022',
    calls: '1',
    options: null,
    factory: chainOfThought,
  },
  'self-consistency': {
    summary: 'several lines of reasoning vote',
    paper: 'Wang et al. 2023',
    calls: 'samples',
    options: selfConsistencyOptions,
    factory: selfConsistency,
  },
  react: {
    summary: 'thinks, uses a tool, looks, thinks again',
    paper: 'Yao et al. 2023',
    calls: 'k + 1; split 2 (k + 1)',
    options: reactOptions,
    factory: react,
  },
  reflexion: {
    summary: 'tries, is judged, reflects, tries again',
    paper: 'Shinn et al. 2023',
    calls: 'k + 1 a trial, and a reflection between two',
    options: reflexionOptions,
    factory: reflexion,
  },
  'tree-of-thoughts': {
    summary: 'writes several next thoughts and goes on with the best',
    paper: 'Yao et al. 2023',
    calls: 'nodes written, and votes or ratings',
    options: treeOfThoughtsOptions,
    factory: treeOfThoughts,
  },
  'self-inspiring': {
    summary: 'explores other steps too, and answers from all of them',
    paper: 'Wang et al. 2024',
    calls: 'k + 1, alternatives, and 1',
    options: selfInspiringOptions,
    factory: selfInspiring,
  },
  'plan-first': {
    summary: 'plans all tool calls, makes them, answers',
    paper: 'Huang et al. 2025',
    calls: '2; with a critic 3 a plan',
    options: planFirstOptions,
    factory: planFirst,
  },
}

/**
 * Makes a planner by name, with options riding on it.
 *
 * @throws {TastemakerError} `config/unknown-name` with the nearest names, `config/option` for a bad option
 * @example plannerByName('reflexion:trials=3,strategy=none').name
 */
export function plannerByName(text: string): Planner {
  const { name, options } = parseNameWithOptions(text)
  const entry = Object.hasOwn(planners, name) ? planners[name] : undefined
  if (!entry) {
    const near = nearest(name, Object.keys(planners))
    throw new TastemakerError(
      'config/unknown-name',
      `There is no planner "${name}".`,
      near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `The planners: ${Object.keys(planners).join(', ')}.`,
    )
  }
  if (entry.options) return entry.factory(readOptions(entry.options, options, name) as never)
  const key = Object.keys(options)[0]
  if (key === undefined) return entry.factory()
  throw new TastemakerError('config/unknown-name', `${name} has no option "${key}".`, 'It takes no options.')
}
