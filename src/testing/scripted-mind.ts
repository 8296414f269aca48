import type { z } from 'zod'
import type { Choice, Mind, Prompt, Question, Rating, Scale } from '../domain/index.ts'
import { MindFailure } from '../domain/index.ts'

/**
 * Answers one type of question from its facts.
 *
 * The second argument is what the mind was given beside the question: the options of a choice, the scale of a rating.
 * Returns the picked option, the point of the scale, the words or the object; or a `MindFailure`, to fail with it.
 */
export type ScriptedAnswer = (facts: never, given: never) => unknown

/** One question as a scripted mind met it. */
export interface AskedQuestion {
  readonly type: string
  readonly facts: unknown
  /** Renders the words, only when called. */
  readonly prompt: () => Prompt
}

/** A mind that answers from a script and remembers what it was asked. */
export interface ScriptedMind extends Mind {
  /** Every question so far, oldest first. */
  readonly asked: readonly AskedQuestion[]
}

/**
 * Makes a mind that says what it is told to, for tests and examples without a model.
 *
 * @param answers by question type; a question that has none, an option that was not offered, a point off the scale or an
 * object that does not fit the schema is a `MindFailure`, as with any mind
 * @example
 * const mind = scriptedMind({ watch: (facts: { title: string }) => (facts.title === 'Alien' ? 'yes' : 'no') })
 */
export function scriptedMind(answers: Readonly<Record<string, ScriptedAnswer>>): ScriptedMind {
  const asked: AskedQuestion[] = []
  const answer = (question: Question, given: unknown): unknown => {
    asked.push({ type: question.type, facts: question.facts, prompt: question.prompt })
    const scripted = Object.hasOwn(answers, question.type) ? answers[question.type] : undefined
    if (!scripted) throw new MindFailure('bad_input', question.type, 'the script has no answer to this question')
    const said = scripted(question.facts as never, given as never)
    if (said instanceof MindFailure) throw said
    return said
  }
  return {
    name: 'scripted',
    asked,
    async choose<Option extends string>(question: Question, options: readonly Option[]): Promise<Choice<Option>> {
      const said = answer(question, options)
      const picked = options.find((option) => option === said)
      if (picked === undefined) throw new MindFailure('ungrounded', question.type, String(said))
      return { picked, probabilities: options.map((option) => Number(option === picked)) }
    },
    async rate(question: Question, scale: Scale): Promise<Rating> {
      const said = answer(question, scale)
      const points = Math.round((scale.max - scale.min) / scale.step) + 1
      const probabilities = Array.from({ length: points }, (_, n) => Number(scale.min + n * scale.step === said))
      if (typeof said !== 'number' || !probabilities.includes(1)) {
        throw new MindFailure('unparseable', question.type, String(said))
      }
      return { value: said, probabilities }
    },
    async write(question: Question): Promise<string> {
      const said = answer(question, undefined)
      if (typeof said !== 'string') throw new MindFailure('unparseable', question.type, String(said))
      return said
    },
    async extract<T>(question: Question, schema: z.ZodType<T>): Promise<T> {
      const said = answer(question, schema)
      const parsed = schema.safeParse(said)
      if (!parsed.success) throw new MindFailure('unparseable', question.type, JSON.stringify(said) ?? String(said))
      return parsed.data
    },
  }
}
