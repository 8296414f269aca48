import { type AgentMind, agentMind, type ConversationStart } from '../../agents/index.ts'
import { type Conversation, type Job, type LanguageModel, TastemakerError } from '../../domain/index.ts'
import { recommendingAgent } from '../../systems/index.ts'

/** Somebody who can be talked to, as a row of a comparison. */
export interface TalkingAgent {
  /** With its options and its mind, as in tables. */
  readonly name: string
  /** Null where no system of minds is behind it. */
  readonly mind: AgentMind['name'] | null
  open(start: ConversationStart): Conversation
}

/** Which systems talk, and who decides in them. */
export interface TalkingAgentsRequest {
  /** Names with options, such as `interecagent`. */
  readonly systems: readonly string[]
  readonly minds: readonly AgentMind['name'][]
  readonly model?: LanguageModel | null
  /** Jobs that the model's card grants; for `hybrid`. */
  readonly granted?: ReadonlySet<Job>
}

/**
 * Makes every named system with every mind.
 *
 * @throws {TastemakerError} `config/unknown-name` for a system that is none, `config/option` for one that holds no conversations or a
 *   mind without a model
 * @example talkingAgents({ systems: ['interecagent'], minds: ['choice'] })[0]?.name // 'interecagent, choice'
 */
export function talkingAgents(request: TalkingAgentsRequest): readonly TalkingAgent[] {
  const { systems, minds, model = null, granted } = request
  return systems.flatMap((system) =>
    minds.map((mind): TalkingAgent => {
      const agent = recommendingAgent(system, agentMind(mind, { model, ...(granted ? { granted } : {}) }))
      const { open } = agent
      if (!open) {
        throw new TastemakerError(
          'config/option',
          `${agent.name} holds no conversations.`,
          `It does: ${agent.tasks.join(', ')}.`,
        )
      }
      return { name: `${agent.name}, ${mind}`, mind, open: (start) => open.call(agent, start) }
    }),
  )
}
