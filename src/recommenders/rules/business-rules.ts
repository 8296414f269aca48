import type { Dataset, Item, ItemId, RecommendationRequest, Recommender, SlateEntry } from '../../domain/index.ts'
import { TastemakerError } from '../../domain/index.ts'
import { nearest } from '../../nearest.ts'
import { relevanceOf } from '../_relevance.ts'
import { requireK } from '../_require-k.ts'
import { type Reader, readerOf, testOf } from './_fields.ts'
import { type BusinessRules, readRules } from './schema.ts'

/** Items asked for at first; where caps leave too few, four times as many, and so on. */
const POOL = 200

/**
 * A recommender that keeps business rules.
 *
 * Filters hold exactly: the recommender is asked with only the items that pass as candidates. Boosts multiply relevance among
 * the first items, the pool. Caps pass over what would be one too many, and ask for more where that leaves places open. Pinned
 * items come first for everybody whose request does not exclude them, count towards caps, and yield to filters.
 *
 * @param rules see `businessRulesSchema`; plain data, checked here
 * @param data whose items the recommender serves
 * @param options.pool items that boosts may reorder; 200 unless given
 * @throws {TastemakerError} `config/option` for rules that cannot be read, `config/unknown-name` with near names for an
 *   attribute, a category or a pinned item that does not exist
 * @example businessRules(recommender, { filters: [{ on: 'price', op: 'at-most', value: 20 }] }, data)
 */
export function businessRules(
  recommender: Recommender,
  rules: BusinessRules,
  data: Pick<Dataset, 'name' | 'items' | 'catalogue'>,
  options: { readonly pool?: number } = {},
): Recommender {
  const { filters, boosts, caps, pinned } = readRules(rules)
  const pool = requireK(options.pool ?? POOL)
  const tests = filters.map((filter) => testOf(filter, data))
  const passes = (item: Item) => tests.every((test) => test(item))
  const allowed = filters.length > 0 ? new Set(data.catalogue.filter(passes).map(({ id }) => id)) : null
  const everything = allowed ? [...allowed] : undefined
  const raises = boosts.map(({ where, times }) => ({ test: testOf(where, data), times }))
  const limits = caps.map(({ per, most }) => ({ read: readerOf(per, data), most }))
  const pins = [...new Set(pinned)].map((id) => itemNamed(id, data)).filter((id) => allowed?.has(id) ?? true)
  const itemOf = (id: ItemId): Item => data.catalogue[data.items.index(id)!]!
  const name = `${recommender.name} > rules`

  /** What the recommender offers, boosted and without the pinned. */
  const offered = async (request: RecommendationRequest, first: readonly ItemId[], k: number) => {
    const candidates = request.candidates?.filter((id) => allowed?.has(id) ?? true) ?? everything
    const exclude = new Set([...(request.exclude ?? []), ...first])
    const { entries } = await recommender.recommend({ ...request, k, exclude, ...(candidates ? { candidates } : {}) })
    // What the data does not have cannot be shown to keep the rules.
    const known = entries.filter(({ item }) => data.items.index(item) !== undefined)
    const relevance = relevanceOf(known)
    const rest = known.map((entry, place) => {
      const factors = raises.flatMap(({ test, times }) => (test(itemOf(entry.item)) ? [times] : []))
      return { ...entry, score: factors.reduce((score, times) => score * times, relevance[place]!) }
    })
    return { rest: rest.sort((a, b) => b.score - a.score), exhausted: entries.length < k }
  }

  return {
    name,
    async recommend(request) {
      const k = requireK(request.k)
      const mayShow = request.candidates ? new Set(request.candidates) : null
      const first = pins.filter((id) => !request.exclude?.has(id) && (mayShow?.has(id) ?? true)).slice(0, k)
      for (let asked = Math.max(k, pool); ; asked *= 4) {
        const { rest, exhausted } = await offered(request, first, asked)
        const top = rest[0]?.score ?? 1
        const all = [...first.map((item): SlateEntry => ({ item, score: top })), ...rest]
        const entries = capped(all, k, limits, itemOf)
        if (entries.length === k || exhausted) return { entries, recommender: name }
      }
    },
  }
}

/** The first k entries that leave every cap kept. */
function capped(
  entries: readonly SlateEntry[],
  k: number,
  limits: readonly { readonly read: Reader; readonly most: number }[],
  itemOf: (id: ItemId) => Item,
): SlateEntry[] {
  const counts = limits.map(() => new Map<string | number | boolean, number>())
  const kept: SlateEntry[] = []
  for (const entry of entries) {
    if (kept.length === k) break
    const item = itemOf(entry.item)
    const full = limits.some(({ read, most }, l) => read(item).some((value) => (counts[l]!.get(value) ?? 0) >= most))
    if (full) continue
    for (const [l, { read }] of limits.entries()) {
      for (const value of new Set(read(item))) counts[l]!.set(value, (counts[l]!.get(value) ?? 0) + 1)
    }
    kept.push(entry)
  }
  return kept
}

function itemNamed(id: string, { name, items }: Pick<Dataset, 'name' | 'items'>): ItemId {
  if (items.index(id as ItemId) !== undefined) return id as ItemId
  const near = nearest(id, items.ids)
  throw new TastemakerError(
    'config/unknown-name',
    `The pinned item "${id}" is not in "${name}".`,
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : undefined,
  )
}
