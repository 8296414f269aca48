import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import type { LanguageModel, ModelCall } from '../domain/index.ts'
import { type Budget, guarded, type Journal, openJournal, type Price, type Sleep, systemSleep } from '../minds/index.ts'
import { randomStream } from '../random.ts'
import type { CallsSoFar } from './progress.ts'

/** How calls are made and kept. */
export interface CallOptions {
  readonly model: LanguageModel
  /** A folder for `calls.sqlite`: what was answered once is never asked again. Nothing is kept without it. */
  readonly out?: string
  readonly clock: Clock
  readonly sleep?: Sleep
  readonly seed?: number
  readonly price?: Price
  /** Of all calls together. */
  readonly budget?: Omit<Budget, 'price' | 'spent'>
  readonly callsPerMinute?: number
}

/** The model as everybody asks it, with what its calls took. */
export interface CallBook {
  readonly model: LanguageModel
  /** A model that notes down its calls, for one task. */
  noting(): { readonly model: LanguageModel; readonly calls: readonly string[] }
  /** Milliseconds of noted calls, from whoever asked first. */
  times(): ReadonlyMap<string, number>
  spent(): CallsSoFar
  close(): void
}

/**
 * Opens the book: the journal around budget, limiter, retries and the model.
 *
 * Times come from the journal, so that a comparison that was stopped and went on tells the same as one that was not, and a call that
 * two planners share took as long for both.
 */
export async function openCallBook(options: CallOptions): Promise<CallBook> {
  const { model, out, clock, sleep = systemSleep, seed = 1, price, budget, callsPerMinute } = options
  if (out !== undefined) await mkdir(out, { recursive: true })
  const journal = out === undefined ? null : await openJournal(join(out, 'calls.sqlite'), { mode: 'write', clock })
  const counted = { calls: 0, tokens: 0 }
  const measured = new Map<string, number>()
  const asked = guarded(model, {
    clock,
    sleep,
    random: randomStream(seed, 'retries'),
    callsPerMinute,
    budget: budget && { ...budget, ...(price ? { price } : {}), ...(journal ? { spent: journal.totals() } : {}) },
    ...(journal ? { onRetry: () => journal.retried() } : {}),
  })
  const kept = journal ? journal.wrap(asked) : measuring(asked, clock, measured)
  return {
    model: kept,
    noting() {
      const calls: string[] = []
      const answer: LanguageModel['answer'] = async (call, signal) => {
        const said = await kept.answer(call, signal)
        calls.push(nameOf(call))
        counted.calls++
        counted.tokens += said.usage.promptTokens + said.usage.generatedTokens
        return said
      }
      return { model: { ...facts(kept), answer }, calls }
    },
    times: () => (journal ? timesIn(journal) : measured),
    spent() {
      const money = journal?.totals(price).money ?? null
      return { ...counted, money, expected: null }
    },
    close: () => journal?.close(),
  }
}

/** A model without its stream. */
function facts({ name, fingerprint, concurrency, repeatable, close }: LanguageModel) {
  return { name, fingerprint, concurrency, repeatable, close }
}

function measuring(model: LanguageModel, clock: Clock, times: Map<string, number>): LanguageModel {
  const answer: LanguageModel['answer'] = async (call, signal) => {
    const started = clock.elapsed()
    const said = await model.answer(call, signal)
    times.set(nameOf(call), clock.elapsed() - started)
    return said
  }
  return { ...facts(model), answer }
}

function timesIn(journal: Journal): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const { call, milliseconds } of journal.entries()) times.set(nameOf(call), milliseconds)
  return times
}

/** What identifies an answer, in few letters: who asked does not. */
const nameOf = ({ system, user, wanted, temperature, seed }: ModelCall): string =>
  createHash('sha256')
    .update(JSON.stringify([system, user, wanted, temperature, seed]))
    .digest('base64url')
