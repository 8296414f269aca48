import { z } from 'zod'

/**
 * Where a memory came from.
 *
 * A reflection names the entries it rests on by id; some of them may be forgotten by now. What another agent said, a tool
 * returned or a page contained keeps its source, so that a reader can tell what a person saw from what they were told.
 */
export const provenanceSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('observation') }),
  z.strictObject({ type: z.literal('agent'), agent: z.string().min(1) }),
  z.strictObject({ type: z.literal('tool'), tool: z.string().min(1) }),
  z.strictObject({ type: z.literal('reflection'), from: z.array(z.string()).readonly() }),
  z.strictObject({ type: z.literal('external'), source: z.string().min(1) }),
])

/** Where a memory came from: own eyes, another agent, a tool, a reflection on other memories, or a text from outside. */
export type Provenance = z.infer<typeof provenanceSchema>

/** What is known of a memory before it is stored. */
export interface NewMemory<Facts = unknown> {
  /** Simulated time, in hours where a formula decays by the hour, else in any one unit. */
  readonly at: number
  readonly text: string
  readonly importance: number
  /** What the text was rendered from; plain JSON where the memory is to be kept in a snapshot. */
  readonly facts: Facts
  /** What the person saw for themselves, unless given. */
  readonly provenance?: Provenance
}

/** One thing remembered. */
export interface MemoryEntry<Facts = unknown> extends NewMemory<Facts> {
  /** Unique within one memory and never used again. */
  readonly id: string
  /** When it was last stored or recalled, in the unit of `at`. */
  readonly lastAccess: number
  readonly provenance: Provenance
}
