import { type Clock, systemClock } from '../../clock.ts'
import type { CallsSoFar, OnProgress } from '../progress.ts'
import { actGains } from './_act-rows.ts'
import { controlRows } from './_control-rows.ts'
import { learnInSteps } from './_learning.ts'
import { proxyArms } from './_proxy-arms.ts'
import { inRounds } from './_rounds.ts'
import { type SettingParts, settingOf } from './_setting.ts'
import { attemptShares, gateSummary, regretOf } from './_summaries.ts'
import type { RahReport } from './report.ts'
import { rahSentences } from './sentences.ts'

/** What is studied. */
export interface RahRequest extends SettingParts {
  /** After how many lessons Act is measured, beside the last. */
  readonly lessons?: readonly number[]
  /** Items of a recommendation; 30 unless given. */
  readonly recommended?: number
  readonly clock?: Clock
  /** What the mind's model was asked so far. */
  readonly spent?: () => CallsSoFar
  readonly onProgress?: OnProgress
}

/** Rounds of recommending, answering for people, and learning again. */
const ROUNDS = 3
const LESSONS = [0, 1, 3, 5, 10] as const

/**
 * Does an assistant know people, and does what it says on their behalf help a recommender? On held-out feedback of real people, beside
 * the controls that need no assistant.
 *
 * @throws what `studyPeople` throws
 * @example (await rahStudy({ data, n: 60, seed: 1 })).sentences
 */
export async function rahStudy(request: RahRequest): Promise<RahReport> {
  const { seed = 1, clock = systemClock, recommended = 30, spent = () => NOTHING_SPENT, onProgress } = request
  const stage = (name: string, share = 0): void =>
    onProgress?.({ stage: name, done: Math.round(100 * share), total: 100, unit: '%', calls: spent() })
  const setting = settingOf(request)
  const { people, drawing, options, mind } = setting
  const points = request.lessons ?? (mind.does('taste') ? [0] : LESSONS)

  stage('learn')
  const onStep = (share: number): void => stage('learn', share)
  const { assistant, rows, learned, cost } = await learnInSteps(setting, { points, clock, spent, onStep })
  stage('controls')
  const others = await controlRows(setting, assistant)
  stage('recommend')
  const proxies = await proxyArms(setting, assistant, recommended)
  stage('learn again')
  const rounds = await inRounds({ people, assistant, recommended, drawing, ...proxies, first: proxies.always }, ROUNDS)
  const regret = await regretOf({ ...setting, assistant, dropped: proxies.dropped })

  const report: Omit<RahReport, 'sentences'> = {
    version: 1,
    data: setting.data.name,
    mind: mind.name,
    seed,
    people: people.length,
    eligible: setting.eligible,
    options,
    notes: setting.notes,
    act: [...rows, ...others].map(({ columns: _, ...row }) => row),
    gains: actGains(rows.at(-1)!, others, drawing),
    attempts: attemptShares(learned, options, drawing),
    gates: gateSummary(proxies.gates, drawing),
    arms: proxies.arms.map(({ columns: _, ...row }) => row),
    alwaysOverRandom: proxies.alwaysOverRandom,
    rounds,
    regret,
    cost: { ...cost, calls: spent().calls },
    log: countsOf(assistant.log),
  }
  return { ...report, sentences: rahSentences(report) }
}

const NOTHING_SPENT: CallsSoFar = { calls: 0, tokens: 0, money: null, expected: null }

/** How often each kind of event happened. */
const countsOf = (log: readonly { readonly type: string }[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(log, ({ type }) => type)].map(([type, events]) => [type, events.length]))
