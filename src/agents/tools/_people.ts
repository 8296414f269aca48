import { ToolError, type UserId, type UserIndex } from '../../domain/index.ts'
import { didYouMean } from './_ids.ts'
import type { Past } from './past.ts'

/** Whose data a tool may show: one person, or everybody, for a study in which people are looked up freely. */
export type WhosePast = { readonly user: UserId } | 'everybody'

/**
 * The person whom an id means.
 *
 * @throws {ToolError} for an id that nobody has, and for somebody whose data this tool does not show
 */
export function findPerson(past: Past, whose: WhosePast, id: string): UserIndex {
  if (whose !== 'everybody' && id !== whose.user) {
    throw new ToolError(`Only the data of ${JSON.stringify(whose.user)} may be read here. Ask for that id.`)
  }
  const user = past.data.users.index(id as UserId)
  if (user !== undefined) return user
  throw new ToolError(`Nobody has the id ${JSON.stringify(id.slice(0, 80))}.${didYouMean(id, past.data.users.ids)}`)
}

/** A day as YYYY-MM-DD, or null where the time is unknown. */
export const dayOf = (at: number): string | null => (Number.isNaN(at) ? null : new Date(at).toISOString().slice(0, 10))
