import { z } from 'zod'
import { type Judgement, ModelFailure, type Planner } from '../../domain/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { type ReadAnswer, readWords } from './_answers.ts'
import { Stopped } from './_stopped.ts'
import type { Thinking } from './_thinking.ts'
import { badInput, definePlanner, EVERY_FORM } from './define-planner.ts'
import { lessonsText, type PadStep, padText, promptOf, reflectLine } from './prompts.ts'
import { reactOptions, trial } from './react.ts'

/** What a trial is told of the trials before it. */
export const reflexionStrategies = ['none', 'last-attempt', 'reflexion', 'last-attempt-and-reflexion'] as const

/** Options of {@link reflexion}. */
export const reflexionOptions = z.object({
  trials: z.int().min(1).default(2),
  strategy: z.enum(reflexionStrategies).default('reflexion'),
  steps: z.int().min(1).default(6),
  /** Tokens for a reflection. */
  words: z.int().min(1).default(250),
  /** A trial ends without an answer when a prompt is longer, in tokens. */
  cap: z.int().min(1).default(3896),
})

type Options = z.output<typeof reflexionOptions>

/**
 * Tries, is judged, says what went wrong, and tries again with that in mind (Shinn et al. 2023).
 *
 * With the strategy `none` it only draws again: the control that tells reflection from a second chance. All trials count. After the
 * last one nothing is reflected on; its answer stands, accepted or not, as `details` says.
 *
 * @example await reflexion({ trials: 3 }).run(task, { ...context, evaluator: critic('validation') })
 */
export function reflexion(given: Partial<Options> = {}): Planner {
  const options = readOptions(reflexionOptions, given, 'reflexion')
  const single = options.strategy === 'none' && options.trials === 1
  return definePlanner({
    name: nameWithOptions('reflexion', options, reflexionOptions),
    answers: EVERY_FORM,
    usesTools: true,
    needsEvaluator: !single,
    async think(thinking) {
      let lessons: readonly string[] = []
      let reflections = 0
      for (let count = 1; ; count++) {
        const tried = await attempt(thinking, options, lessons)
        const judgement = single ? NOBODY : await judged(thinking, tried)
        const details = () => ({ trials: count, reflections, accepted: judgement.ok ? 'yes' : 'no' })
        if (tried.answer) thinking.propose(tried.answer)
        if (judgement.ok || count === options.trials) return { ...answerOf(tried), details: details() }
        thinking.transcript.discard(tried.root)
        if (options.strategy === 'last-attempt' || options.strategy === 'last-attempt-and-reflexion')
          lessons = [tried.pad]
        if (options.strategy === 'reflexion' || options.strategy === 'last-attempt-and-reflexion') {
          lessons = [...lessons, await reflect(thinking, tried, judgement, options.words)]
          reflections++
        }
      }
    },
  })
}

const NOBODY: Judgement = { ok: true, reason: 'nobody judges' }

/** A trial, whether it came to an answer or not. */
interface Tried {
  readonly answer: ReadAnswer | null
  /** Its steps in words. */
  readonly pad: string
  /** The node that its steps hang from. */
  readonly root: number
  readonly failure: Stopped | null
}

async function attempt(thinking: Thinking, { steps, cap }: Options, lessons: readonly string[]): Promise<Tried> {
  const root = thinking.transcript.add(0, { step: 'trial' })
  const pad: PadStep[] = []
  const done = (answer: ReadAnswer | null, failure: Stopped | null): Tried => ({
    answer,
    pad: padText(pad) + (answer ? `\nAnswer: ${JSON.stringify(answer.answer)}` : ''),
    root,
    failure,
  })
  try {
    const react = reactOptions.parse({ steps })
    const { answer } = await trial(
      thinking,
      react,
      { parent: root, context: lessonsText(lessons), promptCap: cap },
      pad,
    )
    return done(answer, null)
  } catch (error) {
    // A trial may fail; a server that does not answer, or a spent budget, ends the run.
    if (!(error instanceof Stopped) || error.status === 'budget' || !OF_A_TRIAL.has(error.kind)) throw error
    return done(null, error)
  }
}

const OF_A_TRIAL: ReadonlySet<string> = new Set(['unparseable', 'ungrounded', 'policy', 'refused'])

async function judged(thinking: Thinking, { answer, root }: Tried): Promise<Judgement> {
  const { evaluator, transcript, task } = thinking
  if (!evaluator) throw badInput('Trials are judged by an evaluator, and none was given.')
  const node = transcript.add(root, { step: 'judge' })
  try {
    const judgement = await evaluator.judge(task, answer?.answer ?? null, thinking.onAccount(node))
    transcript.amend(node, { observation: `${judgement.ok ? 'accepted' : 'refused'}: ${judgement.reason}` })
    return judgement
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error
    transcript.amend(node, { failure: { kind: error.kind, raw: error.message } })
    throw new Stopped('failed', error.kind, error.message)
  }
}

async function reflect(thinking: Thinking, { pad }: Tried, { reason }: Judgement, maxTokens: number): Promise<string> {
  const line = reflectLine(reason)
  const { value } = await thinking.ask({
    step: 'reflect',
    parent: 0,
    prompt: promptOf(thinking, 'react', [pad, line]),
    wanted: { type: 'text', maxTokens },
    line,
    read: ({ text }) => readWords(text),
    note: (thought) => ({ thought }),
  })
  return value
}

function answerOf({ answer, failure }: Tried): ReadAnswer {
  if (answer) return answer
  throw failure ?? new Stopped('failed', 'policy', 'the last trial came to no answer')
}
