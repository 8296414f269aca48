import { systemClock } from '../../clock.ts'
import { type Job, type JobResult, type Mind, type MindCard, TastemakerError } from '../../domain/index.ts'
import { nearest } from '../../nearest.ts'
import { inOrder } from '../../scale/index.ts'
import { VERSION } from '../../version.ts'
import { requireEnoughEvents } from '../_power.ts'
import { type Finding, judge, type Prerequisite } from './_finding.ts'
import { fill, openSheet, type Sheet, type Slot } from './_sheet.ts'
import { openStudy, type Study } from './_study.ts'
import { choiceGate } from './choice-gate.ts'
import { formGate } from './form-gate.ts'
import { BOUNDS, GATES, gateOf } from './gates.ts'
import { historyGate } from './history-gate.ts'
import { intentGate } from './intent-gate.ts'
import { moodGate } from './mood-gate.ts'
import { personaGate } from './persona-gate.ts'
import { PROMPTS } from './prompts.ts'
import { rankingGate } from './ranking-gate.ts'
import type { QualifyRequest } from './request.ts'
import { slotsGate } from './slots-gate.ts'
import { stabilityGate } from './stability-gate.ts'
import { tasteGate } from './taste-gate.ts'
import { toolsGate } from './tools-gate.ts'
import { wordingGate } from './wording-gate.ts'

/**
 * Examines a mind: what may it decide on these data?
 *
 * Each gate asks a fixed number of questions, about people whose later ratings are held out or about texts, and compares the
 * answers with those of cheap rules. The mind is told facts and words; what is right stays here. All questions are planned
 * first and asked person by person. Taste, choice and ranking are granted only where history use is shown too.
 *
 * @returns the card; a gate that is not passed says why, and how many people would be needed
 * @throws TastemakerError model/unsupported for data without ratings, data/under-powered for a handful of events,
 *   config/range for a bad number, config/unknown-name for a gate there is none of, runtime/interrupted when the signal fires
 * @example (await qualify({ mind, model: { name: 'mine', fingerprint: '1' }, data })).jobs[0]?.verdict
 */
export async function qualify(request: QualifyRequest): Promise<MindCard> {
  const { model, data, seed = 1, clock = systemClock } = request
  const lanes = wholeNumber('concurrency', request.concurrency ?? 1)
  const most = request.n === undefined ? Number.POSITIVE_INFINITY : wholeNumber('n', request.n)
  requireEnoughEvents(data)
  const jobs = jobsOf(request.gates)
  const study = openStudy(data, seed)
  const sheet = openSheet(study)
  const plans = new Map(
    jobs.map((job) => [job, planOf(job, study, sheet, Math.min(gateOf(job).n, most), request)] as const),
  )
  await askAll(sheet, request, lanes)
  const findings: Finding[] = []
  for (const plan of plans.values()) findings.push(await plan())
  return {
    version: 1,
    model: model.name,
    fingerprint: model.fingerprint,
    data: { name: data.name, hash: data.hash },
    seed,
    prompts: PROMPTS,
    tastemaker: VERSION,
    madeAt: new Date(clock.now()).toISOString(),
    jobs: judged(findings),
  }
}

/** Asks everything on the sheet, each person's questions in one lane. */
async function askAll(sheet: Sheet, request: QualifyRequest, lanes: number): Promise<void> {
  const groups = sheet.groups()
  const total = groups.flat().length
  const stage = `ask ${request.model.name}`
  let done = 0
  const asked = inOrder(lanes, groups, async (group, stopped) => {
    for (const slot of group) {
      stopped.throwIfAborted()
      await ask(slot, request.mind, request, { stage, done, total })
      done++
    }
  })
  for await (const _ of asked);
  request.onProgress?.({ stage, done, total, unit: 'questions' })
}

/** Puts one question, unless the signal has fired; what fails because of it is an interruption. */
async function ask(
  slot: Slot<unknown>,
  mind: Mind,
  { signal, model, onProgress }: QualifyRequest,
  at: { readonly stage: string; readonly done: number; readonly total: number },
): Promise<void> {
  onProgress?.({ ...at, unit: 'questions' })
  try {
    signal?.throwIfAborted()
    await fill(slot, mind)
    signal?.throwIfAborted()
  } catch (error) {
    if (!signal?.aborted) throw error
    throw new TastemakerError(
      'runtime/interrupted',
      `Qualifying ${model.name} was interrupted after ${at.done} of ${at.total} questions.`,
      'Ask for the same again: with a journal it goes on where it was.',
      { cause: error },
    )
  }
}

/** Plans a gate; what it returns is called when the sheet is answered. */
function planOf(
  job: Job,
  study: Study,
  sheet: Sheet,
  n: number,
  request: QualifyRequest,
): () => Finding | Promise<Finding> {
  if (job !== 'stability') return PLANS[job](study, sheet, n)
  const { mind, fresh = mind, model, clock = systemClock, speedBudget: budget = BOUNDS.speed, usage } = request
  return () =>
    stabilityGate(study, n, {
      ask: (slot, done, total) => ask(slot, fresh, request, { stage: `ask ${model.name} again`, done, total }),
      clock,
      budget,
      ...(usage ? { usage } : {}),
    })
}

const PLANS = {
  form: formGate,
  history: historyGate,
  taste: tasteGate,
  choice: choiceGate,
  ranking: rankingGate,
  mood: moodGate,
  tools: toolsGate,
  intent: intentGate,
  slots: slotsGate,
  persona: personaGate,
  wording: wordingGate,
}

/** Jobs that mean nothing where the mind does not use the person's history. */
const NEEDS_HISTORY: readonly Job[] = ['taste', 'choice', 'ranking']

function judged(findings: readonly Finding[]): JobResult[] {
  const history = findings.find(({ job }) => job === 'history')
  const first = prerequisite(history && judge(history))
  return findings.map((finding) => judge(finding, NEEDS_HISTORY.includes(finding.job) ? first : undefined))
}

function prerequisite(history: JobResult | undefined): Prerequisite {
  if (!history) return { verdict: 'not-shown', words: 'history use was not examined, which this needs first' }
  const words =
    history.verdict === 'test-only' ? 'history use was shown below its gate only' : 'history use was not shown'
  return { verdict: history.verdict, words }
}

/** The gates asked for, in the order of the card. */
function jobsOf(gates: readonly string[] | undefined): Job[] {
  const jobs = GATES.map(({ job }) => job)
  const wrong = gates?.find((name) => !jobs.includes(name as Job))
  if (wrong === undefined) return jobs.filter((job) => gates?.includes(job) ?? true)
  const near = nearest(wrong, jobs)
  throw new TastemakerError(
    'config/unknown-name',
    `There is no gate "${wrong}".`,
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `The gates: ${jobs.join(', ')}.`,
  )
}

function wholeNumber(name: string, value: number): number {
  if (Number.isInteger(value) && value >= 1) return value
  throw new TastemakerError('config/range', `${name} must be a whole number from 1, got ${value}.`)
}
