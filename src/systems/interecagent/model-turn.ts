import {
  type CandidateBus,
  type Constraint,
  conditionWords,
  dialogue,
  type PlannedStep,
  type PlanRules,
  planFirst,
  react,
} from '../../agents/index.ts'
import type { ItemId, PlannerResult, PlannerTask, TraceStep } from '../../domain/index.ts'
import { checkedReply } from './checked-reply.ts'
import { type Demonstrations, demonstrationsOf, demonstrationText } from './demonstrations.ts'
import { INSTRUCTIONS, turnQuestion } from './prompts.ts'
import { TOOL_ORDER } from './tools.ts'
import type { Answer, Turn } from './turn.ts'
import { cardFacts, replyWords } from './words.ts'
import type { Workbench } from './workbench.ts'

/**
 * One turn by a model: it plans all tool calls in one piece, they are made, it writes the reply (two calls); or it goes step by step.
 *
 * What was said to be never wanted, and what the person knows or turned down, is out before the plan; cards are what `map` showed;
 * sentences that state more than the facts of the cards are taken out of the reply.
 */
export async function modelTurn(turn: Turn): Promise<Answer> {
  const { start, state, options, mind, number, text } = turn
  const { bench } = turn
  let guarded: string | null = null
  bench.hear((items) => turn.shows(items.map(turn.card)))
  const reset = (): void => {
    guarded = bench.begin(state.wishes, options.persistentBus ? state.kept : null)
  }
  reset()
  const planner =
    options.planner === 'react'
      ? react({ steps: 8 })
      : planFirst({ critic: options.critic, replans: options.replanLimit }, orderly(options.show, reset))
  const task: PlannerTask = {
    id: `turn-${number}`,
    instructions: INSTRUCTIONS,
    question: turnQuestion({
      before: dialogue({}, turn.turns).text(),
      text,
      nevers: state.wishes.wishes.filter(({ strength }) => strength === 'never'),
      guarded,
    }),
    answer: { type: 'text' },
  }
  const result = await planner.run(task, {
    model: mind.model!,
    tools: bench.tools,
    random: start.random,
    elapsed: start.elapsed,
    demonstrations: shownPlans(turn),
    agent: 'interecagent',
    ...(start.budget ? { budget: start.budget } : {}),
    ...(turn.signal ? { signal: turn.signal } : {}),
  })
  for (const step of tracedSteps(result)) turn.trace(step)
  return answerOf(turn, result, bench)
}

function answerOf(turn: Turn, result: PlannerResult, { bus, shown }: Workbench): Answer {
  const { start, state, user, message } = turn
  const { applied, dropped } = conditionsOf(bus, (id) => titleOf(start.surroundings, id))
  const nevers = state.wishes.wishes.flatMap(({ strength, words }) => (strength === 'never' ? [words] : []))
  const held = [...new Set([...nevers, ...applied])]
  const { calls, promptTokens, generatedTokens } = result.cost
  const facts = shown.map((item) =>
    withoutYear(cardFacts(start.surroundings, item, { user, alike: [], liked: state.wishes.liked })),
  )
  const words = typeof result.answer === 'string' ? checkedReply(result.answer, facts) : null
  for (const { said, unsupported } of words?.refused ?? []) {
    turn.trace({ step: 'check', input: said, output: `taken out: nothing supports ${unsupported.join(', ')}` })
  }
  const template = (): string =>
    shown.length === 0
      ? result.answer === null
        ? 'I could not work that out. Say it in other words, or more simply.'
        : 'I have nothing to show for that.'
      : replyWords({
          cards: shown.map(turn.card),
          left: bus.items.length,
          applied: held,
          dropped,
          unread: [],
          unknownTitles: message.unknownTitles,
          against: [],
          question: null,
          order: 'taste',
          isLater: false,
        })
  // Where the first sentence had to go, the others hang in the air.
  const said = words && words.text !== '' && !words.isHeadless ? withDropped(words.text, dropped) : template()
  return {
    text: said,
    items: shown,
    applied: held,
    dropped,
    failure: result.failure,
    cost: { calls, promptTokens, generatedTokens },
    kept: bus.items,
  }
}

