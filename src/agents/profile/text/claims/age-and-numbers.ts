import { DECADES, decadeOfWords, NUMBER, numberOfWords } from './_numbers.ts'
import { matches, negatedBefore } from './_sentences.ts'
import type { Claim, Sentence } from './claim.ts'
import { categoriesIn, type Lexicon } from './genres.ts'

const AGES = [
  new RegExp(`\\b(${NUMBER})[- ]years?[- ]olds?\\b`, 'g'),
  new RegExp(`\\b(?:aged?|age of|age is|age:|turned|turning) (${NUMBER})\\b`, 'g'),
  new RegExp(`\\b(${NUMBER}) years of age\\b`, 'g'),
  /\b(?:am|is|are) (?:now |only |already |just )?(\d{1,3})(?=\s*(?:[.,;!?]|and\b|but\b|who\b|$))/g,
  /\bat (\d{2})(?=,| i\b| he\b| she\b| they\b)/g,
  new RegExp(`\\b(?:am|is) (?:now |only |already |just )?((?:${NUMBER}))(?= and (?:work|live|retired|still))`, 'g'),
]
const DECADE = new RegExp(`\\b(?:in|into) (?:my|his|her|their|the) (early |mid[- ]?|middle |late )?(${DECADES})`, 'g')
const LIFE: readonly (readonly [RegExp, number, number])[] = [
  [/\b(?:teenager|teenage|adolescent)\b/g, 13, 19],
  [/\b(?:elderly|senior citizen)\b/g, 65, 120],
  [/\bmiddle-aged\b/g, 40, 64],
]
const PERCENT = new RegExp(`(${NUMBER})\\s?(?:%|percent\\b|per cent\\b)`, 'g')
const FRACTIONS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:two[- ]thirds)\b/g, 2 / 3],
  [/\b(?:three[- ]quarters)\b/g, 3 / 4],
  [/\b(?:an? |one )third of\b/g, 1 / 3],
  [/\b(?:an? |one )quarter of\b/g, 1 / 4],
  [/\bhalf (?:of )?(?:what|my|her|his|their|the|everything)\b/g, 1 / 2],
]

const LOOSE = new RegExp(`\\b${NUMBER}\\b`, 'g')

/** Ages, shares of categories, and numbers that belong to neither. */
export function numberClaims({ plain }: Sentence, lexicon: Lexicon): readonly Claim[] {
  const claims: Claim[] = []
  let rest = plain
  const take = (found: RegExpExecArray): void => {
    rest = rest.slice(0, found.index) + ' '.repeat(found[0].length) + rest.slice(found.index + found[0].length)
  }
  for (const pattern of AGES) {
    for (const found of matches(rest, pattern)) {
      const age = numberOfWords(found[1]!)
      claims.push({ type: 'age', from: age, to: age, negated: negatedBefore(plain, found.index), phrase: found[0] })
      take(found)
    }
  }
  for (const found of matches(rest, DECADE)) {
    const [from, to] = partOfDecade(decadeOfWords(found[2]!), found[1] ?? '')
    claims.push({ type: 'age', from, to, negated: negatedBefore(plain, found.index), phrase: found[0] })
    take(found)
  }
  for (const [pattern, from, to] of LIFE) {
    for (const found of matches(rest, pattern)) {
      claims.push({ type: 'age', from, to, negated: negatedBefore(plain, found.index), phrase: found[0] })
    }
  }
  for (const found of matches(rest, PERCENT)) {
    const digits = /[.,](\d+)/.exec(found[1]!)?.[1]?.length ?? 0
    // What is rounded to so many digits may be half of the last digit off, and a little for the arithmetic.
    const off = 0.0051 * 10 ** -digits
    claims.push({ ...shareOf(plain, found, lexicon), share: numberOfWords(found[1]!) / 100, off })
    take(found)
  }
  for (const [pattern, share] of FRACTIONS) {
    for (const found of matches(rest, pattern)) {
      claims.push({ ...shareOf(plain, found, lexicon), share, off: 0.05 })
      take(found)
    }
  }
  return [...claims, ...looseNumbers(rest)]
}

function partOfDecade(start: number, part: string): readonly [number, number] {
  if (part.startsWith('early')) return [start, start + 4]
  if (part.startsWith('mid')) return [start + 3, start + 7]
  return part.startsWith('late') ? [start + 6, start + 9] : [start, start + 9]
}

/** The category that a share is said of: the next one in the sentence, else the one before. */
function shareOf(plain: string, found: RegExpExecArray, lexicon: Lexicon) {
  const named = categoriesIn(plain, lexicon)
  const after = named.find(({ at }) => at > found.index)
  const category = (after ?? named.at(-1))?.category ?? null
  return { type: 'share', category, phrase: found[0] } as const
}

function looseNumbers(rest: string): readonly Claim[] {
  return matches(rest, LOOSE)
    .filter(([written]) => written !== 'one' && written !== 'zero')
    .map(([phrase]) => ({ type: 'outside', about: 'a number', phrase }))
}
