import {
  type FailureKind,
  type LanguageModel,
  MindFailure,
  type ModelAnswer,
  ModelFailure,
  type Prompt,
  type Question,
  type Wanted,
} from '../../domain/index.ts'
import type { Key } from '../../random.ts'
import { repairPrompt } from './form-prompts.ts'

/** Who is asked, on whose behalf. */
export interface Asking {
  readonly model: LanguageModel
  readonly agent: string
  readonly temperature: number
}

/** How an answer is asked for. */
export interface Form {
  readonly wanted: Wanted
  /** The question with its form in words. */
  readonly asked: Prompt
  /** The form alone, to be said again. */
  readonly line: string
}

/** What an answer was read as, or what is wrong with it: a clause without its full stop, such as `it was empty`. */
export type Reading<T> = { readonly value: T } | { readonly wrong: string }

/**
 * Asks a model, once more with what was wrong where the answer could not be used, and then lets the failure stand.
 *
 * @param key names the call within its question; each has a seed of its own, as has the second try
 * @throws MindFailure for what failed in this call; everything else passes, since it would stop every call
 */
export async function ask<T>(
  { model, agent, temperature }: Asking,
  question: Question,
  { wanted, asked, line }: Form,
  key: readonly Key[],
  read: (answer: ModelAnswer) => Reading<T>,
): Promise<T> {
  const seeds = question.random.split('model', ...key)
  const by = { agent, step: question.type }
  const once = async ({ system, user }: Prompt): Promise<{ readonly value: T } | Unusable> => {
    try {
      const answer = await model.answer({ system, user, wanted, temperature, seed: seeds.int(2 ** 31), by })
      const reading = read(answer)
      return 'value' in reading ? reading : { kind: 'unparseable', said: answer.text, wrong: reading.wrong }
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error
      if (!REPAIRED.has(error.kind)) throw new MindFailure(error.kind, question.type, error.message)
      return { kind: error.kind, said: error.message, wrong: WRONG[wanted.type] }
    }
  }
  const first = await once(asked)
  if ('value' in first) return first.value
  const second = await once(repairPrompt(asked, first.said, first.wrong, line))
  if ('value' in second) return second.value
  throw new MindFailure(second.kind, question.type, second.said)
}

interface Unusable {
  readonly kind: FailureKind
  readonly said: string
  readonly wrong: string
}

/** Failures that another wording can mend; the others are for whoever retries calls. */
const REPAIRED: ReadonlySet<FailureKind> = new Set(['unparseable', 'ungrounded'])

/** What is wrong with an answer of which no more is known. */
export const WRONG = {
  choice: 'that is not one of the allowed answers',
  text: 'that cannot be used as words',
  json: 'that is not a JSON document of the schema',
} as const satisfies Record<Wanted['type'], string>
