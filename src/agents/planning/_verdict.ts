import { z } from 'zod'
import { closed } from './_actions.ts'

/** What a critic says, as it is read. */
export const verdictDocument = z.object({ ok: z.boolean(), reason: z.string().default('') })

/** How a critic is asked for it. */
export const VERDICT_WANTED = {
  type: 'json',
  schema: closed({ ok: { type: 'boolean' }, reason: { type: 'string', maxLength: 400 } }),
  maxTokens: 128,
} as const
