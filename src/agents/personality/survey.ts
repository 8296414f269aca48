import { createHash } from 'node:crypto'
import { type FailureKind, MindFailure, type Scale } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { type Administration, administer, type ItemAnswer } from './administer.ts'
import type { Respondent } from './respondent.ts'

/** A question of a questionnaire. */
export type SurveyQuestion =
  | { readonly id: string; readonly type: 'choice'; readonly text: string; readonly options: readonly string[] }
  | { readonly id: string; readonly type: 'rating'; readonly text: string; readonly scale: Scale }
  | { readonly id: string; readonly type: 'text'; readonly text: string }

/** An answer to it. */
export interface SurveyAnswer {
  readonly respondent: string
  readonly question: string
  /** Null where the respondent had none. */
  readonly value: string | number | null
  readonly failure: FailureKind | null
}

/** Whom to ask, and how to ask them without touching them. */
export interface Survey<Agent> {
  readonly agents: readonly Agent[]
  /** An agent as somebody who can be asked; must not change the agent. */
  readonly answerAs: (agent: Agent) => Respondent
  /** All that makes the agent's next action what it is, as plain data. */
  readonly stateOf: (agent: Agent) => unknown
  /** How many to draw; all unless given. */
  readonly sample?: number
  readonly random: RandomStream
}

/** What a survey brought back. */
export interface Surveyed<Answer> {
  readonly answers: readonly Answer[]
  /** Respondents whose state was another one afterwards: what they do next is no longer what they would have done. */
  readonly disturbed: readonly string[]
}

/**
 * Puts a questionnaire to a sample of agents, in the middle of a run if need be, and checks that their state is the same
 * before and after.
 *
 * @returns answers in order of agents, then questions
 * @example (await survey({ agents, answerAs, stateOf, random }, questions)).disturbed.length // 0
 */
export async function survey<Agent>(
  request: Survey<Agent>,
  questions: readonly SurveyQuestion[],
): Promise<Surveyed<SurveyAnswer>> {
  return undisturbed(request, async (respondent) => {
    const answers: SurveyAnswer[] = []
    for (const question of questions) {
      const random = request.random.split('survey', respondent.id, question.id)
      answers.push(await answerOne(respondent, question, random))
    }
    return answers
  })
}

/** Puts an inventory to a sample of agents, under the same check. @example await surveyInventory(request, administration) */
export const surveyInventory = <Agent>(request: Survey<Agent>, how: Administration): Promise<Surveyed<ItemAnswer>> =>
  undisturbed(request, (respondent) => administer(respondent, how))

async function undisturbed<Agent, Answer>(
  { agents, answerAs, stateOf, sample, random }: Survey<Agent>,
  ask: (respondent: Respondent) => Promise<readonly Answer[]>,
): Promise<Surveyed<Answer>> {
  const places = agents.map((_, place) => place)
  const drawn = random
    .split('sample')
    .shuffle([...places])
    .slice(0, sample ?? agents.length)
  const answers: Answer[] = []
  const disturbed: string[] = []
  for (const place of drawn.sort((a, b) => a - b)) {
    const agent = agents[place]!
    const before = stateHash(stateOf(agent))
    const respondent = answerAs(agent)
    answers.push(...(await ask(respondent)))
    if (stateHash(stateOf(agent)) !== before) disturbed.push(respondent.id)
  }
  return { answers, disturbed }
}

/** SHA-256 of a state as JSON. @example stateHash({ mood: 0 }).length // 64 */
export const stateHash = (state: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(state) ?? 'undefined')
    .digest('hex')

async function answerOne(
  { id, mind, facts, system, said = [] }: Respondent,
  question: SurveyQuestion,
  random: RandomStream,
): Promise<SurveyAnswer> {
  const before = said.map(({ by, text }) => `- ${by === 'you' ? 'you' : 'somebody else'}: ${JSON.stringify(text)}`)
  const user = [...(before.length > 0 ? ['Said before:', ...before, ''] : []), question.text].join('\n')
  const asked = {
    type: 'survey/question',
    facts: { person: facts, question },
    prompt: () => ({ system, user }),
    random,
  }
  const answer = { respondent: id, question: question.id }
  try {
    const value =
      question.type === 'choice'
        ? (await mind.choose(asked, question.options)).picked
        : question.type === 'rating'
          ? (await mind.rate(asked, question.scale)).value
          : await mind.write(asked)
    return { ...answer, value, failure: null }
  } catch (error) {
    if (!(error instanceof MindFailure)) throw error
    return { ...answer, value: null, failure: error.kind }
  }
}
