const PATTERNS = [
  /[\w.+-]+@[\w-]+(\.[\w-]+)+/,
  /\b(?:https?:\/\/|www\.)\S+/i,
  /(?:^|\s)@[a-z0-9_]{2,}/i,
  /\+?\d[\d ()./-]{6,}\d/,
] as const

/**
 * The first piece of contact data in a text: an address of mail or web, an account, a telephone number.
 *
 * @returns the piece as written; null where there is none
 * @example contactData('write to me@example.org') // 'me@example.org'
 */
export function contactData(text: string): string | null {
  for (const pattern of PATTERNS) {
    const found = pattern.exec(text)
    if (found) return found[0].trim()
  }
  return null
}
