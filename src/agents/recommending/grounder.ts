import { distance } from 'fastest-levenshtein'
import type { Item, ItemIndex } from '../../domain/index.ts'

/** Finds the item that somebody means by a title. */
export interface Grounder {
  /**
   * The item of a title, in any case, with or without its year and leading article, with small slips of the pen; null for one that no
   * item has. Of two items with one title the first of the catalogue.
   */
  find(words: string): ItemIndex | null
  /** Every item of exactly this title; for whoever has to say that there are several. */
  all(words: string): readonly ItemIndex[]
}

/** The share of letters that may differ, and the length from which slips are forgiven at all. */
const SLIPS = 0.15
const LONG_ENOUGH = 6

/**
 * Makes a grounder for a catalogue.
 *
 * @example grounder(data.catalogue).find('the usual suspects') // 11
 */
export function grounder(catalogue: readonly Item[]): Grounder {
  const byTitle = new Map<string, ItemIndex[]>()
  for (const [item, { title }] of catalogue.entries()) {
    for (const form of new Set([plain(title), plain(withoutYear(title))])) {
      if (form === '') continue
      const items = byTitle.get(form)
      if (items) items.push(item as ItemIndex)
      else byTitle.set(form, [item as ItemIndex])
    }
  }
  const byLength = new Map<number, string[]>()
  for (const title of byTitle.keys()) {
    const titles = byLength.get(title.length)
    if (titles) titles.push(title)
    else byLength.set(title.length, [title])
  }
  const all = (words: string): readonly ItemIndex[] =>
    byTitle.get(plain(words)) ?? byTitle.get(plain(withoutYear(words))) ?? []
  return {
    all,
    find(words) {
      const exact = all(words)[0]
      if (exact !== undefined) return exact
      const wanted = plain(withoutYear(words))
      if (wanted.length < LONG_ENOUGH) return null
      const slips = Math.floor(SLIPS * wanted.length)
      let best: string | null = null
      let least = slips + 1
      for (let length = wanted.length - slips; length <= wanted.length + slips; length++) {
        for (const title of byLength.get(length) ?? []) {
          const apart = distance(wanted, title)
          if (apart < least) [best, least] = [title, apart]
        }
      }
      return best === null ? null : byTitle.get(best)![0]!
    },
  }
}

const withoutYear = (title: string): string => title.replace(/\s*\(\d{4}\)\s*$/, '')

/** Lower case, signs as spaces, without a leading article or one behind a comma. */
function plain(title: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return words.replace(/^(?:the|a|an) (?=.)/, '').replace(/(?<=.) (?:the|a|an)$/, '')
}
