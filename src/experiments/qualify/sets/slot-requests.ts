import type { Slots } from '../../../minds/index.ts'
import { HALVES, type Half, type Labelled } from './labelled.ts'
import requests from './slots.json' with { type: 'json' }

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
