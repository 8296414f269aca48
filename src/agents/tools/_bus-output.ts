import { z } from 'zod'
import { counted, whole } from '../../words.ts'
import type { BusStep } from './candidate-bus.ts'

/** What a tool that changes the candidates gives back: numbers only, never the candidates. */
export const busOutput = z.object({
  before: z.number().int(),
  after: z.number().int(),
  /** Nothing would have been left, so that the candidates stayed. */
  relaxed: z.boolean(),
  /** Ids that no item has; they were passed over. */
  unknown: z.array(z.string()),
  note: z.string().optional(),
})

/** What a tool that changes the candidates gives back. */
export type BusOutput = z.infer<typeof busOutput>

/** A step as a tool gives it back. */
export const stepOutput = (
  { before, after, relaxed }: BusStep,
  unknown: readonly string[] = [],
  note?: string,
): BusOutput => ({ before, after, relaxed, unknown: [...unknown], ...(note === undefined ? {} : { note }) })

/** A step in words. */
export function showStep({ before, after, relaxed, unknown, note }: BusOutput): string {
  const words = relaxed
    ? `0 left: no candidate passes, so the ${whole(after)} before stay as they were. Widen a condition, or tell the person that it was dropped.`
    : `${whole(after)} of ${counted(before, 'candidate')} left.`
  const missing =
    unknown.length > 0 ? ` Unknown and passed over: ${unknown.map((id) => JSON.stringify(id)).join(', ')}.` : ''
  return `${words}${note === undefined ? '' : ` ${note}`}${missing}`
}
