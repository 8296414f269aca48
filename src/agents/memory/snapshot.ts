import { z } from 'zod'
import { TastemakerError } from '../../domain/index.ts'
import { type MemoryEntry, provenanceSchema } from './entry.ts'

/** Version of what a memory writes down: raise it with every change that an older restore would misread. */
export const MEMORY_SNAPSHOT = 1

/** The schema of an entry, given that of its facts. */
export const entrySchema = <Facts>(facts: z.ZodType<Facts>) =>
  z.strictObject({
    id: z.string().min(1),
    at: z.number(),
    text: z.string(),
    importance: z.number(),
    facts: facts.nullable(),
    provenance: provenanceSchema,
    lastAccess: z.number(),
  })

/** An entry with what is not JSON taken out of its facts, and its fields in the order of the schema. */
export const writtenEntry = <Facts>(entry: MemoryEntry<Facts>) => ({
  id: entry.id,
  at: entry.at,
  text: entry.text,
  importance: entry.importance,
  facts: entry.facts,
  provenance: entry.provenance,
  lastAccess: entry.lastAccess,
})

/**
 * Checks what a memory is to be restored from.
 *
 * @param fingerprint of the vectors it will use; other vectors would recall something else
 * @throws {TastemakerError} `memory/version` where it was written by another version, with other vectors, or is damaged
 */
export function readSnapshot<Kept extends { readonly vectors: string }>(
  snapshot: unknown,
  schema: z.ZodType<Kept>,
  fingerprint: string,
): Kept {
  const version = z.object({ version: z.unknown() }).safeParse(snapshot).data?.version
  if (version !== MEMORY_SNAPSHOT) {
    throw new TastemakerError(
      'memory/version',
      `The memory was kept by version ${JSON.stringify(version)} of its format, this one reads ${MEMORY_SNAPSHOT}.`,
      'Restore it with the version that kept it, or start with an empty memory.',
    )
  }
  const read = schema.safeParse(snapshot)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new TastemakerError(
      'memory/version',
      `The memory can not be restored: ${issue?.path.join('.') || 'it'}: ${issue?.message}`,
      'Give what snapshot() returned, with the schema of the facts it was kept with.',
    )
  }
  if (read.data.vectors === fingerprint) return read.data
  throw new TastemakerError(
    'memory/version',
    `The memory was kept with the vectors "${read.data.vectors}", not with "${fingerprint}".`,
    'Restore it with the embedder it was kept with.',
  )
}