/** The title of an item in quotes; the id where no item has it. */
function titleOf({ columns }: Turn['start']['surroundings'], id: string): string {
  const item = columns.vocabulary.index(id as ItemId)
  return item === undefined ? id : JSON.stringify(columns.items[item]!.title)
}

/** Whoever drops a wish says so, whatever the model wrote. */
const withDropped = (text: string, dropped: readonly string[]): string =>
  dropped.length === 0 ? text : `${text} Nothing that is left is also ${dropped.join(' or ')}, so that was dropped.`

/** The conditions of the last plan, by what became of them. */
function conditionsOf(
  { steps }: CandidateBus,
  title: (id: string) => string,
): {
  readonly applied: readonly string[]
  readonly dropped: readonly string[]
} {
  const last = steps.slice(steps.findLastIndex(({ tool }) => tool === 'reset') + 1)
  const filters = last.flatMap(({ tool, input, relaxed }) => {
    if (tool === 'hard_filter')
      return (input as { conditions: Constraint[] }).conditions.map((one) => ({
        words: conditionWords(one).toLowerCase(),
        relaxed,
      }))
    if (tool !== 'soft_filter') return []
    const { like = [], text = '' } = input as { like?: string[]; text?: string }
    return [
      { words: like.length > 0 ? `like ${like.map(title).join(' and ')}` : `about ${JSON.stringify(text)}`, relaxed },
    ]
  })
  const of = (isRelaxed: boolean): string[] => [
    ...new Set(filters.flatMap(({ words, relaxed }) => (relaxed === isRelaxed ? [words] : []))),
  ]
  return { applied: of(false), dropped: of(true) }
}

/** Puts the steps of a plan in the order in which tools are used, and cards at its end. */
function orderly(show: number, reset: () => void): PlanRules {
  const place = ({ tool }: PlannedStep): number => TOOL_ORDER.indexOf(tool as (typeof TOOL_ORDER)[number])
  return {
    reset,
    check(plan) {
      if (plan.length === 0) return { value: plan }
      const sorted = plan.toSorted((one, other) => place(one) - place(other))
      const asksOnly = sorted.every(({ tool }) => tool === 'look_up')
      const isShown = asksOnly || sorted.some(({ tool }) => tool === 'map')
      return { value: isShown ? sorted : [...sorted, { tool: 'map', input: { k: show } }] }
    },
  }
}

const catalogueDemonstrations = new WeakMap<object, Demonstrations>()

function shownPlans({ start, options: { demos, k }, text }: Turn): readonly string[] {
  if (demos === 'none' || k === 0) return []
  const { columns } = start.surroundings
  const known = catalogueDemonstrations.get(columns) ?? demonstrationsOf(columns)
  catalogueDemonstrations.set(columns, known)
  return (demos === 'fixed' ? known.all.slice(0, k) : known.near(text, k)).map(demonstrationText)
}

const withoutYear = <Facts extends { readonly title: string }>(facts: Facts): Facts => ({
  ...facts,
  title: facts.title.replace(/\s*\(\d{4}\)\s*$/, ''),
})

/** What a planner did, as a trace tells it. */
function tracedSteps({ transcript }: PlannerResult): readonly TraceStep[] {
  return transcript.map(({ step, action, thought, observation, answer, failure, calls, tokens }) => ({
    step: action?.tool ?? step,
    ...(action ? { input: action.input } : {}),
    output: [
      thought ?? '',
      observation ?? '',
      typeof answer === 'string' ? answer : '',
      failure ? `${failure.kind}: ${failure.raw}` : '',
      calls > 0 ? `(${calls} ${calls === 1 ? 'call' : 'calls'}, ${tokens} tokens)` : '',
    ]
      .filter((words) => words !== '')
      .join(' '),
  }))
}
