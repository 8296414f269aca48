/*
 * Words of requests, in English: groups of films and books with what people call them, refusals, years, and the title that something
 * should be like. Grammars put them together: `readMessage`, and the form that models are examined with.
 */

/** Groups that people name in words of their own, as parts of a regular expression. @example new RegExp(GENRE_WORDS.horror).test('scary') // true */
export const GENRE_WORDS = {
  action: 'action',
  adventure: 'adventures?',
  animation: 'animations?|animated|cartoons?|anime',
  children: "children'?s?|kids'?|for the (?:kids|little ones)|family",
  comedy: 'comed(?:y|ies)|funny|rom-?coms?',
  crime: 'crimes?|gangsters?|heists?|mafia',
  documentary: 'documentar(?:y|ies)|docs?',
  drama: 'dramas?',
  fantasy: 'fantas(?:y|ies)',
  'film noir': 'film[ -]noirs?|noirs?',
  horror: 'horrors?|scary|creepy',
  musical: 'musicals?',
  mystery: 'myster(?:y|ies)|whodunits?|detective',
  romance: 'romances?|romantic|love stor(?:y|ies)|rom-?coms?',
  'science fiction': 'sci[ -]?fi|science[ -]fiction',
  thriller: 'thrillers?|suspense',
  war: 'war',
  western: 'westerns?|cowboys?',
} as const

/** What refuses all that comes after it in its clause. @example REFUSALS.test('anything but horror') // true */
export const REFUSALS: RegExp =
  /\b(?:no|not|without|except|skip|exclude|excluding|neither|nor|isn't|aren't|ain't|don't|can't stand|hate|fed up with|leave out|apart from|anything but|free of|dump|drop|avoid|minus|sick of|tired of)\b/

/** "Not before 2008" and "nothing newer than" turn a year, not a group. */
export const YEAR_REFUSALS: RegExp =
  /\b(?:not|nothing|no|none)\s+(?=(?:before|later|earlier|older|newer|after|more recent)\b)/g

/** Where one clause of a request ends and the next begins. @example 'no war, just love'.split(CLAUSES) */
export const CLAUSES: RegExp = /(?<=[.!?;,])|\b(?=but\b|just\b|keep\b|give\b|then\b)/

const DECADES: Readonly<Record<string, number>> = {
  twenties: 1920,
  thirties: 1930,
  forties: 1940,
  fifties: 1950,
  sixties: 1960,
  seventies: 1970,
  eighties: 1980,
  nineties: 1990,
  noughties: 2000,
}

/** Years that a request names. `before` has the year named in `to`, `after` (and since) in `from`. */
export interface YearsNamed {
  readonly relation: 'any' | 'before' | 'after' | 'between'
  readonly from: number | null
  readonly to: number | null
}

/**
 * The years of a request: a range, a decade, a year with the words before or after it.
 *
 * @param line in lower case
 * @example yearsIn('nothing older than 1990').relation // 'after'
 */
export function yearsIn(line: string): YearsNamed {
  const range = /\b(1[89]\d\d|20\d\d)\s*(?:and|to|-|–|through|until)\s*(1[89]\d\d|20\d\d)\b/.exec(line)
  if (range) return { relation: 'between', from: Number(range[1]), to: Number(range[2]) }
  const decade = decadeIn(line)
  if (decade !== null) return { relation: 'between', from: decade, to: decade + 9 }
  const found = /\b(1[89]\d\d|20\d\d)\b(?!s)/.exec(line)
  if (!found) return { relation: 'any', from: null, to: null }
  const year = Number(found[1])
  const before = line.slice(0, found.index)
  const after = line.slice(found.index + 4)
  if (/(?:not|nothing|no|none)\s+(?:later|newer|more recent|after)\b[^.,]*$/.test(before))
    return { relation: 'before', from: null, to: year }
  if (/(?:not|nothing|no|none)\s+(?:before|older|earlier)\b[^.,]*$/.test(before))
    return { relation: 'after', from: year, to: null }
  if (/\b(?:before|pre-?|older than|earlier than|until|up to|prior to|by)(?: the year)? ?$/.test(before)) {
    return { relation: 'before', from: null, to: year }
  }
  if (
    /\b(?:after|post-?|since|newer than|later than|more recent than|from)(?: the year)? ?$/.test(before) &&
    isOpen(before, after)
  ) {
    return { relation: 'after', from: year, to: null }
  }
  if (/^ (?:or (?:later|newer)|and later|onwards?|on\b)/.test(after)) return { relation: 'after', from: year, to: null }
  if (/^ (?:or (?:earlier|older))/.test(after)) return { relation: 'before', from: null, to: year }
  return { relation: 'between', from: year, to: year }
}

/** "From 2003" is a year; "from 2003 on" is the years since. */
const isOpen = (before: string, after: string): boolean =>
  !/\bfrom ?$/.test(before) || /^ (?:on|onwards?)\b/.test(after)

function decadeIn(line: string): number | null {
  const digits = /\b((?:1[89]|20)?\d)0'?s\b/.exec(line)
  if (digits) {
    const decade = Number(`${digits[1]}0`)
    if (decade > 1000) return decade
    return decade < 20 ? 2000 + decade : 1900 + decade
  }
  const word = Object.keys(DECADES).find((name) => new RegExp(`\\b${name}\\b`).test(line))
  return word === undefined ? null : DECADES[word]!
}

/** What comes before the title that the result should resemble. */
const LIKENESS =
  /\b(?:like|similar to|resembles?|resembling|reminds me of|reminiscent of|in the (?:vein|style|spirit) of|close to|comparable to|along the lines of|loved|liked|enjoyed|as good as|think)\s+(?:films? |books? )?/i

/** Capitalised words in a row, with the small words that titles have between them. */
const TITLE =
  /^(?:"([^"]+)"|'([^']+)'|((?:\p{Lu}[\p{L}\p{N}'-]*|\p{N}+)(?:\s+(?:(?:of|the|and|a|an|in|on|to|with|from)\s+)*\p{Lu}[\p{L}\p{N}'-]*)*))/u

/** The title that the result should be like: in quotes, or in capitals. @example likenessIn('more like Blade Runner') // 'Blade Runner' */
export function likenessIn(line: string): string | null {
  for (let rest = line, found = LIKENESS.exec(rest); found; found = LIKENESS.exec(rest)) {
    rest = rest.slice(found.index + found[0].length)
    const title = TITLE.exec(rest)
    if (title) return (title[1] ?? title[2] ?? title[3]!).replace(/[.,!?]+$/, '')
  }
  return null
}

/** Straight quotes for curly ones. @example straight('don’t') // "don't" */
export const straight = (text: string): string => text.replace(/[’‘]/g, "'").replace(/[“”]/g, '"')
