/*
 * BLEU (Papineni, Roukos, Ward and Zhu 2002, "BLEU: a method for automatic evaluation of machine translation", ACL), of runs of one
 * and two words unless told otherwise: the geometric mean of clipped precisions, times min(1, e^(1 - r / c)) for texts shorter than the
 * reference. It was made for whole corpora; of one sentence it is rough, and smoothed.
 */
import { sharedRuns, wordRuns } from './_word-runs.ts'
import { textWords } from './text-words.ts'

/** Runs up to this many words unless told otherwise: BLEU-2. */
const ORDER = 2
/** Stands for no match at all (Chen and Cherry 2014, smoothing 1). */
const EPSILON = 0.1

/**
 * BLEU of one text against one reference, as nltk's `sentence_bleu` has it with `SmoothingFunction().method1`: where no run of
 * some length matches, 0.1 match is counted; a text that shares no word has 0.
 *
 * @param order the longest runs; 2 unless given
 * @returns between 0 and 1; null for a reference without words
 * @example sentenceBleu('the cat sat on the mat', 'the cat is on the mat') // 0.707
 */
export function sentenceBleu(text: string, reference: string, order = ORDER): number | null {
  const counts = countsOf(text, reference, order)
  if (counts.reference === 0) return null
  return scoreOf(counts, EPSILON)
}

/**
 * BLEU of many texts against one reference each: matches and lengths are added up first, nothing is smoothed. It is not the mean
 * of `sentenceBleu`.
 *
 * @param pairs a text that never came counts as one without words
 * @returns between 0 and 1; null where no reference has words
 * @example corpusBleu([{ text: 'a b c', reference: 'a b d' }]) // 0.577
 */
export function corpusBleu(
  pairs: readonly { readonly text: string | null; readonly reference: string }[],
  order = ORDER,
): number | null {
  const sum = emptyCounts(order)
  for (const { text, reference } of pairs) {
    const counts = countsOf(text ?? '', reference, order)
    if (counts.reference === 0) continue
    for (let n = 0; n < order; n++) {
      sum.matches[n]! += counts.matches[n]!
      sum.runs[n]! += counts.runs[n]!
    }
    sum.length += counts.length
    sum.reference += counts.reference
  }
  return sum.reference === 0 ? null : scoreOf(sum, 0)
}

/** By length of run, from 1: matches and runs there are; and words of both texts. */
interface Counts {
  readonly matches: number[]
  readonly runs: number[]
  length: number
  reference: number
}

const emptyCounts = (order: number): Counts => ({
  matches: new Array<number>(order).fill(0),
  runs: new Array<number>(order).fill(0),
  length: 0,
  reference: 0,
})

function countsOf(text: string, reference: string, order: number): Counts {
  const [said, wanted] = [textWords(text), textWords(reference)]
  const counts = { ...emptyCounts(order), length: said.length, reference: wanted.length }
  for (let n = 1; n <= order; n++) {
    counts.matches[n - 1] = sharedRuns(wordRuns(said, n), wordRuns(wanted, n))
    // One at least, as nltk has it: a single word has no pairs, and is not above all blame for that.
    counts.runs[n - 1] = said.length === 0 ? 0 : Math.max(1, said.length - n + 1)
  }
  return counts
}

function scoreOf({ matches, runs, length, reference }: Counts, epsilon: number): number {
  if (matches[0] === 0) return 0
  let logs = 0
  for (const [place, shared] of matches.entries()) {
    const counted = shared === 0 ? epsilon : shared
    if (counted === 0) return 0
    logs += Math.log(counted / runs[place]!)
  }
  const penalty = length < reference ? Math.exp(1 - reference / length) : 1
  return penalty * Math.exp(logs / matches.length)
}
