const UNITS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]
const TEENS = ['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen']
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']

const VALUES = new Map<string, number>([
  ...[...UNITS, ...TEENS].map((word, value) => [word, value] as const),
  ...TENS.map((word, place) => [word, 20 + 10 * place] as const),
])

const tens = TENS.join('|')
const units = UNITS.slice(1, 10).join('|')

/** A number in digits or in words, up to ninety-nine in words; for use inside larger patterns. */
export const NUMBER = `(?:\\d+(?:[.,]\\d+)?|(?:${tens})(?:[- ](?:${units}))?|${[...TEENS, ...UNITS].reverse().join('|')})`

/** The tens in words: twenties, thirties and so on; for use inside larger patterns. */
export const DECADES = `(?:${TENS.map((word) => word.replace(/y$/, 'ies')).join('|')}|[1-9]0'?s)`

/** The value of a text that `NUMBER` matched. @example numberOfWords('thirty-four') // 34 */
export function numberOfWords(text: string): number {
  if (/^\d/.test(text)) return Number(text.replace(',', '.'))
  return text.split(/[- ]/).reduce((sum, word) => sum + (VALUES.get(word) ?? Number.NaN), 0)
}

/** The first year of a decade of life. @example decadeOfWords('thirties') // 30 */
export function decadeOfWords(text: string): number {
  return /^\d/.test(text) ? Number.parseInt(text, 10) : (VALUES.get(text.replace(/ies$/, 'y')) ?? Number.NaN)
}
