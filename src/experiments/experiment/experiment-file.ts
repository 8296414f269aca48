import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { prepareOptions } from '../../data/index.ts'
import { TastemakerError } from '../../domain/index.ts'
import { nearest } from '../../nearest.ts'
import { checkSearchSpace, nameOf, searchSpaceSchema } from '../tuning/index.ts'

const recommenderSchema = z.union([
  z.string(),
  z.strictObject({
    /** Name with the options that are fixed, such as `ials:factors=32`. */
    model: z.string(),
    /** Options to search on the validation part. */
    search: searchSpaceSchema.default({}),
    /** Settings to try; the experiment's own number unless given. */
    trials: z.int().min(1).max(10_000).optional(),
  }),
])

/** An experiment as a file says it; what is left out has its usual value. */
export const experimentSchema = z.strictObject({
  /** A name that `loadDataset` knows, or a path beside the file. */
  data: z.string(),
  columns: z.string().optional(),
  duplicates: z.enum(['last', 'keep-all', 'max', 'sum', 'error']).optional(),
  /** What to keep of the data before it is split. */
  prepare: prepareOptions.strict().optional(),
  split: z.string().default('80/20'),
  recommenders: z.array(recommenderSchema).min(1),
  tune: z
    .strictObject({
      trials: z.int().min(1).max(10_000).default(20),
      method: z.enum(['random', 'halving']).default('random'),
      metric: z.string().default('ndcg@10'),
      /** `test` searches on the very events that are reported: every tuned row is then marked optimistic. */
      on: z.enum(['validation', 'test']).default('validation'),
    })
    .prefault({}),
  metrics: z.array(z.string()).min(1).optional(),
  k: z.array(z.number()).min(1).default([10]),
  /** Every recommender is fitted once for each; people's values are averaged over them. */
  seeds: z.array(z.int()).min(1).default([1]),
  threads: z.int().min(1).max(64).default(2),
})

/** An experiment, checked and complete. */
export type Experiment = z.output<typeof experimentSchema>

/** One recommender of an experiment. */
export interface PlannedRecommender {
  readonly model: string
  readonly search: z.output<typeof searchSpaceSchema>
  readonly trials: number
}

/**
 * Checks an experiment before anything is loaded or fitted.
 *
 * @throws {TastemakerError} `experiment/invalid` naming the field and its value; what `checkSearchSpace` throws for a search
 * @example experimentOf({ data: 'ml-100k', recommenders: ['popularity', { model: 'ease', search: { lambda: [100, 300] } }] })
 */
export function experimentOf(value: unknown): Experiment {
  const parsed = experimentSchema.safeParse(value)
  if (!parsed.success) throw invalid(parsed.error.issues[0]!, value)
  for (const { model, search } of plannedRecommenders(parsed.data)) {
    nameOf(model, {})
    checkSearchSpace(model, search)
  }
  return parsed.data
}

/** The recommenders of an experiment with everything that is to be known of each. @example plannedRecommenders(experiment) */
export function plannedRecommenders({ recommenders, tune }: Experiment): readonly PlannedRecommender[] {
  return recommenders.map((one) => {
    if (typeof one === 'string') return { model: one, search: {}, trials: 1 }
    return { model: one.model, search: one.search, trials: one.trials ?? tune.trials }
  })
}

/**
 * Reads an experiment from a JSON file.
 *
 * @throws {TastemakerError} `io/missing`, `format/unreadable` for a file that is no JSON, and what `experimentOf` throws
 * @example await readExperiment('examples/ml-100k.json')
 */
export async function readExperiment(path: string): Promise<Experiment> {
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new TastemakerError('io/missing', `There is no experiment ${path}.`, 'Check the spelling and the folder.', {
      cause,
    })
  })
  try {
    return experimentOf(JSON.parse(text))
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    const hint = 'An experiment is one JSON object; examples/ml-100k.json shows one.'
    throw new TastemakerError('format/unreadable', `${path} is not JSON: ${cause.message}.`, hint, { cause })
  }
}

function invalid(issue: z.core.$ZodIssue, value: unknown): TastemakerError {
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys
    const known = Object.keys(
      issue.path.length === 0 ? experimentSchema.shape : experimentSchema.shape.tune.unwrap().shape,
    )
    const near = nearest(key!, known)
    return new TastemakerError(
      'experiment/invalid',
      `An experiment has no field "${[...issue.path, key].join('.')}".`,
      near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Its fields: ${known.join(', ')}.`,
    )
  }
  const found = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value)
  const shown = found === undefined ? 'nothing' : JSON.stringify(found)
  return new TastemakerError(
    'experiment/invalid',
    `Field "${issue.path.join('.')}" of the experiment is wrong (${issue.message.toLowerCase()}); it holds ${shown}.`,
    'examples/ml-100k.json shows every field.',
  )
}
