/** Words that say little of what a text is about. */
const SMALL = new Set(
  'a an and are as at be been but by for from had has have he her his i in is it its my not of on or our she so that the their them they this to very was we were what when which who will with would you your'.split(
    ' ',
  ),
)

/**
 * A short title for a text, taken from the text itself: its most telling sentence, cut to some words.
 *
 * A sentence tells the more the more often the text uses its words, by the mean over those that are not small (Luhn 1958). The
 * answer of rules where no model may write.
 *
 * @param words at most so many
 * @example shortSummary('I bought it in May. Lovely slow film, lovely music.', 5) // 'Lovely slow film, lovely music'
 */
export function shortSummary(text: string, words = 10): string {
  const sentences = text.split(/(?<=[.!?])\s+|\n+/).filter((sentence) => /\p{L}/u.test(sentence))
  const counts = new Map<string, number>()
  for (const word of telling(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const weight = (sentence: string): number => {
    const own = telling(sentence)
    return own.length === 0 ? 0 : own.reduce((sum, word) => sum + counts.get(word)!, 0) / own.length
  }
  let best = ''
  let most = -1
  for (const sentence of sentences) if (weight(sentence) > most) [best, most] = [sentence, weight(sentence)]
  return best
    .trim()
    .split(/\s+/)
    .slice(0, words)
    .join(' ')
    .replace(/[\s.,;:!?]+$/, '')
}

const telling = (text: string): string[] =>
  (text.toLowerCase().match(/\p{L}[\p{L}'’-]*/gu) ?? []).filter((word) => !SMALL.has(word))
