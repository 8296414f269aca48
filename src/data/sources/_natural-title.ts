/** Articles that catalogues move behind the title; the elided one leaves no space. */
const moved = /([^()]+), (The|A|An|La|Le|Les|L'|Il|El|Los|Las|Der|Die|Das|Det|O)(?= ?\(|\)|$)/g

/**
 * Spells a catalogue title as people say it: the article goes back to the front.
 *
 * @param title such as `Usual Suspects, The (1995)`; titles in brackets are treated alike
 * @returns the same words in natural order, without spaces around
 * @example naturalTitle('Postino, Il (1994)') // 'Il Postino (1994)'
 */
export function naturalTitle(title: string): string {
  return title
    .replace(moved, (_, rest: string, article: string) => {
      const words = rest.trimStart()
      const space = ' '.repeat(rest.length - words.length)
      return `${space}${article}${article.endsWith("'") ? '' : ' '}${words}`
    })
    .trim()
}
