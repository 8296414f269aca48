/**
 * The words of a text as BLEU and ROUGE count them here: lower case, letters and digits of any script, all else a gap.
 *
 * On plain English these are the words of the package rouge-score without its stemmer: `don't` is two.
 *
 * @example textWords("Don't worry, it's 2024!") // ['don', 't', 'worry', 'it', 's', '2024']
 */
export const textWords = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
