import type { Clock } from '../../clock.ts'
import type { Planner, PlannerResult, TranscriptNode } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { inOrder } from '../../scale/index.ts'
import type { CallBook } from '../_call-book.ts'
import type { OnProgress } from '../progress.ts'
import type { OnResult } from './_run-arm.ts'
import { told, type WishSession } from './sessions.ts'

/** With what sessions are run. */
export interface SessionRunning {
  readonly book: CallBook
  readonly clock: Clock
  readonly seed: number
  readonly lanes: number
  readonly signal?: AbortSignal
  readonly onProgress?: OnProgress
  readonly onResult?: OnResult
}

/** What one session came to. */
export interface SessionRun {
  readonly success: boolean
  /** Tries until the yes; null without one. */
  readonly trials: number | null
  readonly results: readonly PlannerResult[]
  readonly calls: readonly string[]
  /** What may be brought along to the next session: offers with their replies, and reflections. */
  readonly lessons: readonly string[]
}

/** How a session is gone about. */
export interface Approach {
  readonly name: string
  readonly planner: Planner
  /** The planner is run again and again, each time told what was refused and why: no reflection takes part. */
  readonly tellReplies?: number
}

/** Runs an approach on sessions, in their order. */
export async function runSessions(
  approach: Approach,
  sessions: readonly WishSession[],
  how: SessionRunning,
): Promise<readonly SessionRun[]> {
  const { book, lanes, onProgress, onResult } = how
  const runs: SessionRun[] = []
  const tell = () =>
    onProgress?.({
      stage: approach.name,
      done: runs.length,
      total: sessions.length,
      unit: 'sessions',
      calls: book.spent(),
    })
  tell()
  for await (const run of inOrder(lanes, sessions, (session, stop) => runSession(approach, session, how, stop))) {
    const { task } = sessions[runs.length]!
    for (const result of run.results) onResult?.({ row: approach.name, task, result })
    runs.push(run)
    tell()
  }
  return runs
}

async function runSession(
  approach: Approach,
  session: WishSession,
  how: SessionRunning,
  stop: AbortSignal,
): Promise<SessionRun> {
  const { book, seed, clock, signal } = how
  const { planner, tellReplies } = approach
  const { model, calls } = book.noting()
  const random = randomStream(seed, 'planner-sessions')
  const run = ({ task, tools, person }: WishSession, trial = 1) =>
    planner.run(task, {
      model,
      tools,
      // A second try that drew the same as the first would be no second draw.
      random: trial === 1 ? random : random.split('trial', trial),
      elapsed: clock.elapsed,
      ...(planner.needsEvaluator ? { evaluator: person } : {}),
      agent: approach.name,
      signal: signal ? AbortSignal.any([signal, stop]) : stop,
    })
  if (tellReplies === undefined) {
    const result = await run(session)
    const success = session.accepts(result.answer)
    const count = result.details['trials']
    return {
      success,
      trials: success ? (typeof count === 'number' ? count : 1) : null,
      results: [result],
      calls,
      lessons: lessonsOf(session, result),
    }
  }
  const results: PlannerResult[] = []
  const said: string[] = []
  for (let trial = 1; trial <= tellReplies; trial++) {
    const result = await run(told(session, said), trial)
    results.push(result)
    if (session.accepts(result.answer)) return { success: true, trials: trial, results, calls, lessons: said }
    const { reason } = await session.person.judge(session.task, result.answer, model.answer)
    said.push(refusal(String(result.answer ?? 'Nothing'), reason))
  }
  return { success: false, trials: null, results, calls, lessons: said }
}

/** A refusal in words. @example refusal('c3', 'Too old for me.') // 'c3 was refused: "Too old for me."' */
const refusal = (offer: string, reason: string): string => `${offer} was refused: ${JSON.stringify(reason)}`

/** Offers with their replies, and reflections, in the order they came; short ids are put into titles, since the next shortlist has its own. */
function lessonsOf({ titleOf, accepts }: WishSession, { transcript, answer }: PlannerResult): string[] {
  const titled = (text: string): string => text.replaceAll(/\bc\d+\b/g, (id) => JSON.stringify(titleOf(id)))
  const lines: string[] = []
  for (const node of transcript) {
    if (node.step === 'reflect' && node.thought !== undefined) lines.push(titled(node.thought))
    const reason = node.step === 'judge' ? /^refused: (.*)$/.exec(node.observation ?? '')?.[1] : undefined
    if (reason === undefined) continue
    const offer = transcript.find((one) => one.answer !== undefined && isBelow(transcript, one, node.parent!))?.answer
    lines.push(refusal(offer === undefined ? 'Nothing' : JSON.stringify(titleOf(String(offer))), reason))
  }
  return accepts(answer) ? [...lines, `They took ${JSON.stringify(titleOf(String(answer)))}.`] : lines
}

function isBelow(transcript: readonly TranscriptNode[], node: TranscriptNode, root: number): boolean {
  for (let at: number | null = node.id; at !== null; at = transcript[at]!.parent) if (at === root) return true
  return false
}

/** Steps of a session: how many, the share that used a tool, and the share that came in the form asked for at once. */
export function stepsOf({ results }: SessionRun): {
  readonly count: number
  readonly focus: number
  readonly structure: number
} {
  const steps = results
    .flatMap(({ transcript }) => transcript)
    .filter(({ step, calls }) => (step === 'act' || step === 'finish') && calls > 0)
  const share = (holds: (node: TranscriptNode) => boolean): number =>
    steps.length === 0 ? Number.NaN : steps.filter(holds).length / steps.length
  return {
    count: steps.length,
    focus: share(({ action }) => action !== undefined && action.tool !== 'finish'),
    structure: share(({ calls, failure }) => calls === 1 && failure === undefined),
  }
}

/** Tries that a session took, those that failed before an answer included. */
export const triesOf = ({ results }: SessionRun): number =>
  results.reduce(
    (sum, { transcript }) => sum + Math.max(1, transcript.filter(({ step }) => step === 'trial').length),
    0,
  )
