import { z } from 'zod'
import { jobs, type MindCard } from '../domain/index.ts'

const interval = z.object({ value: z.number(), low: z.number(), high: z.number() })

/**
 * A mind card as it is kept, in the cache or in a run folder as mind-card.json.
 *
 * @example mindCard.parse(JSON.parse(text)).jobs
 */
export const mindCard = z.object({
  version: z.literal(1),
  model: z.string(),
  fingerprint: z.string(),
  data: z.object({ name: z.string(), hash: z.string() }),
  seed: z.int(),
  prompts: z.string(),
  tastemaker: z.string(),
  madeAt: z.string(),
  jobs: z.array(
    z.object({
      job: z.enum(jobs),
      measure: z.string(),
      n: z.int(),
      gate: z.int(),
      value: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      control: z.object({ name: z.string(), value: z.number() }).nullable(),
      gain: interval.nullable(),
      verdict: z.enum(['decide', 'assist', 'actor', 'test-only', 'not-shown']),
      reason: z.string(),
      details: z.record(z.string(), z.union([z.number(), z.string()]).nullable()),
    }),
  ),
}) satisfies z.ZodType<MindCard>
