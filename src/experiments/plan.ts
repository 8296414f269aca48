import { type Clock, systemClock } from '../clock.ts'
import type { Mind, Question, UserIndex } from '../domain/index.ts'
import { scalePoints } from '../minds/index.ts'
import { prepare } from './_prepare.ts'
import { decides, type MindPlan, mindPlan } from './_viewer-minds.ts'
import { visitor } from './_visiting.ts'
import { setupOf } from './_visits.ts'
import type { SimulateRequest } from './simulate-request.ts'

/** What a simulation would come to. */
export interface SimulationPlan {
  readonly people: number
  readonly controlPeople: number
  readonly languagePeople: number
  readonly recommenders: readonly string[]
  readonly mind: MindPlan['name']
  readonly model: string | null
  readonly granted: readonly string[]
  /** Calls of the model in visits and in the alignment test; 0 without one. */
  readonly calls: number
  readonly promptTokens: number
  readonly generatedTokens: number
  /** By the price given; null without one. */
  readonly money: number | null
  /** By the seconds a call took when the model was qualified; null where that was never measured. */
  readonly seconds: number | null
  /** On how many people the calls were counted. */
  readonly countedOn: number
  readonly assumptions: readonly string[]
}

/** People on whom calls are counted at most. */
const SAMPLE = 40
/** Rough size of English text; and of what is put around a question, and of one sentence. */
const CHARACTERS_PER_TOKEN = 4
const FORM_TOKENS = 20
const SENTENCE_TOKENS = 30

/**
 * Resolves a whole simulation and stops before the first call of a model.
 *
 * Calls are counted, not guessed: the viewers for whom a model would decide make their visits by the fitted utility, every
 * question is rendered as the model would see it, and measured.
 *
 * @throws TastemakerError what `simulate` throws before its first visit
 * @example (await planSimulation(request)).calls
 */
export async function planSimulation(request: SimulateRequest): Promise<SimulationPlan> {
  const clock: Clock = request.clock ?? systemClock
  const prepared = await prepare(request, clock)
  const plan = mindPlan(request, prepared)
  const own = plan.name === 'language' || (plan.name === 'hybrid' && decides(plan.granted))
  const asked = own ? prepared.panel : plan.besideUsers
  const counted = asked.slice(0, SAMPLE)
  const tally = { calls: 0, characters: 0, generated: 0 }
  if (counted.length > 0) {
    const visit = visitor(setupOf(request, prepared))
    const counts = (question: Question): boolean => !own || plan.name === 'language' || granted(question, plan)
    const viewers = counted.map((user: UserIndex) => ({ user, taste: user }))
    const met = own ? undefined : request.languageRecommenders
    const shard = { as: 'viewer' as const, habits: null, viewers, ...(met ? { recommenders: met } : {}) }
    await visit(shard, (_, utility) => countingMind(utility, counts, tally))
  }
  const scale = counted.length === 0 ? 0 : asked.length / counted.length
  const align = own || asked.length > 0 ? alignmentCalls(asked.length, own) : 0
  const perCall = tally.calls === 0 ? 0 : tally.characters / CHARACTERS_PER_TOKEN / tally.calls + FORM_TOKENS
  const calls = Math.round(tally.calls * scale + align)
  const promptTokens = Math.round(calls * perCall)
  const generatedTokens = Math.round(tally.generated * scale)
  const lanes = request.model?.concurrency ?? 1
  const callSeconds = secondsPerCall(request)
  return {
    people: prepared.panel.length,
    controlPeople: prepared.controlPanel.length,
    languagePeople: plan.besideUsers.length,
    recommenders: request.recommenders,
    mind: plan.name,
    model: request.model?.name ?? null,
    granted: [...plan.granted],
    calls,
    promptTokens,
    generatedTokens,
    money: request.price
      ? (promptTokens * request.price.perMillionPrompt + generatedTokens * request.price.perMillionGenerated) / 1e6
      : null,
    seconds: calls === 0 ? 0 : callSeconds === null ? null : (calls * callSeconds) / lanes,
    countedOn: counted.length,
    assumptions:
      calls === 0
        ? []
        : [
            'Viewers of the model stay and watch as the fitted utility would.',
            `${CHARACTERS_PER_TOKEN} characters a token, ${SENTENCE_TOKENS} tokens a sentence said.`,
            'Nothing is in the journal yet, and nothing has to be asked twice.',
          ],
  }
}

const granted = ({ job }: Question, plan: MindPlan): boolean => job !== undefined && plan.granted.has(job)

/** Lists of 20 items at 1:1: viewers with both kinds of rivals, as themselves and as a stranger; those beside with one. */
const alignmentCalls = (people: number, own: boolean): number => people * 20 * (own ? 4 : 1)

function secondsPerCall({ card }: SimulateRequest): number | null {
  const typical = card?.jobs.find(({ job }) => job === 'stability')?.details['p50 ms']
  return typeof typical === 'number' ? typical / 1000 : null
}

/** A mind that lets the utility decide and writes down what a model would have been asked. */
function countingMind(
  utility: Mind,
  counts: (question: Question) => boolean,
  tally: { calls: number; characters: number; generated: number },
): Mind {
  const count = (question: Question, options: readonly string[], generated: number): void => {
    if (!counts(question)) return
    const { system, user } = question.prompt()
    tally.calls++
    tally.characters += system.length + user.length + options.join(', ').length
    tally.generated += generated
  }
  return {
    name: utility.name,
    choose: async (question, options) => {
      count(question, options, 1)
      return utility.choose(question, options)
    },
    rate: async (question, scale) => {
      count(question, scalePoints(scale).map(String), 1)
      return utility.rate(question, scale)
    },
    write: async (question) => {
      count(question, [], SENTENCE_TOKENS)
      return utility.write(question)
    },
    extract: async (question, schema) => {
      count(question, [], SENTENCE_TOKENS)
      return utility.extract(question, schema)
    },
  }
}
