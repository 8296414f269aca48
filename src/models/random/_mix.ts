/**
 * Hashes one whole number into another (the mixing and final rounds of MurmurHash3).
 *
 * @returns a signed 32-bit number, every bit of which depends on every bit of both
 */
export function mix(hash: number, value: number): number {
  let k = Math.imul(value + 1, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  let h = hash ^ k
  h = Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return h ^ (h >>> 16)
}
