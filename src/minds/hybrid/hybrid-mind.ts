import type { Job, Mind, Question } from '../../domain/index.ts'
import { checkedWords, type RefusedWords } from '../claims/index.ts'

/** The words of a model were turned down, and the template spoke instead. */
export interface WordingFallback {
  /** The type of the question. */
  readonly step: string
  /** What the model said in both tries, and what nothing in the facts supports. */
  readonly refused: readonly RefusedWords[]
}

/** Who spoke, of the words that a model was asked for. */
export interface WordingCounts {
  readonly asked: number
  /** Right at the second try. */
  readonly repaired: number
  /** Turned down twice: the template spoke. */
  readonly fellBack: number
}

/** A hybrid mind, which keeps count of the words that it did not let a model say. */
export interface HybridMind extends Mind {
  readonly name: 'hybrid'
  /** The counts so far. */
  readonly wording: WordingCounts
}

/**
 * A mind in which the utility decides, and a language model does the jobs it was granted.
 *
 * A question without a job has no gate, so no model decides it. Where the language mind fails, the failure stands: a
 * utility that stepped in would be counted as the model's answer.
 *
 * A grant to decide is no grant to write. Words that state facts are the model's only for the job `wording`, where the question
 * carries the claims they may make, and are checked every time; turned down twice, the template of the utility speaks, and
 * that is counted. The words of a part that it plays are the model's for the job `persona`. All others are the utility's.
 *
 * @param parts.granted the jobs of `grantedJobs(card)`
 * @param parts.onFallback told each time the template takes a model's place
 * @example hybridMind({ utility: choiceMind(parts), language: languageMind({ model, agent }), granted: new Set(['taste']) })
 */
export function hybridMind(parts: {
  readonly utility: Mind
  readonly language: Mind
  readonly granted: ReadonlySet<Job>
  readonly onFallback?: (fallback: WordingFallback) => void
}): HybridMind {
  const { utility, language, granted, onFallback } = parts
  const counts = { asked: 0, repaired: 0, fellBack: 0 }
  const isGranted = ({ job }: Question): boolean => job !== undefined && granted.has(job)
  const mindFor = (question: Question): Mind => (isGranted(question) ? language : utility)
  return {
    name: 'hybrid',
    get wording() {
      return { ...counts }
    },
    choose: (question, options) => mindFor(question).choose(question, options),
    rate: (question, scale) => mindFor(question).rate(question, scale),
    extract: (question, schema) => mindFor(question).extract(question, schema),
    async write(question) {
      const { job, claims, type: step } = question
      if (!isGranted(question)) return utility.write(question)
      if (job === 'persona') return language.write(question)
      if (job !== 'wording' || claims === undefined) return utility.write(question)
      counts.asked++
      const { text, refused } = await checkedWords(language, question, claims)
      if (text !== null) {
        if (refused.length > 0) counts.repaired++
        return text
      }
      counts.fellBack++
      onFallback?.({ step, refused })
      return utility.write(question)
    },
  }
}
