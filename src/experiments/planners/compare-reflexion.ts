import { PLANNER_PROMPTS, react, reflexion, reflexionStrategies } from '../../agents/index.ts'
import { type Dataset, type MindCard, TastemakerError } from '../../domain/index.ts'
import { bootstrapMeans, type Interval, pairedDifference } from '../../evaluation/index.ts'
import { randomStream } from '../../random.ts'
import { type CallOptions, openCallBook } from '../_call-book.ts'
import type { OnProgress } from '../progress.ts'
import type { OnResult } from './_run-arm.ts'
import { type Approach, runSessions, type SessionRun, type SessionRunning, stepsOf, triesOf } from './_run-sessions.ts'
import { standingNotes } from './_standing-note.ts'
import { reflexionNotes, talkTable } from './_talk-table.ts'
import type { ReflexionArm, ReflexionComparison } from './reflexion-comparison.ts'
import { type Sessions, told, type WishSession, wishSessions } from './sessions.ts'
import { SHORTLIST } from './shortlist.ts'

/** What is asked for. */
export interface CompareReflexionRequest extends CallOptions {
  readonly data: Dataset
  /** People; 50 unless given. */
  readonly n?: number
  /** Tries of a session; 3 unless given. */
  readonly trials?: number
  /** Steps of a try; 6 unless given, as published. */
  readonly steps?: number
  readonly concurrency?: number
  /** The model is a rule that reads the words of a prompt. */
  readonly scripted?: boolean
  /** What the model was shown to be able to do on these data; tables say where it was not. */
  readonly card?: MindCard | null
  readonly signal?: AbortSignal
  readonly onProgress?: OnProgress
  readonly onResult?: OnResult
}

/**
 * ReAct against Reflexion where it matters: a simulated person with a hidden wish says yes, or no and why, and may be offered something
 * else.
 *
 * ReAct has one try. Reflexion has several with each of its strategies; `none` draws again without reflecting, and a row of our own
 * is told the replies and does not reflect: what is left is reflection. After a yes the wish changes, and the tries to the next one
 * are counted with and without what was learned.
 *
 * @throws {TastemakerError} what `wishSessions` throws; `config/range` for fewer than two tries; `runtime/interrupted` when the signal
 *   fires
 * @example await compareReflexion({ data, model, clock: systemClock, n: 20 })
 */
export async function compareReflexion(request: CompareReflexionRequest): Promise<ReflexionComparison> {
  const {
    data,
    model,
    clock,
    seed = 1,
    n = 50,
    trials = 3,
    steps = 6,
    concurrency,
    signal,
    onProgress,
    onResult,
  } = request
  if (!Number.isInteger(trials) || trials < 2) {
    throw new TastemakerError('config/range', `trials must be a whole number from 2, got ${trials}.`, 'Try 3.')
  }
  const sessions = wishSessions(data, n, randomStream(seed, 'wishes'))
  const first = sessions.people.map((person) => person.first)
  const book = await openCallBook(request)
  const how: SessionRunning = {
    book,
    clock,
    seed,
    lanes: concurrency ?? model.concurrency,
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
    ...(onResult ? { onResult } : {}),
  }
  try {
    const runs = new Map<string, readonly SessionRun[]>()
    for (const approach of approachesOf(trials, steps)) runs.set(approach.name, await runSessions(approach, first, how))
    const again = await recover(sessions, runs.get(REFLEXION)!, { trials, steps }, how)
    const measure = measuring({ trials, seed, times: book.times(), ...(request.price ? { price: request.price } : {}) })
    return comparisonOf(request, { sessions, runs, again, measure, trials })
  } catch (error) {
    if (!signal?.aborted) throw error
    const hint = request.out === undefined ? undefined : 'The same command again goes on where it was.'
    throw new TastemakerError('runtime/interrupted', 'The comparison was interrupted.', hint)
  } finally {
    book.close()
  }
}

const REACT = 'react, one try'
const REPLIES = 'react, told the replies'
const NONE = 'reflexion: none'
const REFLEXION = 'reflexion: reflexion'
const BOTH = 'reflexion: last-attempt-and-reflexion'

function approachesOf(trials: number, steps: number): readonly Approach[] {
  return [
    { name: REACT, planner: react({ steps }) },
    { name: REPLIES, planner: react({ steps }), tellReplies: trials },
    ...reflexionStrategies.map((strategy) => ({
      name: `reflexion: ${strategy}`,
      planner: reflexion({ trials, steps, strategy }),
    })),
  ]
}

/** Second sessions, of the people who said yes in the first. */
interface Again {
  readonly react: readonly SessionRun[]
  readonly without: readonly SessionRun[]
  readonly with: readonly SessionRun[]
}

async function recover(
  { people }: Sessions,
  before: readonly SessionRun[],
  { trials, steps }: { readonly trials: number; readonly steps: number },
  how: SessionRunning,
): Promise<Again> {
  const places = people.flatMap((_, place) => (before[place]!.success ? [place] : []))
  const second = places.map((place): WishSession => people[place]!.second)
  const informed = places.map((place) => told(people[place]!.second, before[place]!.lessons))
  const planner = reflexion({ trials, steps })
  return {
    react: await runSessions({ name: 'new wish, react', planner: react({ steps }) }, second, how),
    without: await runSessions({ name: 'new wish, reflexion', planner }, second, how),
    with: await runSessions({ name: 'new wish, reflexion with lessons', planner }, informed, how),
  }
}

interface Measuring {
  readonly trials: number
  readonly seed: number
  readonly times: ReadonlyMap<string, number>
  readonly price?: CallOptions['price']
}

