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
    for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
      let hash = 0x811c9dc5
      for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
      hash ^= hash >>> 15
      vector[(hash >>> 1) % dimensions]! += hash & 1 ? 1 : -1
    }
    let square = 0
    for (const value of vector) square += value * value
    return square > 0 ? vector.map((value) => value / Math.sqrt(square)) : vector
  }
}
