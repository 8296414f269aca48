import { z } from 'zod'
import type { Planner } from '../../domain/index.ts'
import { readJson } from '../../minds/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { closed, FINISH, type Hands, notedStep, openHands, readStep, type Step, stepWanted } from './_actions.ts'
import { answerSchema, answerTokens, type ReadAnswer, type Reading, readAnswer } from './_answers.ts'
import type { Thinking } from './_thinking.ts'
import { definePlanner, EVERY_FORM } from './define-planner.ts'
import { ALTERNATIVE_LINE, BRANCHES_LINE, type PadStep, promptOf, STEP_LINE } from './prompts.ts'

/** Options of {@link selfInspiring}. */
export const selfInspiringOptions = z.object({
  /** Other ways asked for at each step; 0 for none. */
  alternatives: z.int().min(0).default(5),
  steps: z.int().min(1).default(7),
  /** Tokens for a thought. */
  words: z.int().min(1).default(100),
  /** Characters of all branches in a prompt; the oldest alternatives are cut short first. */
  room: z.int().min(500).default(8000),
})

type Options = z.output<typeof selfInspiringOptions>

/** A branch that was explored: it stays as evidence, whatever followed. */
interface Branch extends PadStep {
  readonly number: number
  readonly isAlternative: boolean
}

/**
 * At every step also explores other steps, and answers from all of them (Wang et al. 2024, RecMind).
 *
 * Nothing is pruned. Branches are numbered, and the answer names those it rests on.
 *
 * @example await selfInspiring({ alternatives: 2 }).run(task, { model, tools, random, elapsed })
 */
export function selfInspiring(given: Partial<Options> = {}): Planner {
  const options = readOptions(selfInspiringOptions, given, 'self-inspiring')
  return definePlanner({
    name: nameWithOptions('self-inspiring', options, selfInspiringOptions),
    answers: EVERY_FORM,
    usesTools: true,
    needsEvaluator: false,
    async think(thinking) {
      const hands = openHands(thinking)
      const branches: Branch[] = []
      let accepted = 0
      let last = 0
      for (let step = 0; step < options.steps; step++) {
        const { node, value } = await next(thinking, last, branches, options)
        branches.push(await explored(node, value, hands, branches.length, false))
        for (let other = 0; other < options.alternatives; other++) {
          const alternative = await alternativeTo(thinking, last, branches, options)
          if (alternative === null) break
          branches.push(await explored(alternative.node, alternative.value, hands, branches.length, true))
          accepted++
        }
        last = node
        if (value.action.type === 'finish') break
      }
      const { answer, used } = await final(thinking, last, branches, options)
      return {
        ...answer,
        details: { branches: branches.length, alternatives: accepted, 'branches used': used.join(' ') },
      }
    },
  })
}

async function explored(
  node: number,
  { thought, action }: Step,
  hands: Hands,
  place: number,
  isAlternative: boolean,
): Promise<Branch> {
  const common = { number: place + 1, isAlternative, thought }
  if (action.type === 'finish') {
    return { ...common, tool: FINISH, input: { answer: action.answer.answer }, observation: 'An answer.' }
  }
  const { words } = await hands.use(node, action)
  return { ...common, tool: action.tool, input: action.input, observation: words }
}

async function next(thinking: Thinking, parent: number, branches: readonly Branch[], { words, room }: Options) {
  return thinking.ask({
    step: 'act',
    parent,
    prompt: promptOf(thinking, 'explore', [branchesText(branches, room), STEP_LINE]),
    wanted: stepWanted(thinking, words),
    line: STEP_LINE,
    read: ({ text }) => readStep(text, thinking),
    note: notedStep,
  })
}

const alternativeDocument = z.object({ alternative: z.unknown().optional() })

/** Another way to do the last step; null where the model knows none. */
async function alternativeTo(
  thinking: Thinking,
  parent: number,
  branches: readonly Branch[],
  { words, room }: Options,
): Promise<{ readonly node: number; readonly value: Step } | null> {
  const { schema, maxTokens } = stepWanted(thinking, words)
  const { node, value } = await thinking.ask<Step | null>({
    step: 'alternative',
    parent,
    prompt: promptOf(thinking, 'explore', [branchesText(branches, room), ALTERNATIVE_LINE]),
    wanted: { type: 'json', schema: closed({ alternative: { anyOf: [{ type: 'null' }, schema] } }), maxTokens },
    line: ALTERNATIVE_LINE,
    read({ text }): Reading<Step | null> {
      const document = readJson(text, alternativeDocument)
      if ('wrong' in document) return document
      const { alternative } = document.value
      return alternative === null || alternative === undefined
        ? { value: null }
        : readStep(JSON.stringify(alternative), thinking)
    },
    note: (step) => (step ? notedStep(step) : { thought: 'none' }),
  })
  return value && { node, value }
}

const finalDocument = z.object({ branches: z.array(z.number()).default([]), answer: z.unknown().optional() })

async function final(
  thinking: Thinking,
  parent: number,
  branches: readonly Branch[],
  { room }: Options,
): Promise<{ readonly answer: ReadAnswer; readonly used: readonly number[] }> {
  const { task } = thinking
  const numbers = branches.map(({ number }) => number)
  const { value } = await thinking.ask<{ readonly answer: ReadAnswer; readonly used: readonly number[] }>({
    step: 'final',
    parent,
    prompt: promptOf({ ...thinking, tools: [] }, 'explore', [branchesText(branches, room), BRANCHES_LINE]),
    wanted: {
      type: 'json',
      schema: closed({
        branches: { type: 'array', items: { type: 'integer', enum: numbers }, maxItems: numbers.length },
        answer: answerSchema(task.answer),
      }),
      maxTokens: 40 + 4 * numbers.length + answerTokens(task.answer),
    },
    line: BRANCHES_LINE,
    read({ text }) {
      const document = readJson(text, finalDocument)
      if ('wrong' in document) return document
      const answer = readAnswer(task.answer, document.value.answer)
      if ('wrong' in answer) return answer
      const used = [...new Set(document.value.branches)].filter((number) => numbers.includes(number))
      return { value: { answer: answer.value, used } }
    },
    note: ({ answer, used }) => ({ thought: `from branches ${used.join(', ') || 'unnamed'}`, answer: answer.answer }),
  })
  return value
}

/** Characters that a branch keeps when it is cut short. */
const SHORT = 80

/** All branches, numbered. Where there is no room for all of them, observations of the oldest alternatives are cut short. */
function branchesText(branches: readonly Branch[], room: number): string {
  const texts = branches.map((branch) => branchText(branch, branch.observation))
  let length = texts.reduce((sum, text) => sum + text.length, 0)
  const oldestFirst = [...branches.keys()].sort(
    (a, b) => Number(branches[b]!.isAlternative) - Number(branches[a]!.isAlternative),
  )
  for (const place of oldestFirst) {
    if (length <= room) break
    const branch = branches[place]!
    const short = branchText(branch, `${branch.observation.slice(0, SHORT)} …`)
    length -= texts[place]!.length - short.length
    texts[place] = short
  }
  return texts.join('\n')
}

const branchText = ({ number, isAlternative, thought, tool, input }: Branch, observation: string): string =>
  [
    `Branch ${number}${isAlternative ? ' (another way)' : ''}`,
    ...(thought === '' ? [] : [`Thought: ${JSON.stringify(thought)}`]),
    `Action: ${tool} ${JSON.stringify(input ?? {})}`,
    `Observation: ${JSON.stringify(observation)}`,
  ].join('\n')
