import { z } from 'zod'
import type { Tool } from '../../domain/index.ts'
import { counted } from '../../words.ts'
import { dayOf, findPerson, type WhosePast } from './_people.ts'
import { defineTool } from './define-tool.ts'
import type { Past } from './past.ts'

const input = z.object({
  id: z.string().max(200).describe('id of a person'),
  k: z.number().int().min(1).max(100).default(10).describe('how many at most'),
})
const output = z.object({
  rows: z.array(
    z.object({
      item: z.string(),
      /** Left out where the data has no ratings. */
      rating: z.number().optional(),
      /** Null where the data has no time. */
      day: z.string().nullable(),
    }),
  ),
  /** Older rows beyond those shown. */
  left: z.number().int(),
})

/** What `user_history` takes. */
export type UserHistoryInput = z.infer<typeof input>
/** What `user_history` gives back. */
export type UserHistoryOutput = z.infer<typeof output>

/**
 * The tool `user_history`: what a person did in the past, newest first, items by id.
 *
 * @param whose whom it may be asked about
 * @example await useTool(userHistory(past, { user: userId('196') }), { id: '196', k: 10 })
 */
export function userHistory(past: Past, whose: WhosePast): Tool<UserHistoryInput, UserHistoryOutput> {
  return defineTool({
    name: 'user_history',
    description: 'What a person did so far, newest first: ids of items, with ratings and days where known.',
    input,
    output,
    run({ id, k }) {
      const user = findPerson(past, whose, id)
      const { log, scale, items } = past.data
      const { from, to } = past.rowsOf(user)
      const shown = Math.min(k, to - from)
      const rows = Array.from({ length: shown }, (_, place) => {
        const row = to - 1 - place
        const rating = scale ? { rating: log.value[row]! } : {}
        return { item: String(items.ids[log.item[row]!]), ...rating, day: dayOf(log.at[row]!) }
      })
      return { rows, left: to - from - shown }
    },
    show({ rows, left }) {
      const lines = rows.map(
        ({ item, rating, day }) =>
          `${JSON.stringify(item)}${rating === undefined ? '' : ` rated ${rating}`}${day === null ? '' : ` on ${day}`}`,
      )
      const more = left > 0 ? [`${counted(left, 'older one')}.`] : []
      return [...(lines.length > 0 ? lines : ['Nothing so far.']), ...more].join('\n')
    },
  })
}
