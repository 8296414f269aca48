import { z } from 'zod'
import type { Judgement, Planner, Tool } from '../../domain/index.ts'
import { jsonSchemaOf, readJson } from '../../minds/index.ts'
import { nameWithOptions, readOptions } from '../../name-with-options.ts'
import { closed, openHands } from './_actions.ts'
import { answerSchema, answerTokens, type ReadAnswer, type Reading, readAnswer } from './_answers.ts'
import type { Thinking } from './_thinking.ts'
import { VERDICT_WANTED, verdictDocument } from './_verdict.ts'
import { type Answered, definePlanner, EVERY_FORM } from './define-planner.ts'
import { ANSWER_LINE, adviceText, CRITIC_LINE, type PadStep, PLAN_LINE, padText, promptOf } from './prompts.ts'

/** Options of {@link planFirst}. */
export const planFirstOptions = z.object({
  /** A critic reads plan, observations and answer, and may send it back. */
  critic: z.boolean().default(false),
  /** How often it may send it back. */
  replans: z.int().min(0).default(3),
  /** Steps of a plan at most. */
  steps: z.int().min(1).default(8),
})

type Options = z.output<typeof planFirstOptions>

/** A tool and its input, before it is used. */
export interface PlannedStep {
  readonly tool: string
  readonly input?: unknown
}

/** What a plan must hold beside tools that exist and inputs that fit, and how a new one starts. */
export interface PlanRules {
  /** Mends a plan, such as by a missing last step, or says what is wrong with it in a clause. */
  readonly check?: (plan: readonly PlannedStep[]) => Reading<readonly PlannedStep[]>
  /** Puts the state that tools share back to where it was; before every plan. */
  readonly reset?: () => void
}

/**
 * Plans all tool calls at once, makes them, then answers: two calls whatever the plan (Huang et al. 2025, InteRecAgent), or three with
 * a critic that may ask for another plan.
 *
 * @param rules what a plan must hold
 * @example await planFirst({ critic: true }).run(task, { model, tools, random, elapsed })
 */
export function planFirst(given: Partial<Options> = {}, rules: PlanRules = {}): Planner {
  const options = readOptions(planFirstOptions, given, 'plan-first')
  return definePlanner({
    name: nameWithOptions('plan-first', options, planFirstOptions),
    answers: EVERY_FORM,
    usesTools: true,
    needsEvaluator: false,
    async think(thinking): Promise<Answered> {
      let advice: string | null = null
      for (let replans = 0; ; replans++) {
        rules.reset?.()
        const { node, value: plan } = await planned(thinking, advice, options, rules)
        const track = await carriedOut(thinking, node, plan)
        const { node: reply, value: answer } = await composed(thinking, node, track, advice)
        thinking.propose(answer)
        if (!options.critic) return { ...answer, details: { replans } }
        const verdict = await criticised(thinking, reply, track, answer)
        if (verdict.ok || replans === options.replans) {
          return { ...answer, details: { replans, accepted: verdict.ok ? 'yes' : 'no' } }
        }
        thinking.transcript.discard(node)
        advice = verdict.reason
      }
    },
  })
}

const planDocument = z.object({ steps: z.array(z.object({ tool: z.string(), input: z.unknown().optional() })) })

async function planned(thinking: Thinking, advice: string | null, { steps }: Options, { check }: PlanRules) {
  const { tools } = thinking
  const actions = tools.map(({ name, input }) =>
    closed({ tool: { type: 'string', const: name }, input: jsonSchemaOf(input) }),
  )
  const items = actions.length === 0 ? closed({}) : { anyOf: actions }
  return thinking.ask({
    step: 'plan',
    parent: 0,
    prompt: promptOf(thinking, 'plan', [adviceText(advice), PLAN_LINE]),
    wanted: {
      type: 'json',
      schema: closed({ steps: { type: 'array', items, maxItems: actions.length === 0 ? 0 : steps } }),
      maxTokens: 60 * steps,
    },
    line: PLAN_LINE,
    read({ text }): Reading<readonly PlannedStep[]> {
      const document = readJson(text, planDocument)
      if ('wrong' in document) return document
      const wrong = wrongStep(document.value.steps, tools)
      if (wrong !== null) return { wrong }
      return check?.(document.value.steps) ?? { value: document.value.steps }
    },
    note: (plan) => ({
      thought: plan.map(({ tool, input }) => `${tool} ${JSON.stringify(input)}`).join('; ') || 'no tools',
    }),
  })
}

function wrongStep(plan: readonly PlannedStep[], tools: readonly Tool[]): string | null {
  for (const [place, { tool: name, input }] of plan.entries()) {
    const tool = tools.find((one) => one.name === name)
    if (!tool) return `step ${place + 1} uses ${JSON.stringify(name)}, which is no tool`
    const given = tool.input.safeParse(input)
    if (!given.success) return `the input of step ${place + 1} does not fit ${name}`
  }
  return null
}

/** Uses the tools of a plan, each on a node of its own below the one before. */
async function carriedOut(thinking: Thinking, root: number, plan: readonly PlannedStep[]): Promise<readonly PadStep[]> {
  const hands = openHands(thinking)
  const track: PadStep[] = []
  let parent = root
  for (const { tool, input } of plan) {
    parent = thinking.transcript.add(parent, { step: 'use', action: { tool, input } })
    const { words } = await hands.use(parent, { type: 'tool', tool, input })
    track.push({ thought: '', tool, input, observation: words })
  }
  return track
}

const replyDocument = z.object({ reasoning: z.string().default(''), answer: z.unknown().optional() })
const REASON_TOKENS = 80

async function composed(thinking: Thinking, parent: number, track: readonly PadStep[], advice: string | null) {
  const { task } = thinking
  return thinking.ask<ReadAnswer>({
    step: 'compose',
    parent,
    prompt: promptOf(thinking, 'plan', [adviceText(advice), padText(track), ANSWER_LINE]),
    wanted: {
      type: 'json',
      schema: closed({
        reasoning: { type: 'string', maxLength: 4 * REASON_TOKENS },
        answer: answerSchema(task.answer),
      }),
      maxTokens: REASON_TOKENS + 20 + answerTokens(task.answer),
    },
    line: ANSWER_LINE,
    read({ text }) {
      const document = readJson(text, replyDocument)
      return 'wrong' in document ? document : readAnswer(task.answer, document.value.answer)
    },
    note: ({ answer }) => ({ answer }),
  })
}

async function criticised(
  thinking: Thinking,
  parent: number,
  track: readonly PadStep[],
  { answer }: ReadAnswer,
): Promise<Judgement> {
  const { value } = await thinking.ask({
    step: 'criticise',
    parent,
    prompt: promptOf(thinking, 'plan', [padText(track), `Answer: ${JSON.stringify(answer)}`, CRITIC_LINE]),
    wanted: VERDICT_WANTED,
    line: CRITIC_LINE,
    read: ({ text }) => readJson(text, verdictDocument),
    note: ({ ok, reason }) => ({ observation: `${ok ? 'accepted' : 'refused'}: ${reason}` }),
  })
  return value
}
