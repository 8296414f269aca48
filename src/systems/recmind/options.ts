import { z } from 'zod'
import { plannerByName, planners } from '../../agents/index.ts'
import type { Planner } from '../../domain/index.ts'
import { parseNameWithOptions } from '../../name-with-options.ts'

/**
 * Options of RecMind.
 *
 * @example recmindOptions.parse({}).planner // 'self-inspiring'
 */
export const recmindOptions = z.object({
  /** Any planner by name; one option of its own may ride on it, such as `tree-of-thoughts:search=depth`. */
  planner: z.string().default('self-inspiring'),
  /** Steps before the answer; the paper does not say how many. */
  maxSteps: z.int().min(1).default(10),
  /** Other ways explored at each step; 5 in the paper's puzzles. */
  maxAlternatives: z.int().min(0).default(5),
  /** Tokens of all branches in a prompt, the oldest alternatives cut short first; one observation may take half. */
  branchTokens: z.int().min(125).default(6000),
  /** Worked examples from other people; 0 is the zero-shot form. */
  shots: z.int().min(0).default(0),
  /** Orders in which candidates are shown, one run each; 5 for reports. */
  shuffles: z.int().min(1).default(1),
})

/** Options of RecMind after defaults. */
export type RecMindOptions = z.output<typeof recmindOptions>

/** English has about four characters a token. */
const CHARACTERS_A_TOKEN = 4

/** The longest observation: half the room, so that the branch it belongs to still fits. @example observationCharacters(options) // 12000 */
export const observationCharacters = ({ branchTokens }: RecMindOptions): number =>
  Math.floor((CHARACTERS_A_TOKEN * branchTokens) / 2)

/**
 * Makes the planner that the options name.
 *
 * A planner takes of the bounds what it knows. A tree of thoughts is the paper's: one vote, one way kept on each level.
 *
 * @throws {TastemakerError} `config/unknown-name`, `config/option`
 * @example plannerOf(recmindOptions.parse({ planner: 'react' })).name // 'react:steps=10'
 */
export function plannerOf({ planner, maxSteps, maxAlternatives, branchTokens }: RecMindOptions): Planner {
  const { name, options } = parseNameWithOptions(planner)
  const known = (Object.hasOwn(planners, name) && planners[name]!.options?.shape) || {}
  const bounds = {
    steps: maxSteps,
    alternatives: maxAlternatives,
    room: CHARACTERS_A_TOKEN * branchTokens,
    breadth: 1,
    votes: 1,
  }
  const taken = Object.entries(bounds).filter(([key]) => Object.hasOwn(known, key))
  const told = Object.entries({ ...Object.fromEntries(taken), ...options }).map(([key, value]) => `${key}=${value}`)
  return plannerByName(told.length === 0 ? name : `${name}:${told.join(',')}`)
}
