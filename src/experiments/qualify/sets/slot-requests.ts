import { z } from 'zod'
import { HALVES, type Half, type Labelled } from './labelled.ts'
import requests from './slots.json' with { type: 'json' }

/** The genres a request can name. @example slotGenres.includes('war') // true */
export const slotGenres = [
  'action',
  'adventure',
  'animation',
  'children',
  'comedy',
  'crime',
  'documentary',
  'drama',
  'fantasy',
  'film noir',
  'horror',
  'musical',
  'mystery',
  'romance',
  'science fiction',
  'thriller',
  'war',
  'western',
] as const

/**
 * The fields of a request, in the order in which they are filled: the relation is decided before the years.
 *
 * `before` has the year named in `to` and null in `from`, `after` (and since) the year named in `from`; `between` has both ends,
 * for a decade its first and last year, for a single year the same twice; `any` has neither. `like` is the title that the result
 * should resemble, without quotes.
 *
 * @example slotSchema.parse({ genres: ['war'], notGenres: [], relation: 'before', from: null, to: 1970, like: null })
 */
export const slotSchema = z.object({
  genres: z.array(z.enum(slotGenres)),
  notGenres: z.array(z.enum(slotGenres)),
  relation: z.enum(['any', 'before', 'after', 'between']),
  from: z.number().nullable(),
  to: z.number().nullable(),
  like: z.string().nullable(),
})

/** The fields of a request. */
export type Slots = z.infer<typeof slotSchema>

/** A request that names nothing; the files leave out the fields that are as here. */
const NOTHING: Slots = { genres: [], notGenres: [], relation: 'any', from: null, to: null, like: null }

/** Requests with their fields: 50 to tune on and 50 to test on. @example slotRequests[0]?.label.genres */
export const slotRequests: readonly Labelled<Slots>[] = HALVES.flatMap((half) =>
  (requests as unknown as Readonly<Record<Half, readonly ({ readonly text: string } & Partial<Slots>)[]>>)[half].map(
    ({ text, ...named }, place) => ({ id: `slots/${half}/${place + 1}`, text, half, label: { ...NOTHING, ...named } }),
  ),
)

/** Whether two forms ask for the same: genres in any order, a title in any case. @example sameSlots(label, slotsByRules(text)) */
export function sameSlots(one: Slots, other: Slots): boolean {
  const form = ({ genres, notGenres, relation, from, to, like }: Slots): string =>
    JSON.stringify([[...genres].sort(), [...notGenres].sort(), relation, from, to, like?.trim().toLowerCase() ?? null])
  return form(one) === form(other)
}
