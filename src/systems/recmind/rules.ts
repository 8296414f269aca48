import {
  type Asked,
  bestOf,
  everyItem,
  explanationFacts,
  type Surroundings,
  shortSummary,
  touchedBy,
} from '../../agents/index.ts'
import type {
  AgentTaskResult,
  DecidedBy,
  ItemId,
  ItemIndex,
  Mind,
  PlannerAnswer,
  TranscriptNode,
} from '../../domain/index.ts'
import { wordingQuestion } from '../../minds/index.ts'
import type { RandomStream } from '../../random.ts'
import { meanRating } from './mean-rating.ts'

/** What rules came to, and on what. */
export interface Ruled {
  readonly answer: NonNullable<AgentTaskResult['answer']>
  readonly decidedBy: DecidedBy
  readonly steps: readonly RuleStep[]
}

/** A tool that the rules used. */
interface RuleStep {
  readonly tool: string
  readonly input: unknown
  readonly observation: string
}

/**
 * Does a task without a model: rules plan, the fitted utility decides, templates word.
 *
 * @param mind who puts facts into words
 * @example (await byRules(asked, around, mind, random)).decidedBy // 'utility'
 */
export async function byRules(asked: Asked, around: Surroundings, mind: Mind, random: RandomStream): Promise<Ruled> {
  const { task, user, items } = asked
  const [item] = items
  switch (task.type) {
    case 'rate': {
      const stars = around.rating(user, item!)
      const step = { tool: 'expected_rating', input: { user: task.user, item: task.item } }
      if (stars !== null)
        return { answer: stars, decidedBy: 'utility', steps: [{ ...step, observation: String(stars) }] }
      const { rating, words } = meanRating(around.past, user, item!)
      const means = { tool: 'mean_rating', input: step.input, observation: words }
      return {
        answer: rating,
        decidedBy: 'rule',
        steps: [{ ...step, observation: 'Nothing learned from ratings.' }, means],
      }
    }
    case 'rank': {
      const best = bestOf(around, user, items, task.k)
      return ranked(around, best, [{ tool: 'rank', input: { candidates: items.length, k: task.k } }])
    }
    case 'next': {
      const met = touchedBy(around, user)
      const best = bestOf(around, user, everyItem(around.columns.items.length), task.k, met)
      const without = { tool: 'leave_out', input: { taken: met.size } }
      return ranked(around, best, [
        without,
        { tool: 'rank', input: { candidates: around.columns.items.length - met.size, k: task.k } },
      ])
    }
    case 'summarise': {
      const answer = shortSummary(task.review)
      return {
        answer,
        decidedBy: 'rule',
        steps: [{ tool: 'summarise_text', input: { words: 10 }, observation: answer }],
      }
    }
    case 'explain': {
      const facts = explanationFacts(around, item!, user)
      const answer = await mind.write(wordingQuestion(facts, random.split('wording')))
      const looked = { tool: 'explanation_facts', input: { user: task.user, item: task.item } }
      return { answer, decidedBy: 'template', steps: [{ ...looked, observation: JSON.stringify(facts) }] }
    }
  }
}

function ranked(
  { columns }: Surroundings,
  best: readonly ItemIndex[],
  steps: readonly Omit<RuleStep, 'observation'>[],
): Ruled {
  const answer: readonly ItemId[] = best.map((item) => columns.vocabulary.ids[item]!)
  const observation = `${answer.map((id) => JSON.stringify(id)).join(', ')}.`
  return {
    answer,
    decidedBy: 'utility',
    steps: steps.map((step, place) => ({ ...step, observation: place === steps.length - 1 ? observation : 'Done.' })),
  }
}

/** The steps of rules as a transcript. @example ruleTranscript([], 4).length // 2 */
export function ruleTranscript(steps: readonly RuleStep[], answer: PlannerAnswer): readonly TranscriptNode[] {
  const free = { calls: 0, tokens: 0, milliseconds: 0, kept: true }
  return [
    { id: 0, parent: null, step: 'task', ...free },
    ...steps.map(({ tool, input, observation }, place) => ({
      id: place + 1,
      parent: place,
      step: 'rule',
      action: { tool, input },
      observation,
      ...free,
    })),
    { id: steps.length + 1, parent: steps.length, step: 'finish', answer, ...free },
  ]
}