function measuring({ trials, seed, times, price }: Measuring) {
  const random = randomStream(seed, 'reflexion-intervals')
  const column = (runs: readonly SessionRun[], of: (run: SessionRun) => number) => Float64Array.from(runs, of)
  const triesTo = (run: SessionRun): number => run.trials ?? trials + 1
  return {
    random,
    arm(name: string, runs: readonly SessionRun[]): ReflexionArm {
      const steps = runs.map(stepsOf)
      const [first, within, tries, stepsATry, focus, structure] = bootstrapMeans(
        [
          column(runs, (run) => Number(run.trials === 1)),
          column(runs, ({ success }) => Number(success)),
          column(runs, triesTo),
          Float64Array.from(steps, ({ count }, place) => count / triesOf(runs[place]!)),
          Float64Array.from(steps, (one) => one.focus),
          Float64Array.from(steps, (one) => one.structure),
        ],
        { random: random.split('people') },
      ) as [Interval, Interval, Interval, Interval, Interval, Interval]
      const results = runs.flatMap((run) => run.results)
      const sum = (of: (cost: (typeof results)[number]['cost']) => number) =>
        results.reduce((total, { cost }) => total + of(cost), 0)
      const [prompt, generated] = [sum((cost) => cost.promptTokens), sum((cost) => cost.generatedTokens)]
      const milliseconds = runs
        .map(({ calls }) => calls.reduce((total, call) => total + (times.get(call) ?? Number.NaN), 0))
        .filter((value) => !Number.isNaN(value))
        .sort((a, b) => a - b)
      return {
        name,
        sessions: runs.length,
        first,
        within,
        trials: tries,
        steps: stepsATry,
        focus,
        structure,
        failures: failuresOf(results),
        calls: sum((cost) => cost.calls) / runs.length,
        tokens: (prompt + generated) / runs.length,
        secondsP50: milliseconds.length === 0 ? null : milliseconds[Math.floor((milliseconds.length - 1) / 2)]! / 1000,
        money: price ? (prompt * price.perMillionPrompt + generated * price.perMillionGenerated) / 1e6 : null,
      }
    },
    successDifference: (a: readonly SessionRun[], b: readonly SessionRun[]): Interval =>
      pairedDifference(
        column(a, ({ success }) => Number(success)),
        column(b, ({ success }) => Number(success)),
        { random: random.split('pairs') },
      ),
    triesDifference: (a: readonly SessionRun[], b: readonly SessionRun[]): Interval =>
      pairedDifference(column(a, triesTo), column(b, triesTo), { random: random.split('pairs') }),
    stepsDifference: (a: readonly SessionRun[], b: readonly SessionRun[], of: 'focus' | 'structure'): Interval =>
      pairedDifference(
        column(a, (run) => stepsOf(run)[of]),
        column(b, (run) => stepsOf(run)[of]),
        { random: random.split('pairs') },
      ),
  }
}

function failuresOf(results: readonly SessionRun['results'][number][]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { answer, failure } of results) {
    if (answer === null) counts[failure?.kind ?? 'unparseable'] = (counts[failure?.kind ?? 'unparseable'] ?? 0) + 1
  }
  return counts
}

interface Compared {
  readonly sessions: Sessions
  readonly runs: ReadonlyMap<string, readonly SessionRun[]>
  readonly again: Again
  readonly measure: ReturnType<typeof measuring>
  readonly trials: number
}

function comparisonOf(
  request: CompareReflexionRequest,
  { sessions, runs, again, measure, trials }: Compared,
): ReflexionComparison {
  const { data, model, seed = 1, scripted = false } = request
  const of = (name: string) => runs.get(name)!
  const succeeded = again.without.length
  const second = (name: string, some: readonly SessionRun[]) => (some.length === 0 ? null : measure.arm(name, some))
  const made = {
    version: 1 as const,
    data: { name: data.name, hash: data.hash },
    model: { name: model.name, fingerprint: model.fingerprint, scripted },
    protocol: {
      people: sessions.people.length,
      skipped: sessions.skipped,
      trials,
      shortlist: SHORTLIST.length,
      good: SHORTLIST.good,
      seed,
      labels: 'simulated' as const,
      tools: sessions.people[0]!.first.tools.map(({ name }) => name),
      prompts: PLANNER_PROMPTS,
    },
    chance: chanceOf(sessions),
    arms: [...runs].map(([name, some]) => measure.arm(name, some)),
    learning: {
      reflexionMinusNone: measure.successDifference(of(REFLEXION), of(NONE)),
      reflexionMinusReplies: measure.successDifference(of(REFLEXION), of(REPLIES)),
      bothMinusNone: measure.successDifference(of(BOTH), of(NONE)),
    },
    recovery: {
      people: succeeded,
      react: second(REACT, again.react),
      without: second('reflexion', again.without),
      with: second('reflexion with lessons', again.with),
      trialsSaved: succeeded === 0 ? null : measure.triesDifference(again.with, again.without),
    },
  }
  const gaps = {
    focus: measure.stepsDifference(of(REFLEXION), of(REACT), 'focus'),
    structure: measure.stepsDifference(of(REFLEXION), of(REACT), 'structure'),
  }
  const arms = {
    react: made.arms.find(({ name }) => name === REACT)!,
    reflexion: made.arms.find(({ name }) => name === REFLEXION)!,
  }
  const standing = scripted ? [] : standingNotes(model, request.card ?? null, 'choice', data.name)
  return { ...made, table: talkTable(made, arms, gaps), notes: [...standing, ...reflexionNotes(made)] }
}

/** The mean share of a first shortlist that the person would take. */
function chanceOf({ people }: Sessions): number {
  const shares = people.map(({ first: { task, accepts } }) => {
    const labels = task.answer.type === 'label' ? task.answer.labels : []
    return labels.filter((label) => accepts(label)).length / labels.length
  })
  return shares.reduce((sum, share) => sum + share, 0) / shares.length
}
