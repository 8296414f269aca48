/** Words for groups of items, by the group they mean. A phrase may mean two. */
const GENRE_WORDS: Readonly<Record<string, readonly string[]>> = {
  action: ['action'],
  adventure: ['adventure', 'adventures', 'adventurous'],
  animation: ['animation', 'animations', 'animated', 'cartoon', 'cartoons'],
  children: ['children', "children's", 'childrens', 'kids', 'family'],
  comedy: ['comedy', 'comedies', 'comic', 'comedic'],
  crime: ['crime', 'crimes'],
  documentary: ['documentary', 'documentaries'],
  drama: ['drama', 'dramas', 'dramatic'],
  fantasy: ['fantasy', 'fantasies', 'fantastical'],
  'film noir': ['film noir', 'noir', 'noirs', 'films noirs'],
  horror: ['horror', 'horrors', 'scary'],
  musical: ['musical', 'musicals'],
  mystery: ['mystery', 'mysteries', 'whodunit', 'whodunits'],
  romance: ['romance', 'romances', 'romantic', 'love story', 'love stories'],
  'sci fi': ['sci fi', 'scifi', 'science fiction'],
  thriller: ['thriller', 'thrillers', 'suspense'],
  war: ['war'],
  western: ['western', 'westerns'],
}

/** Phrases that mean two groups. */
const BOTH: Readonly<Record<string, readonly string[]>> = {
  'rom com': ['romance', 'comedy'],
  'rom coms': ['romance', 'comedy'],
  romcom: ['romance', 'comedy'],
  romcoms: ['romance', 'comedy'],
}

const PHRASES = new Map<string, readonly string[]>([
  ...Object.entries(GENRE_WORDS).flatMap(([genre, phrases]) => phrases.map((phrase) => [phrase, [genre]] as const)),
  ...Object.entries(BOTH),
])

/** The one name of a group, whatever it is called. @example genreKey("Children's") // 'children' */
export function genreKey(genre: string): string {
  const plain = genre.toLowerCase().replaceAll('’', "'").replaceAll('-', ' ').trim()
  return PHRASES.get(plain)?.[0] ?? plain
}

/**
 * The groups that a word or a phrase of two words means; empty where it means none.
 *
 * @param known groups of the facts, by key, that the table may not have
 * @example genresOf('romantic', []) // ['romance']
 */
export function genresOf(phrase: string, known: Iterable<string>): readonly string[] {
  const inTable = PHRASES.get(phrase)
  if (inTable) return inTable
  for (const genre of known) if (phrase === genre || phrase === `${genre}s`) return [genre]
  return []
}
