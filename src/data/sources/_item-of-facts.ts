import { type Item, itemId, type User, userId } from '../../domain/index.ts'
import { dateOf } from './_time-cell.ts'

/** What is known of something, by name. */
export type Facts = Readonly<Record<string, unknown>>

const ofItem = [
  'title',
  'name',
  'text',
  'description',
  'categories',
  'genres',
  'category',
  'image',
  'price',
  'released_at',
]
const demographic = ['age', 'gender', 'occupation', 'zipCode', 'zip_code', 'country']

/** An item of facts under common names; those with no place of their own become attributes. */
export function itemOfFacts(id: string, facts: Facts): Item {
  const { title, name, text, description, categories, genres, category, image, price, released_at } = facts
  const [called, words] = [title ?? name, text ?? description]
  const released = typeof released_at === 'string' ? dateOf(released_at) : released_at
  return {
    id: itemId(id),
    title: typeof called === 'string' && called.trim() !== '' ? called : id,
    ...(typeof words === 'string' ? { text: words } : {}),
    categories: [...new Set([categories ?? genres ?? category ?? []].flat().map(String))],
    attributes: attributesOf(facts, ofItem),
    ...(typeof image === 'string' ? { image } : {}),
    ...(typeof price === 'number' ? { price } : {}),
    ...(typeof released === 'number' && !Number.isNaN(released) ? { releasedAt: released } : {}),
  }
}

/** A person of facts. */
export function userOfFacts(id: string, facts: Facts): User {
  const { connections } = facts
  const known = Object.entries(facts).filter(([name]) => demographic.includes(name))
  const demographics = known.filter(([, value]) => typeof value === 'string' || typeof value === 'number')
  const attributes = attributesOf(facts, [...demographic, 'connections'])
  return {
    id: userId(id),
    ...(demographics.length > 0 ? { demographics: Object.fromEntries(demographics) as User['demographics'] } : {}),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
    ...(Array.isArray(connections) ? { connections: connections.map((other) => userId(String(other))) } : {}),
  }
}

/** Texts, numbers and booleans as they are, lists with commas between; the rest has no place. */
function attributesOf(facts: Facts, without: readonly string[]): Item['attributes'] {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => {
      if (without.includes(name) || value === null) return []
      if (Array.isArray(value)) return value.length > 0 ? [[name, value.map(String).join(', ')]] : []
      return ['string', 'number', 'boolean'].includes(typeof value) ? [[name, value]] : []
    }),
  ) as Item['attributes']
}
