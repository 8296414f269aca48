import { z } from 'zod'
import { rankingProtocol, requestTimes, rowMark } from '../documents.ts'
import { adjustments, intervalKinds, pairedTests } from '../statistics/index.ts'

/** Format version of the folder; a folder of another version is refused with a sentence. */
export const EVALUATION_VERSION = 1

const number = z.number().nullable()

/** By label. */
const values = z.record(z.string(), z.object({ value: number, people: z.int(), excluded: z.int() }))

const recommender = z.object({
  recommender: z.string(),
  fitSeconds: number,
  memory: number.exactOptional(),
  requestTimes: requestTimes.nullable().exactOptional(),
  marks: z.array(rowMark).exactOptional(),
  /** Its own protocol; that of others differs from it in cut-offs at most, or because its lists were made elsewhere. */
  protocol: rankingProtocol,
  values,
  cold: values.nullable().exactOptional(),
  tiedShare: z.number(),
  seconds: z.object({ score: z.number(), evaluate: z.number() }),
})

const plan = z.object({
  primary: z.string().nullable().exactOptional(),
  test: z.enum(pairedTests).exactOptional(),
  adjustment: z.enum(adjustments).exactOptional(),
  interval: z.enum(intervalKinds).exactOptional(),
  resamples: z.int().exactOptional(),
  permutations: z.int().exactOptional(),
})

/** evaluation.json. */
export const evaluationDocument = z.object({
  format: z.literal('tastemaker-evaluation'),
  version: z.literal(EVALUATION_VERSION),
  createdAt: z.string(),
  seed: z.int(),
  environment: z.object({
    tastemaker: z.string(),
    node: z.string(),
    platform: z.string(),
    processor: z.string(),
    cores: z.int(),
    memory: z.number(),
    threads: z.int(),
  }),
  data: z.object({
    licence: z.string(),
    people: z.int(),
    items: z.int(),
    events: z.int(),
    notes: z.array(z.string()),
  }),
  plan,
  request: z.record(z.string(), z.unknown()),
  notes: z.array(z.string()),
  recommenders: z.array(recommender).min(1),
  /** The file with one value per person, and the SHA-256 of its bytes. */
  values: z.object({ file: z.string().regex(/^values-[0-9a-f]{16}\.bin$/), sha256: z.string() }),
})

/** What evaluation.json holds. */
export type EvaluationDocument = z.infer<typeof evaluationDocument>
