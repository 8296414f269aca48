/*
 * ROUGE (Lin 2004, "ROUGE: a package for automatic evaluation of summaries", ACL workshop), each as the F1 of precision and recall, on
 * lower-cased words without stemming.
 */
import { sharedRuns, wordRuns } from './_word-runs.ts'
import { textWords } from './text-words.ts'

/**
 * ROUGE-N: runs of n words that a text shares with a reference (Lin 2004, section 2, with precision beside recall).
 *
 * @returns F1, between 0 and 1; null for a reference without a run of n words, where the package rouge-score prints 0
 * @example rougeN('police killed the gunman', 'the gunman police killed', 2) // 0.667
 */
export function rougeN(text: string, reference: string, n: number): number | null {
  const [said, wanted] = [textWords(text), textWords(reference)]
  const shared = sharedRuns(wordRuns(said, n), wordRuns(wanted, n))
  return f1(shared, Math.max(0, said.length - n + 1), Math.max(0, wanted.length - n + 1))
}

/**
 * ROUGE-L: the longest sequence of words that a text and a reference share in order, gaps allowed (Lin 2004, section 3), of the
 * texts as one sentence each.
 *
 * @returns F1, between 0 and 1; null for a reference without words
 * @example rougeL('police killed the gunman', 'the gunman police killed') // 0.5
 */
export function rougeL(text: string, reference: string): number | null {
  const [said, wanted] = [textWords(text), textWords(reference)]
  return f1(longestShared(said, wanted), said.length, wanted.length)
}

function f1(shared: number, said: number, wanted: number): number | null {
  // 2pr / (p + r) with p = shared / said and r = shared / wanted.
  return wanted === 0 ? null : (2 * shared) / (said + wanted)
}

/** Length of the longest common subsequence, row by row. */
function longestShared(one: readonly string[], other: readonly string[]): number {
  let above = new Int32Array(other.length + 1)
  for (const word of one) {
    const row = new Int32Array(other.length + 1)
    for (const [place, candidate] of other.entries()) {
      row[place + 1] = word === candidate ? above[place]! + 1 : Math.max(above[place + 1]!, row[place]!)
    }
    above = row
  }
  return above[other.length]!
}
