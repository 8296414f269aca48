import type { Item } from '../../domain/index.ts'
import { type Bins, binOf, numbersOf } from './_bins.ts'
import { fnv1a } from './_hash.ts'
import { wordsOf } from './_words.ts'

/** Where a feature was read: in title and text, in the categories, or in attributes and price. */
export type FeatureKind = 'word' | 'category' | 'attribute'

/** One thing that an item has. */
export interface Feature {
  readonly kind: FeatureKind
  /** `story`, `Comedy`, `director=lynch`, `year#3`: a number's bin behind its name. */
  readonly value: string
}

/**
 * Everything that one item has, in order, words as often as they occur.
 *
 * Strings among the attributes are read word by word (`director=lynch`), booleans as they are, numbers by their bin. A
 * number whose name the bins do not know is left out.
 *
 * @throws {TastemakerError} `format/value` for a NaN or an infinite number
 */
export function readItem(item: Item, bins: Bins): Feature[] {
  const features: Feature[] = []
  const add = (kind: FeatureKind, value: string) => features.push({ kind, value })
  for (const word of wordsOf(`${item.title} ${item.text ?? ''}`)) add('word', word)
  for (const category of new Set(item.categories)) add('category', category.replaceAll(/\s+/g, ' ').trim())
  for (const [name, value] of Object.entries(item.attributes)) {
    if (typeof value === 'string') for (const word of new Set(wordsOf(value))) add('attribute', `${name}=${word}`)
    else if (typeof value === 'boolean') add('attribute', `${name}=${value}`)
  }
  for (const [name, value] of numbersOf(item)) {
    const starts = bins.get(fnv1a(name))
    if (starts) add('attribute', `${name}#${binOf(starts, value)}`)
  }
  return features
}

/** What a feature is known by. Categories are one whatever their case. */
export function hashOf({ kind, value }: Feature): number {
  return fnv1a(`${kind}:${kind === 'category' ? value.toLowerCase() : value}`)
}
