import { z } from 'zod'
import type { MemoryEntry } from './entry.ts'
import type { KeptEntry, Recalled } from './long-term.ts'
import type { TierConstants } from './presets.ts'
import type { ShortTermEntry } from './short-term.ts'
import { entrySchema, MEMORY_SNAPSHOT, writtenEntry } from './snapshot.ts'

const constantsSchema: z.ZodType<TierConstants> = z.strictObject({
  cut: z.number(),
  capacity: z.int().min(1),
  enhanceFrom: z.number(),
  newestBonus: z.number(),
  promoteAt: z.int().min(1),
  recall: z.int().min(1),
  decay: z.number().gt(0).max(1),
  distance: z.enum(['plain', 'squared']),
  reflectAt: z.number(),
  reflectOver: z.int().min(1),
  mergeFrom: z.number(),
  idleHours: z.number(),
  forgetting: z.enum(['delete', 'marker', 'off']),
  observeCalls: z.literal([1, 2]),
})

/** The schema of a memory in three tiers as it is kept, given that of its facts. */
export const tieredSchema = <Facts>(facts: z.ZodType<Facts>) => {
  const entry = entrySchema(facts)
  return z.strictObject({
    version: z.literal(MEMORY_SNAPSHOT),
    tiers: z.literal('three'),
    /** Fingerprint of the vectors. */
    vectors: z.string(),
    constants: constantsSchema,
    /** The last time it was told; null before the first. */
    now: z.number().nullable(),
    /** Number of the next entry. */
    next: z.int().min(1),
    /** Saves to long-term memory so far, each of which forgot by a stream of its own. */
    saves: z.int().min(0),
    /** Importance stored since the last reflection. */
    pending: z.number(),
    shortTerm: z.array(
      z.strictObject({
        entry,
        count: z.int().min(0),
        enhancers: z.array(z.strictObject({ id: z.string(), text: z.string() })),
      }),
    ),
    longTerm: z.array(z.strictObject({ entry, gone: z.enum(['forgotten', 'merged']).nullable() })),
    /** The last recollection, which its reaction may ask for again. */
    last: z
      .strictObject({
        reaction: z.string(),
        longTerm: z.array(z.strictObject({ entry, score: z.number(), relevance: z.number() })),
        shortTerm: z.array(entry),
      })
      .nullable(),
  })
}

/** A memory in three tiers as it is kept. */
export type TieredSnapshot<Facts> = z.infer<ReturnType<typeof tieredSchema<Facts>>>

/** What of a memory's state is written down beside its counters. */
export interface WrittenTiers<Facts> {
  readonly shortTerm: readonly ShortTermEntry<Facts>[]
  readonly longTerm: readonly KeptEntry<Facts>[]
  readonly last: {
    readonly reaction: string
    readonly longTerm: readonly Recalled<Facts>[]
    readonly shortTerm: readonly MemoryEntry<Facts>[]
  } | null
}

/** The tiers as plain records. */
export const writtenTiers = <Facts>({ shortTerm, longTerm, last }: WrittenTiers<Facts>) => ({
  shortTerm: shortTerm.map((one) => ({ ...one, entry: writtenEntry(one.entry) })),
  longTerm: longTerm.map((one) => ({ ...one, entry: writtenEntry(one.entry) })),
  last: last && {
    ...last,
    longTerm: last.longTerm.map((one) => ({ ...one, entry: writtenEntry(one.entry) })),
    shortTerm: last.shortTerm.map(writtenEntry),
  },
})
