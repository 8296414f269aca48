import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import { type Job, type LanguageModel, type Mind, TastemakerError, type UserIndex } from '../domain/index.ts'
import {
  cardFits,
  forecast,
  grantedJobs,
  guarded,
  hybridMind,
  type Journal,
  languageMind,
  openJournal,
  qualifiedFor,
  systemSleep,
} from '../minds/index.ts'
import { randomStream } from '../random.ts'
import type { RunLedger } from '../runs/index.ts'
import type { Prepared } from './_prepare.ts'
import type { CallsSoFar } from './progress.ts'
import type { MindOf, SimulateRequest } from './simulate-request.ts'

/** Who decides in a run, before anything is asked. */
export interface MindPlan {
  readonly name: 'choice' | 'hybrid' | 'language' | 'own'
  /** Jobs the model was shown to be able to do on this data. */
  readonly granted: ReadonlySet<Job>
  /** False where a model decides what it was not shown to be able to decide. */
  readonly qualified: boolean
  /** People for whom a model decides beside the others. */
  readonly besideUsers: readonly UserIndex[]
}

/** Who decides, by what the request and the card say. @example mindPlan(request, prepared).granted.size */
export function mindPlan(request: SimulateRequest, prepared: Prepared): MindPlan {
  const { mind, model, card, data } = request
  const name = typeof mind === 'function' ? 'own' : (mind ?? (model ? 'hybrid' : 'choice'))
  const fits = card && (!model || cardFits(card, model, data))
  const granted = fits ? grantedJobs(card) : NONE
  return {
    name,
    granted,
    qualified: name !== 'language' || qualifiedFor(granted, VIEWER_JOBS),
    besideUsers: prepared.random
      .split('language')
      .shuffle([...prepared.panel])
      .slice(0, request.languageViewers ?? 0)
      .sort((a, b) => a - b),
  }
}

/** How viewers decide in one run, with what stands behind it. */
export interface ViewerMinds extends MindPlan {
  /** The model's name; null without one. */
  readonly model: string | null
  /** The minds of the viewers; null where the fitted utility decides. */
  readonly own: MindOf | null
  /** The minds of those for whom a model decides beside the others. */
  readonly beside: MindOf | null
  /** How many viewers are asked at once. */
  readonly lanes: number
  /** For the progress line. Given whose turn it is, with what the rest will come to by those that are done. */
  spent(turn?: Turn): { readonly calls?: CallsSoFar }
  /** Closes the journal. Returns what the calls came to; null without a model. */
  close(): Promise<RunLedger | null>
}

/**
 * Opens the minds a run asks for: the journal of the run folder around budget, limiter, retries and the model itself, in
 * this order, so that an answer that is known costs nothing.
 */
export async function viewerMinds(request: SimulateRequest, prepared: Prepared, clock: Clock): Promise<ViewerMinds> {
  const plan = mindPlan(request, prepared)
  const { name, granted, besideUsers } = plan
  const asked = name === 'language' || name === 'hybrid' || besideUsers.length > 0
  const access = asked ? await openModel(request, clock) : null
  const language = (viewer: Parameters<MindOf>[0]): Mind =>
    languageMind({
      model: stoppable(access!.model, [viewer.signal, request.signal]),
      agent: `${viewer.as}/${viewer.user}`,
    })
  const byModel: MindOf = (viewer) => language(viewer)
  const byBoth: MindOf = (viewer, utility) => hybridMind({ utility, language: language(viewer), granted })
  const owns = {
    choice: null,
    language: byModel,
    hybrid: decides(granted) ? byBoth : null,
    own: request.mind as MindOf,
  }
  return {
    ...plan,
    model: access?.model.name ?? null,
    own: owns[name],
    beside: besideUsers.length > 0 ? byModel : null,
    lanes: access?.model.concurrency ?? 1,
    spent: (turn) => (access ? { calls: { ...access.spent(), expected: access.expected(turn) } } : {}),
    close: async () => (access ? access.close() : null),
  }
}

const NONE: ReadonlySet<Job> = new Set()

/** What viewers are asked that a model can earn. */
const VIEWER_JOBS: readonly Job[] = ['taste', 'choice']

/** Whether a hybrid viewer would ask the model anything at all. @example decides(new Set(['form'])) // false */
export const decides = (granted: ReadonlySet<Job>): boolean => VIEWER_JOBS.some((job) => granted.has(job))

/** Whose visits are being made, and how far they are. */
interface Turn {
  readonly as: string
  readonly done: number
  readonly total: number
}

interface ModelAccess {
  readonly model: LanguageModel
  spent(): Omit<CallsSoFar, 'expected'>
  expected(turn: Turn | undefined): CallsSoFar['expected']
  close(): Promise<RunLedger>
}

async function openModel(request: SimulateRequest, clock: Clock): Promise<ModelAccess> {
  const replayed = request.answersFrom
  const path = join(replayed ?? request.out, 'calls.sqlite')
  if (!replayed && !request.model) {
    throw new TastemakerError(
      'config/option',
      'These viewers ask a language model, and none was given.',
      'Name one with --llm, such as local/smollm2-135m.',
    )
  }
  if (!replayed) await mkdir(request.out, { recursive: true }).catch(() => {})
  const journal = await openJournal(path, { clock, mode: replayed ? 'replay' : 'write' })
  let closed: RunLedger | undefined
  let foretold: CallsSoFar['expected'] = null
  let looked = 0
  return {
    model: replayed ? journal.model() : journalled(request.model!, journal, request, clock),
    spent: () => {
      const { calls, promptTokens, generatedTokens, money } = journal.totals(request.price)
      return { calls, tokens: promptTokens + generatedTokens, money }
    },
    expected: (turn) => {
      // Counting agents takes time; a tenth more of them is worth another look.
      if (!turn || turn.done < Math.max(5, turn.total / 100) || turn.done < 1.1 * looked) return foretold
      looked = turn.done
      const rows = journal.ledger(request.price).agents.filter(({ agent }) => agent.startsWith(`${turn.as}/`))
      const pilot = { agents: turn.done, rows: rows.slice(0, turn.done), seconds: 0 }
      const price = request.price ? { price: request.price } : {}
      const { calls, tokens, money } = forecast(pilot, { agents: turn.total, ...price })
      foretold = { calls: calls.value, tokens: tokens.value, money: money?.value ?? null }
      return foretold
    },
    close: async () => {
      if (closed) return closed
      closed = journal.ledger(request.price)
      journal.close()
      return closed
    },
  }
}

function journalled(model: LanguageModel, journal: Journal, request: SimulateRequest, clock: Clock): LanguageModel {
  const { budget, price, callsPerMinute, seed = 1, sleep = systemSleep } = request
  const asked = guarded(model, {
    clock,
    sleep,
    random: randomStream(seed, 'retries'),
    callsPerMinute,
    budget: budget && { ...budget, ...(price ? { price } : {}), spent: journal.totals() },
    onRetry: () => journal.retried(),
  })
  return journal.wrap(asked)
}

/** The same model; its calls end when one of the signals fires. */
function stoppable(model: LanguageModel, signals: readonly (AbortSignal | undefined)[]): LanguageModel {
  const signal = AbortSignal.any(signals.filter((one) => one !== undefined))
  const { name, fingerprint, concurrency, repeatable } = model
  const answer: LanguageModel['answer'] = (call) => model.answer(call, signal)
  return { name, fingerprint, concurrency, repeatable, answer, close: () => model.close() }
}
