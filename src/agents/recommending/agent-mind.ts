import {
  type ItemFacts,
  type Job,
  jobs,
  type LanguageModel,
  type Mind,
  type MindName,
  type ModelUsage,
  TastemakerError,
} from '../../domain/index.ts'
import { choiceMind, hybridMind, languageMind, type WordingFallback, wordFacts } from '../../minds/index.ts'

/**
 * Who does what inside an agent.
 *
 * `choice`: rules plan, a fitted utility decides, templates word. `language`: the model does every job. `hybrid`: the model does the
 * jobs that its card grants, and the rest is as in `choice`.
 */
export interface AgentMind {
  readonly name: Extract<MindName, 'choice' | 'language' | 'hybrid'>
  /** Null where none takes part. */
  readonly model: LanguageModel | null
  /** Whether the model does a job here; never without a model. */
  does(job: Job): boolean
  /** Who is asked single questions, such as `wordingQuestion`; on the agent's own account in the ledger. */
  mind(agent: string, onFallback?: (fallback: WordingFallback) => void, onUsage?: (usage: ModelUsage) => void): Mind
}

/**
 * Makes the mind of an agent.
 *
 * @param parts.granted the jobs of `grantedJobs(card)`; for `hybrid` only
 * @throws {TastemakerError} `config/option` for a mind that needs a model and has none
 * @example agentMind('hybrid', { model, granted: grantedJobs(card) }).does('wording')
 */
export function agentMind(
  name: AgentMind['name'],
  {
    model = null,
    granted = new Set(),
  }: { readonly model?: LanguageModel | null; readonly granted?: ReadonlySet<Job> } = {},
): AgentMind {
  if (name === 'choice') return { name, model: null, does: () => false, mind: () => templates }
  if (model === null) {
    throw new TastemakerError(
      'config/option',
      `The mind "${name}" needs a language model.`,
      'Name one with --llm, or use the mind "choice".',
    )
  }
  const asked = (agent: string, onUsage?: (usage: ModelUsage) => void): Mind =>
    languageMind({ model: onUsage ? counting(model, onUsage) : model, agent, words: { maxTokens: 80 } })
  return {
    name,
    model,
    does: (job) => name === 'language' || granted.has(job),
    mind: (agent, onFallback, onUsage) =>
      // Words that state facts are checked whoever says them, so that a language mind goes by the same road.
      hybridMind({
        utility: templates,
        language: asked(agent, onUsage),
        granted: name === 'language' ? EVERY_JOB : granted,
        ...(onFallback ? { onFallback } : {}),
      }),
  }
}

/** A model that tells what each of its calls used, so that an agent can say what it cost. */
function counting(model: LanguageModel, onUsage: (usage: ModelUsage) => void): LanguageModel {
  const { name, fingerprint, concurrency, repeatable } = model
  return {
    name,
    fingerprint,
    concurrency,
    repeatable,
    async answer(call, signal) {
      const answer = await model.answer(call, signal)
      onUsage(answer.usage)
      return answer
    },
    close: () => model.close(),
  }
}

const EVERY_JOB: ReadonlySet<Job> = new Set(jobs)

/** Answers the one question that has facts to word; everything else is for the rules of an agent. */
const templates: Mind = choiceMind({
  utility: { of: (_, options) => new Float64Array(options.length) },
  words: (question) => wordFacts(question.facts as ItemFacts),
})
