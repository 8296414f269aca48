import { rougeL, rougeN, sentenceBleu } from '../text/index.ts'
import type { TaskScores } from './task-scores.ts'

/**
 * Scores words against a reference: sentence BLEU-2, ROUGE-1, ROUGE-2 and ROUGE-L.
 *
 * @param text null where there was no answer, which shares nothing with any reference
 * @param reference null where there is none: then every score is NaN, and is counted as excluded
 * @example textScores('Lovely slow film', 'A slow film')['ROUGE-1'] // 0.667
 */
export function textScores(text: string | null, reference: string | null): TaskScores {
  const said = text ?? ''
  const of = (score: (reference: string) => number | null): number =>
    reference === null ? Number.NaN : (score(reference) ?? Number.NaN)
  return {
    'BLEU-2': of((wanted) => sentenceBleu(said, wanted)),
    'ROUGE-1': of((wanted) => rougeN(said, wanted, 1)),
    'ROUGE-2': of((wanted) => rougeN(said, wanted, 2)),
    'ROUGE-L': of((wanted) => rougeL(said, wanted)),
  }
}
