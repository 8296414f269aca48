import {
  type AnswerForm,
  type Planner,
  type PlannerContext,
  type PlannerResult,
  type PlannerTask,
  TastemakerError,
} from '../../domain/index.ts'
import { FINISH } from './_actions.ts'
import { type ReadAnswer, WHOLE } from './_answers.ts'
import { Stopped } from './_stopped.ts'
import { openThinking, type Thinking } from './_thinking.ts'
import { requireUnlabelled } from './require-unlabelled.ts'

/** What a planner is, beside its loop. */
export interface PlannerParts extends Pick<Planner, 'name' | 'answers' | 'usesTools' | 'needsEvaluator'> {
  /** The loop: thinks, and comes to an answer or throws `Stopped`. */
  think(thinking: Thinking): Promise<Answered>
}

/** An answer that a loop came to. */
export interface Answered extends ReadAnswer {
  readonly details?: PlannerResult['details']
}

/** All forms of answers. */
export const EVERY_FORM: readonly AnswerForm['type'][] = ['text', 'label', 'rating', 'ranking']

/**
 * Makes a planner of a loop: what is wrong is refused before any call, labels are kept out, and whatever ends the loop becomes a
 * result.
 *
 * @example definePlanner({ name: 'one-call', answers: EVERY_FORM, usesTools: false, needsEvaluator: false, think })
 */
export function definePlanner({ think, ...facts }: PlannerParts): Planner {
  return {
    ...facts,
    async run(task: PlannerTask, context: PlannerContext): Promise<PlannerResult> {
      requireTask(facts, task)
      requireContext(facts, context)
      requireUnlabelled(task, `The task "${task.id}"`)
      requireUnlabelled(context.tools, 'A tool')
      requireUnlabelled(context.demonstrations ?? [], 'A demonstration')
      const thinking = openThinking(task, context)
      const { transcript, cost } = thinking
      const done = { transcript: transcript.nodes, cost }
      try {
        const { answer, mended, details = {} } = await think(thinking)
        return { ...done, answer, status: 'answered', failure: null, mended, details }
      } catch (error) {
        if (!(error instanceof Stopped)) throw error
        const best = error.status === 'budget' ? thinking.best : null
        return {
          ...done,
          answer: best?.answer ?? null,
          status: error.status,
          failure: { kind: error.kind, raw: error.raw },
          mended: best?.mended ?? WHOLE,
          details: {},
        }
      }
    },
  }
}

function requireTask({ name, answers }: Omit<PlannerParts, 'think'>, { id, answer }: PlannerTask): void {
  if (!answers.includes(answer.type)) {
    throw badInput(
      `${name} gives answers of the form ${answers.join(', ')}, and the task "${id}" wants ${answer.type}.`,
    )
  }
  const names =
    answer.type === 'ranking' ? answer.candidates.map((one) => one.id) : answer.type === 'label' ? answer.labels : null
  if (names?.length === 0) throw badInput(`The task "${id}" offers nothing to answer with.`)
  if (names && new Set(names).size < names.length) throw badInput(`The task "${id}" offers the same answer twice.`)
  if (answer.type !== 'ranking' || !answer.baseline) return
  if (new Set(answer.baseline).symmetricDifference(new Set(names)).size === 0) return
  throw badInput(`The baseline of the task "${id}" must hold the candidates and nothing else.`)
}

function requireContext({ name, needsEvaluator }: Omit<PlannerParts, 'think'>, context: PlannerContext): void {
  const { evaluator, budget = {}, tools } = context
  if (needsEvaluator && !evaluator) {
    throw badInput(
      `${name} tries again where an evaluator says so, and none was given.`,
      'Give one, such as validity().',
    )
  }
  if (evaluator?.usesLabel && evaluator.split !== 'train') {
    throw badInput(
      `The evaluator "${evaluator.name}" compares with the true answer on ${evaluator.split} data.`,
      'An oracle may judge training data only.',
    )
  }
  for (const [bound, most] of Object.entries(budget)) {
    if (!(most >= 0)) throw badInput(`A budget must be a number from 0, got ${bound} ${most}.`)
  }
  const names = tools.map((tool) => tool.name)
  const twice = names.find((one, place) => names.indexOf(one) !== place || one === FINISH)
  if (twice !== undefined) throw badInput(`Two tools are called "${twice}"; "${FINISH}" is the planner's own.`)
}

/** A caller's mistake. @example throw badInput('samples must be a whole number from 1, got 0.') */
export const badInput = (message: string, hint?: string): TastemakerError =>
  new TastemakerError('planner/bad-input', message, hint)
