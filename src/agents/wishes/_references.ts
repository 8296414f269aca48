import type { ItemIndex } from '../../domain/index.ts'

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']

const COUNTS: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4 }

/**
 * The items that a message points at: by title, by place among what was shown, or by "that one"; all shown for "these".
 *
 * @param line lower case
 * @param named items whose titles were said
 * @example itemsMeant('not the second one', [4, 9], []) // [9]
 */
export function itemsMeant(
  line: string,
  shown: readonly ItemIndex[],
  named: readonly ItemIndex[],
): readonly ItemIndex[] {
  const places = new Set<number>()
  for (const [place, word] of ORDINALS.entries()) {
    if (
      new RegExp(`\\b${word}\\b|\\b${place + 1}(?:st|nd|rd|th)\\b|(?:#|\\bnumber |\\bno\\. ?)${place + 1}\\b`).test(
        line,
      )
    )
      places.add(place)
  }
  const [, several] = /\bfirst (two|three|four|[2-9])\b/.exec(line) ?? []
  const count = several === undefined ? 0 : (COUNTS[several] ?? Number(several))
  for (let place = 0; place < count; place++) places.add(place)
  if (/\blast (?:one|film|movie|book|item)\b|\bthe last\b/.test(line)) places.add(shown.length - 1)
  const pointed = [...places].flatMap((place) => shown.slice(place, place + 1))
  if (pointed.length > 0 || named.length > 0) return [...new Set([...named, ...pointed])]
  if (/\b(?:these|those|them|all of|any of|none of|either of)\b/.test(line)) return shown
  if (/\b(?:this|that|it)\b(?!'s (?:all|fine|ok|great))/.test(line)) return shown.slice(0, 1)
  return []
}
