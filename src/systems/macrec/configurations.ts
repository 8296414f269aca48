import { z } from 'zod'

/** Who works in one configuration. */
export interface Configuration {
  /** Steps of the manager in one trial. */
  readonly steps: number
  readonly analyse: boolean
  readonly search: boolean
  readonly interpret: boolean
  readonly reflect: boolean
}

const nobody: Configuration = { steps: 6, analyse: false, search: false, interpret: false, reflect: false }

/**
 * The published configurations, with `+` where the paper's files write a comma or an underscore.
 *
 * @example configurations.chat.steps // 10
 */
export const configurations = {
  single: { ...nobody, steps: 1 },
  analyse: { ...nobody, analyse: true },
  search: { ...nobody, search: true },
  reflect: { ...nobody, reflect: true },
  'reflect+analyse': { ...nobody, reflect: true, analyse: true },
  'reflect+analyse+search': { ...nobody, reflect: true, analyse: true, search: true },
  'reflect+analyse+search+interpret': { ...nobody, reflect: true, analyse: true, search: true, interpret: true },
  chat: { ...nobody, steps: 10, search: true, interpret: true },
} as const satisfies Readonly<Record<string, Configuration>>

/**
 * Options of MACRec with the published defaults.
 *
 * How a failed answer counts is an option of the scoring; model, temperature and retries belong to the calls.
 *
 * @example macrecOptions.parse({}).configuration // 'reflect+analyse'
 */
export const macrecOptions = z.object({
  configuration: z
    .enum(Object.keys(configurations) as [keyof typeof configurations, ...(keyof typeof configurations)[]])
    .default('reflect+analyse'),
  /** Steps of the manager in one trial; 0 for as many as the configuration has. */
  maxSteps: z.int().min(0).max(100).default(0),
  analystTurns: z.int().min(1).max(100).default(20),
  searcherTurns: z.int().min(1).max(100).default(6),
  interpreterTurns: z.int().min(1).max(100).default(6),
  /** Tries at one task; only where the configuration has a reflector, since nobody else asks for a second. */
  trials: z.int().min(1).max(10).default(2),
  /** What a trial is told of those before it. With `none` and `last-trial` no reflector is asked: the controls of a second try. */
  reflection: z.enum(['none', 'last-trial', 'reflection', 'both']).default('both'),
  /** Events of a history that are shown at once; 5 in the published scripts. */
  historyLimit: z.int().min(1).max(100).default(10),
  /** Thought and action in a call each, as published. */
  split: z.boolean().default(true),
  /** Whether people and items may be studied that are no part of the task. */
  openLookup: z.boolean().default(false),
})

/** Options of MACRec after defaults. */
export type MacRecOptions = z.output<typeof macrecOptions>
