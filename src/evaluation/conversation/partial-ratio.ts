/*
 * The likeness of a short text to the most like stretch of a longer one, as fuzzy matching of titles has it.
 *
 *   ratio(a, b)    = 100 · 2 LCS(a, b) / (|a| + |b|)          the normalised indel similarity: only insertions and deletions cost
 *   partial ratio  = max over windows w of the longer text    of ratio(shorter, w)
 *
 * Windows are as long as the shorter text; at both ends of the longer one they may be cut off. That is what `partial_ratio` of
 * RapidFuzz computes exactly; FuzzyWuzzy, with which the published simulators were run, looks at some of these windows only and so
 * gives the same or less. LCS is counted in bits (Hyyrö 2004), 30 letters of the shorter text a word.
 */

/** Bits of a word: sums of two stay whole numbers without a sign. */
const BITS = 30
const FULL = 2 ** BITS - 1

/**
 * How well the shorter of two texts fits into the longer one, 0 to 100; case and signs count.
 *
 * @param least what is not above it is told as 0: finding that out is quicker
 * @returns 100 for two empty texts, 0 where only one is empty
 * @example partialRatio('heat', 'Shall it be heat then?') // 100
 */
export function partialRatio(one: string, other: string, least = 0): number {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length === 0) return long.length === 0 ? 100 : 0
  const shared = sharedLetters(short)
  let best = least
  const look = (from: number, to: number, most: number): void => {
    const length = short.length + (to - from)
    if ((200 * most) / length > best) best = Math.max(best, (200 * shared(long, from, to)) / length)
  }
  const common = commonLetters(short, long)
  for (let from = 0; from + short.length <= long.length && best < 100; from++) {
    // No order of letters has more in common than the letters themselves.
    look(from, from + short.length, common(from))
  }
  for (let length = short.length - 1; length > 0 && best < 100; length--) {
    look(0, length, length)
    look(long.length - length, long.length, length)
  }
  return best > least ? best : 0
}

/** How many letters a text and a window of its length have in common, whatever their order; windows in order, from 0. */
function commonLetters(text: string, other: string): (from: number) => number {
  const left = new Map<number, number>()
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place)
    left.set(code, (left.get(code) ?? 0) + 1)
  }
  let common = 0
  const change = (place: number, by: 1 | -1): void => {
    const code = other.charCodeAt(place)
    const there = left.get(code)
    if (there === undefined) return
    if (by === 1 ? there > 0 : there >= 0) common += by
    left.set(code, there - by)
  }
  for (let place = 0; place < text.length - 1; place++) change(place, 1)
  return (from) => {
    if (from > 0) change(from - 1, -1)
    change(from + text.length - 1, 1)
    return common
  }
}

/** Makes a function that counts the longest common subsequence of a text and a window of another. */
function sharedLetters(text: string): (other: string, from: number, to: number) => number {
  const words = Math.ceil(text.length / BITS)
  const masks = new Map<number, Uint32Array>()
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place)
    const mask = masks.get(code) ?? new Uint32Array(words)
    masks.set(code, mask)
    mask[Math.floor(place / BITS)]! |= 1 << (place % BITS)
  }
  const unmatched = new Uint32Array(words)
  return (other, from, to) => {
    unmatched.fill(FULL)
    for (let place = from; place < to; place++) {
      const mask = masks.get(other.charCodeAt(place))
      if (!mask) continue
      let carry = 0
      for (let word = 0; word < words; word++) {
        const v = unmatched[word]!
        const sum = v + (v & mask[word]!) + carry
        carry = sum > FULL ? 1 : 0
        unmatched[word] = (sum & FULL) | (v & ~mask[word]!)
      }
    }
    let matched = 0
    for (let word = 0; word < words; word++) {
      const letters = Math.min(BITS, text.length - word * BITS)
      for (let bit = 0; bit < letters; bit++) matched += 1 - ((unmatched[word]! >>> bit) & 1)
    }
    return matched
  }
}
