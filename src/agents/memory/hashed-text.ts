/**
 * Turns text into a unit vector without a model: words hashed into signed places (Weinberger et al. 2009).
 *
 * @param dimensions length of the vectors; collisions get rarer as it grows
 * @returns a function of text; texts that share words have a positive dot product, an empty text is all zeros
 * @example hashedText(64)('a quiet film').length // 64
 */
export function hashedText(dimensions: number): (text: string) => Float32Array {
  return (text) => {
    const vector = new Float32Array(dimensions)
    const lower = text.toLowerCase()
    let hash = OPEN
    let letters = 0
    for (let i = 0; i <= lower.length; i++) {
      const code = i < lower.length ? lower.charCodeAt(i) : 0
      if (isWord(code)) {
        hash = Math.imul(hash ^ code, 0x01000193)
        letters++
      } else if (letters > 0) {
        hash ^= hash >>> 15
        vector[(hash >>> 1) % dimensions]! += hash & 1 ? 1 : -1
        hash = OPEN
        letters = 0
      }
    }
    let square = 0
    for (const value of vector) square += value * value
    return square > 0 ? vector.map((value) => value / Math.sqrt(square)) : vector
  }
}

/** The offset of FNV-1a, by which words are hashed. */
const OPEN = 0x811c9dc5

/** Digits, letters, and everything beyond ASCII: one walk over the text instead of a pattern with its strings. */
function isWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code >= 128
}
