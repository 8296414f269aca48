/**
 * FNV-1a in 32 bits, over the low and then the high byte of each UTF-16 code; the high one only where it is not 0.
 *
 * On plain ASCII it is the hash of the published test vectors (Fowler, Noll and Vo).
 *
 * @returns a signed 32-bit number, the same on every machine
 * @example fnv1a('a') // 0xe40c292c | 0
 */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    hash = Math.imul(hash ^ (code & 0xff), 0x01000193)
    if (code > 0xff) hash = Math.imul(hash ^ (code >> 8), 0x01000193)
  }
  return hash | 0
}
