import { z } from 'zod'
import { TastemakerError } from '../../domain/index.ts'
import { nearest } from '../../nearest.ts'

const plain = z.union([z.string(), z.number(), z.boolean()])

const condition = z.strictObject({
  on: z.string(),
  op: z.enum(['is', 'is-not', 'at-least', 'at-most']),
  value: z.union([plain, z.array(plain).min(1)]),
})

/**
 * Rules that a shop keeps whatever a model says, as data: from a file, a form or a request.
 *
 * `filters` all have to hold; `boosts` multiply relevance where they hold; `caps` bound how many items of a slate may share a
 * category or the value of an attribute; `pinned` items come first, in order.
 *
 * @example businessRulesSchema.parse({ filters: [{ on: 'year', op: 'at-least', value: 1990 }], caps: [{ per: 'category', most: 3 }] })
 */
export const businessRulesSchema = z.strictObject({
  filters: z.array(condition).default([]),
  boosts: z.array(z.strictObject({ where: condition, times: z.number().positive().max(1000) })).default([]),
  caps: z.array(z.strictObject({ per: z.string(), most: z.int().min(1) })).default([]),
  pinned: z.array(z.string()).default([]),
})

/**
 * What an item must be like.
 *
 * `on` is `category`, `price`, `releasedAt`, `title` or the name of an attribute. `is` holds where the item has one of the values,
 * `is-not` where it has none of them, `at-least` and `at-most` compare numbers and, for `releasedAt`, dates; an item that has
 * nothing there passes `is-not` only.
 */
export type Condition = z.output<typeof condition>

/** Business rules as they are written; every part may be left out. */
export type BusinessRules = z.input<typeof businessRulesSchema>

/** Reads rules. Throws `config/option` with the place, or `config/unknown-name` for a key that does not exist. */
export function readRules(rules: unknown): z.output<typeof businessRulesSchema> {
  const parsed = businessRulesSchema.safeParse(rules)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]!
  const place = ['rules', ...issue.path].join('.')
  if (issue.code === 'unrecognized_keys') {
    const known = ['filters', 'boosts', 'caps', 'pinned', 'on', 'op', 'value', 'where', 'times', 'per', 'most']
    const near = nearest(issue.keys[0]!, known)
    const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : undefined
    throw new TastemakerError('config/unknown-name', `${place} has no key "${issue.keys[0]}".`, hint)
  }
  throw new TastemakerError('config/option', `Cannot read ${place}: ${issue.message}.`)
}
