const TAG = /<(\/?)think(?:ing)?>/gi

/**
 * The text without what a reasoning model thought aloud.
 *
 * Thoughts that were never closed run to the end; a closing tag alone, as templates leave it that open the tag
 * themselves, ends thoughts that began with the text.
 */
export function withoutThoughts(text: string): string {
  let said = ''
  let end = 0
  let thinking = false
  for (const { 0: tag, 1: slash, index } of text.matchAll(TAG)) {
    if (slash) {
      if (!thinking) said = ''
      thinking = false
      end = index + tag.length
    } else if (!thinking) {
      said += text.slice(end, index)
      thinking = true
    }
  }
  return thinking ? said : said + text.slice(end)
}

/** What stands inside one code fence that is the whole text, or the text itself. */
export function withoutFence(text: string): string {
  const inside = /^```[^\n`]*\n([\s\S]*?)\n?```$/.exec(text.trim())
  return inside ? inside[1]! : text
}
