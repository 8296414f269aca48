import type { Item } from '../../domain/index.ts'

/** Finds titles of a catalogue in a text. */
export interface TitleFinder {
  /** The titles that occur, each once, in order of appearance. */
  find(text: string): readonly string[]
  /** The text with every title in its place replaced. */
  mask(text: string, replacement: string): string
}

interface Form {
  readonly title: string
  /** As it may stand in a text. */
  readonly letters: string
  /** Where its first word begins. */
  readonly start: number
}

const WORD = /[\p{L}\p{N}]+/gu

/**
 * Makes a finder of titles, to count what a prompt shows and to keep out what it may not.
 *
 * A title counts where it stands in its own letters and cases between word boundaries, also as JSON writes it, and also
 * without a year in brackets at its end. A title without a letter or digit is not looked for. Two items of one title
 * are one title.
 *
 * @example titlesIn(data.catalogue).find(prompt).length
 */
export function titlesIn(catalogue: readonly Item[]): TitleFinder {
  const byFirstWord = new Map<string, Form[]>()
  for (const title of new Set(catalogue.map((item) => item.title))) {
    const bare = title.replace(/\s*\(\d{4}\)\s*$/, '')
    for (const letters of new Set([
      title,
      bare,
      JSON.stringify(title).slice(1, -1),
      JSON.stringify(bare).slice(1, -1),
    ])) {
      const first = letters.match(WORD)?.[0]
      if (first === undefined) continue
      const forms = byFirstWord.get(first) ?? []
      byFirstWord.set(first, forms)
      forms.push({ title, letters, start: letters.indexOf(first) })
    }
  }
  // The longest first: "Alien 3" is not "Alien".
  for (const forms of byFirstWord.values()) forms.sort((one, other) => other.letters.length - one.letters.length)
  const each = function* (
    text: string,
  ): Generator<{ readonly form: Form; readonly from: number; readonly to: number }> {
    let done = 0
    for (const { 0: word, index } of text.matchAll(WORD)) {
      if (index < done) continue
      const form = byFirstWord.get(word)?.find(({ letters, start }) => standsAt(text, letters, index - start))
      if (!form) continue
      const from = index - form.start
      done = from + form.letters.length
      yield { form, from, to: done }
    }
  }
  return {
    find: (text) => [...new Set(Array.from(each(text), ({ form }) => form.title))],
    mask(text, replacement) {
      let masked = ''
      let done = 0
      for (const { from, to } of each(text)) {
        masked += text.slice(done, from) + replacement
        done = to
      }
      return masked + text.slice(done)
    },
  }
}

function standsAt(text: string, letters: string, from: number): boolean {
  if (from < 0 || !text.startsWith(letters, from)) return false
  const last = letters.at(-1)!
  const next = text.slice(from + letters.length).match(/^./u)?.[0]
  return next === undefined || !/[\p{L}\p{N}]/u.test(next) || !/[\p{L}\p{N}]/u.test(last)
}
