import { matches, plainOf } from './_sentences.ts'

/** Words for categories: a pattern and the category it names. */
export type Lexicon = readonly { readonly category: string; readonly pattern: RegExp }[]

/** A category named in a text. */
export interface NamedCategory {
  readonly category: string
  readonly at: number
  readonly end: number
}

/** Ways to name the genres of films and series; the key is how catalogues usually spell them. */
const SPOKEN: Readonly<Record<string, string>> = {
  action: 'action(?: films?| movies?)?',
  adventure: 'adventures?(?! sports?)',
  animation: 'animations?|animated (?:films?|movies?|series)|cartoons?|anime',
  "children's": "children's(?: (?:films?|movies?|stories|series))?|kids'? (?:films?|movies?)|family films?",
  comedy: 'comed(?:y|ies)|sitcoms?|funny films?',
  crime: 'crime(?: films?| stories| series| dramas?)?|heist films?|gangster films?',
  documentary: 'documentar(?:y|ies)',
  drama: 'dramas?',
  fantasy: 'fantas(?:y|ies)(?: films?| worlds?)?',
  'film-noir': '(?:film[- ])?noirs?',
  history: 'histor(?:y|ical) (?:films?|dramas?)|period pieces?|costume dramas?',
  horror: 'horrors?(?: films?| movies?)?|slashers?|scary (?:films?|movies?)',
  musical: 'musicals?',
  mystery: 'myster(?:y|ies)|whodunits?',
  romance: 'romances?|romantic (?:films?|stories|comed(?:y|ies))|love stories|rom-?coms?',
  'sci-fi': 'sci-?fi|science[- ]fiction|space operas?',
  thriller: 'thrillers?',
  war: 'war (?:films?|movies?|stories|dramas?)|war(?=[,.;]| and\\b|$)',
  western: 'westerns?(?! europe)',
}

/** Names that catalogues give to the same genre. */
const SAME: Readonly<Record<string, string>> = {
  'science fiction': 'sci-fi',
  scifi: 'sci-fi',
  children: "children's",
  family: "children's",
  noir: 'film-noir',
  comedies: 'comedy',
  documentaries: 'documentary',
}

/**
 * The words by which the categories of a taste, and the usual genres beside, are recognised.
 *
 * @param categories as the taste spells them; a usual genre that is not among them keeps its usual name
 */
export function lexiconOf(categories: readonly string[]): Lexicon {
  const own = new Map<string, string>()
  for (const category of categories) {
    const plain = plainOf(category)
    const usual = SAME[plain] ?? plain
    own.set(usual, category)
  }
  const usual = Object.entries(SPOKEN).map(([genre, words]) => ({
    category: own.get(genre) ?? genre.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()),
    pattern: new RegExp(`\\b(?:${words})(?![\\w-])`, 'g'),
  }))
  const others = [...own]
    .filter(([plain]) => !Object.hasOwn(SPOKEN, plain))
    .map(([plain, category]) => ({ category, pattern: new RegExp(`(?<![\\w])${literal(plain)}s?(?![\\w])`, 'g') }))
  return [...others, ...usual]
}

/** The categories that a text names, in its order; of two that overlap the longer one. */
export function categoriesIn(plain: string, lexicon: Lexicon): readonly NamedCategory[] {
  const found = lexicon.flatMap(({ category, pattern }) =>
    matches(plain, pattern).map((match) => ({
      category,
      at: match.index,
      end: match.index + match[0].length,
    })),
  )
  const within = (one: NamedCategory, other: NamedCategory): boolean =>
    one !== other && one.at >= other.at && one.end <= other.end && one.end - one.at < other.end - other.at
  return found.filter((one) => !found.some((other) => within(one, other))).sort((one, other) => one.at - other.at)
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
