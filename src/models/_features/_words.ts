const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu

/**
 * Words of English that hold sentences together and say nothing about an item.
 *
 * Short on purpose: other frequent words weigh little by their idf, and what little they weigh is right in any language. These
 * would only spoil reasons ("has in common with what you watched: the").
 */
const HOLLOW = new Set(
  'a an and are as at be but by for from has he her his in into is it its no not of on or s she t that the their they this to was were who will with you your'.split(
    ' ',
  ),
)

/**
 * The words of a text: runs of letters and digits in any script, lower case, without hollow ones.
 *
 * Scripts that write no spaces give one long word a sentence; put their words in `categories` or part the text beforehand.
 *
 * @returns in order, repeats kept
 * @example wordsOf('The Lion King (1994)') // ['lion', 'king', '1994']
 */
export function wordsOf(text: string): string[] {
  const words = text.normalize('NFKC').toLowerCase().match(WORD) ?? []
  return words.filter((word) => !HOLLOW.has(word))
}
