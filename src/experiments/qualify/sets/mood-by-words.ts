import { GLAD, SORRY, TURNS } from './_mood-words.ts'

/** How many words back a negation reaches, within its clause. */
const REACH = 3

/**
 * How glad a text is by its words: glad ones minus sorry ones, with negation; above 0 where the glad ones prevail.
 *
 * A negation turns the words of mood up to three words on; what follows a `but` counts twice, since that is what the writer
 * came to say. A text without words of mood is 0, which is not glad.
 *
 * @example moodByWords("not bad, but I wouldn't call it good")
 */
export function moodByWords(text: string): number {
  const clauses = text
    .toLowerCase()
    .replaceAll('’', "'")
    .split(/[.!?;:,()–—-]+|\b(?=but\b|yet\b|though\b|however\b)/)
  return clauses.reduce((sum, clause) => {
    const words = clause.match(/\p{L}[\p{L}']*/gu) ?? []
    const weight = /^(but|yet|however)$/.test(words[0] ?? '') ? 2 : 1
    return sum + weight * words.reduce((total, _, place) => total + moodOf(words, place), 0)
  }, 0)
}

function moodOf(words: readonly string[], place: number): number {
  const word = words[place]!
  const value = Number(GLAD.has(word)) - Number(SORRY.has(word))
  if (value === 0) return 0
  const before = words.slice(Math.max(0, place - REACH), place)
  return before.some((one) => TURNS.has(one)) ? -value : value
}
