import { withoutFence, withoutThoughts } from './_thoughts.ts'

const SENTENCES = 3
const CHARACTERS = 400

/** Opening and closing quotes that models put around a whole answer. */
const QUOTES: readonly string[] = ['""', "''", '“”', '‘’', '«»', '„“', '``']

/**
 * A model's words as they may be kept: one line of at most three sentences and 400 characters.
 *
 * Thoughts, a code fence or quotes around the whole, and control characters are taken out; words are never changed.
 * What is cut off within a sentence ends in an ellipsis.
 *
 * @returns the words, empty when nothing is left
 * @example cleanWords('<think>Hm.</think>\n"I liked it."') // 'I liked it.'
 */
export function cleanWords(text: string): string {
  const line = withoutFence(withoutThoughts(text.toWellFormed()))
    .replace(CONTROLS, ' ')
    .replace(HIDDEN, '')
    .replace(/\s+/gu, ' ')
    .trim()
  return cut(firstSentences(withoutQuotes(line)))
}

// Line breaks among them; they become spaces.
const CONTROLS = /\p{Cc}+/gu
// Marks that turn the reading direction or hide between letters; joiners stay, for scripts and emoji need them.
const HIDDEN = /[\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu

// After a full stop comes a capital or a digit; titles and initials have a full stop too and end nothing.
const SENTENCE_END =
  /(?<=[.!?…]["'”’)\]]?)(?<!\b(?:Mr|Mrs|Ms|Dr|St|vs|\p{Lu})\.) (?=["'“‘(]?[\p{Lu}\p{N}])|(?<=[。！？])(?!$)/gu

function firstSentences(line: string): string {
  const ends = [...line.matchAll(SENTENCE_END)]
  return line.slice(0, ends[SENTENCES - 1]?.index)
}

const APOSTROPHES = /(?<=\p{L})['’](?=\p{L})/gu

function withoutQuotes(line: string): string {
  for (const pair of QUOTES) {
    const [open, close] = Array.from(pair) as [string, string]
    if (line.length < 2 || !line.startsWith(open) || !line.endsWith(close)) continue
    const inside = line.slice(1, -1)
    // Further quotes belong to two quotations that begin and end the line, or to a title in it; an apostrophe is no quote.
    const further = inside.replace(APOSTROPHES, '')
    if (further.includes(open) || further.includes(close)) continue
    return withoutQuotes(inside.trim())
  }
  return line
}

function cut(line: string): string {
  const letters = Array.from(line)
  if (letters.length <= CHARACTERS) return line
  const start = letters.slice(0, CHARACTERS).join('')
  const space = start.lastIndexOf(' ')
  return `${space > 0 ? start.slice(0, space) : letters.slice(0, CHARACTERS - 1).join('')}…`
}
