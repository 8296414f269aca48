import { basename, join } from 'node:path'
import { TastemakerError } from '../domain/index.ts'
import { randomStream } from '../random.ts'
import { readDocumentIfAny, readEvents, writeDocument } from '../runs/index.ts'
import { type FeedbackRow, feedbackRows, measureRound, type RoundMeasures } from './_feedback-rows.ts'
import type { CollectedChoice } from './collected-choice.ts'
import { collectChoices, type FeedbackSource } from './feedback-source.ts'
import { simulate } from './simulate.ts'
import type { SimulateRequest } from './simulate-request.ts'

/** What `feedbackLoop` is asked for: what `simulate` is, and what is learned from whom, how often. */
export interface FeedbackRequest extends Omit<SimulateRequest, 'collected'> {
  /** Rounds of visits, each after the first with recommenders trained on what was collected before; 3 unless given. */
  readonly rounds?: number
  /** `aligned` unless given. */
  readonly feedbackSource?: FeedbackSource
}

/** feedback.json: what the rounds came to. */
export interface FeedbackResult {
  readonly version: 1
  readonly data: { readonly name: string; readonly hash: string }
  readonly seed: number
  readonly source: FeedbackSource
  readonly rounds: number
  /** Round by round, in each the recommenders in order. */
  readonly rows: readonly FeedbackRow[]
}

/** Simulated choices by recommender, oldest first. */
type Collected = ReadonlyMap<string, readonly CollectedChoice[]>

/**
 * Lets recommenders learn from the viewers they served, round after round: visits, collect, train again, visits.
 *
 * Every recommender learns from its own viewers alone, on top of the same training part. Nothing else sees what was
 * collected: masks, popularity, viewers and the held-out part stay those of the log. So the same people may be shown the
 * same films with the same luck in every round, and what changes is what a recommender has learned; `random` learns
 * nothing and stays where it was. Part of a gain is that what was chosen before is shown again; `repeated` says how much.
 * Source: Zhang et al. 2024 (Agent4Rec).
 *
 * @param request `out` holds `round-1`, `round-2`, … (each a run folder) and `feedback.json`; a budget is for one round;
 * with `resume` finished rounds are kept and the one that was cut goes on
 * @throws TastemakerError config/range for rounds, and what `simulate` throws
 * @example await feedbackLoop({ data, recommenders: ['random', 'ease'], out: 'runs/loop', feedbackSource: 'watched' })
 */
export async function feedbackLoop(request: FeedbackRequest): Promise<FeedbackResult> {
  const { rounds = 3, feedbackSource: source = 'aligned', data, seed = 1 } = request
  requireRounds(rounds)
  const measured: RoundMeasures[] = []
  let collected: Collected = new Map()
  for (let round = 1; round <= rounds; round++) {
    const out = join(request.out, `round-${round}`)
    await visits(request, { out, collected, name: `round ${round} of ${rounds}` })
    measured.push(await measureRound(out, data, collected))
    collected = joined(collected, await collectChoices(readEvents(out), source), round)
  }
  const result: FeedbackResult = {
    version: 1,
    data: { name: data.name, hash: data.hash },
    seed,
    source,
    rounds,
    rows: feedbackRows(measured, randomStream(seed, 'feedback-loop')),
  }
  await writeDocument(request.out, 'feedback.json', result)
  return result
}

/** The visits of one round, unless an earlier process finished them. */
async function visits(
  request: FeedbackRequest,
  { out, collected, name }: { readonly out: string; readonly collected: Collected; readonly name: string },
): Promise<void> {
  const { rounds: _, feedbackSource: __, onProgress, answersFrom, ...rest } = request
  const before = request.resume ? ((await readDocumentIfAny(out, 'manifest.json')) as { status?: string } | null) : null
  if (before?.status === 'finished') return
  await simulate({
    ...rest,
    out,
    collected,
    resume: before !== null,
    ...(answersFrom ? { answersFrom: join(answersFrom, basename(out)) } : {}),
    ...(onProgress ? { onProgress: (step) => onProgress({ ...step, stage: `${name}: ${step.stage}` }) } : {}),
  })
}

/** Simulated time between two rounds. */
const MONTH = 30 * 86_400_000

/** What was collected so far and in this round; a person's choice of an item counts once, when it was first made. */
function joined(before: Collected, now: Collected, round: number): Collected {
  const later = [...now].map(([recommender, choices]): [string, CollectedChoice[]] => [
    recommender,
    choices.map((choice) => ({ ...choice, at: choice.at + (round - 1) * MONTH })),
  ])
  const all = new Map(before)
  for (const [recommender, choices] of later) {
    const known = new Map((before.get(recommender) ?? []).map((choice) => [`${choice.user}\n${choice.item}`, choice]))
    for (const choice of choices) {
      const key = `${choice.user}\n${choice.item}`
      if (!known.has(key)) known.set(key, choice)
    }
    all.set(recommender, [...known.values()])
  }
  return all
}

function requireRounds(rounds: number): void {
  if (Number.isInteger(rounds) && rounds >= 1) return
  throw new TastemakerError('config/range', `rounds must be a whole number from 1, got ${rounds}.`, 'Try 3.')
}

/** In one step, so that nobody reads half of it. */
