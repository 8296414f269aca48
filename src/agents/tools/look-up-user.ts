import { z } from 'zod'
import type { Tool } from '../../domain/index.ts'
import { counted, fixed } from '../../words.ts'
import { dayOf, findPerson, type WhosePast } from './_people.ts'
import { defineTool } from './define-tool.ts'
import type { Past } from './past.ts'

const input = z.object({ id: z.string().max(200).describe('id of a person') })
const output = z.object({
  id: z.string(),
  profile: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  interactions: z.number().int(),
  /** Null where the person rated nothing. */
  meanRating: z.number().nullable(),
  /** Days of the first and the last interaction; null where there is none or no time. */
  first: z.string().nullable(),
  last: z.string().nullable(),
})

/** What `look_up_user` takes. */
export type LookUpUserInput = z.infer<typeof input>
/** What `look_up_user` gives back. */
export type LookUpUserOutput = z.infer<typeof output>

/**
 * The tool `look_up_user`: what is known of a person, and how much they did in the past; not what.
 *
 * @param whose whom it may be asked about
 * @example await useTool(lookUpUser(past, { user: userId('196') }), { id: '196' })
 */
export function lookUpUser(past: Past, whose: WhosePast): Tool<LookUpUserInput, LookUpUserOutput> {
  return defineTool({
    name: 'look_up_user',
    description: 'The profile of a person, with how much they did so far, how they rate, and when.',
    input,
    output,
    run({ id }) {
      const user = findPerson(past, whose, id)
      const { log, scale, people } = past.data
      const { from, to } = past.rowsOf(user)
      const { demographics, attributes } = people[user]!
      const sum = log.value.subarray(from, to).reduce((total, value) => total + value, 0)
      return {
        id,
        profile: { ...demographics, ...attributes },
        interactions: to - from,
        meanRating: scale && to > from ? sum / (to - from) : null,
        first: to > from ? dayOf(log.at[from]!) : null,
        last: to > from ? dayOf(log.at[to - 1]!) : null,
      }
    },
    show({ id, profile, interactions, meanRating, first, last }) {
      const mean = meanRating === null ? '' : `, mean rating ${fixed(meanRating, 2)}`
      const days = first === null || last === null ? '' : `, from ${first} to ${last}`
      return `${JSON.stringify(id)}: ${JSON.stringify(profile)}\n${counted(interactions, 'interaction')}${mean}${days}.`
    },
  })
}
