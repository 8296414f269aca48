import {
  type LanguageModel,
  type ModelCall,
  type ModelUsage,
  TastemakerError,
  type Wanted,
} from '../../domain/index.ts'
import { unlessAborted } from './_unless-aborted.ts'
import { moneyFor, type Price, requirePrice } from './price.ts'

/** The most that may be spent; what is left out has no bound. */
export interface Budget {
  /** Calls that reach the model. */
  readonly calls?: number
  /** Prompt and generated tokens together. */
  readonly tokens?: number
  /** In the currency of the price. */
  readonly money?: number
  readonly price?: Price
  /** What the run spent before it went on; a journal's totals will do. */
  readonly spent?: Spent
}

/** What was spent already. */
export interface Spent extends ModelUsage {
  readonly calls: number
}

/**
 * Stops calls before they exceed a budget, however many are on their way at once.
 *
 * Before a call its worst case is set aside: as many prompt tokens for a byte as the densest prompt so far took, and all
 * the tokens it may generate. Afterwards what it really used counts; a call that failed counts in full, since nobody knows
 * what it used. Where only calls on their way stand between the budget and the next one, the next one waits for them. So
 * the bound can be missed only by as much as a prompt is denser than all before it.
 *
 * Put it inside the journal, so that kept answers cost nothing, and outside retries and limiter.
 *
 * @returns a model that answers the same until the budget is spent, then rejects with `runtime/budget`
 * @throws {TastemakerError} `config/option` for money without a price, `config/range` for a bound below 0
 * @example withBudget(model, { calls: 200, spent: journal.totals() })
 */
export function withBudget(model: LanguageModel, budget: Budget): LanguageModel {
  requireBudget(budget)
  let settled = budget.spent ?? NOTHING
  let reserved = NOTHING
  let density = TOKENS_A_BYTE
  let settling = Promise.withResolvers<void>()

  /** Waits until a call fits whatever the others come to, and sets its worst case aside. */
  async function reserve(call: ModelCall, bytes: number, signal: AbortSignal | undefined): Promise<Spent> {
    signal?.throwIfAborted()
    for (;;) {
      const worst = { calls: 1, promptTokens: Math.ceil(bytes * density), generatedTokens: mostGenerated(call.wanted) }
      const bound = exceeded(budget, sum(settled, worst))
      if (bound) throw refusal(bound, budget, settled, worst)
      const withOthers = sum(reserved, worst)
      if (!exceeded(budget, sum(settled, withOthers))) {
        reserved = withOthers
        return worst
      }
      await unlessAborted(settling.promise, signal)
    }
  }

  function settle(worst: Spent, used: Spent): void {
    reserved = sum(reserved, worst, -1)
    settled = sum(settled, used)
    settling.resolve()
    settling = Promise.withResolvers()
  }

  const { name, fingerprint, concurrency, repeatable } = model
  return {
    name,
    fingerprint,
    concurrency,
    repeatable,
    async answer(call, signal) {
      const bytes = promptBytes(call)
      const worst = await reserve(call, bytes, signal)
      let used = worst
      try {
        const answer = await model.answer(call, signal)
        used = { calls: 1, ...answer.usage }
        density = Math.max(density, answer.usage.promptTokens / bytes)
        return answer
      } finally {
        settle(worst, used)
      }
    },
    close: () => model.close(),
  }
}

const NOTHING: Spent = { calls: 0, promptTokens: 0, generatedTokens: 0 }

/** Before the first answer: English has four bytes a token, other languages fewer. */
const TOKENS_A_BYTE = 1 / 3
/** A label comes as it is or inside a small JSON document. */
const AROUND_A_LABEL = 16

const BOUNDS = ['calls', 'tokens', 'money'] as const
type Bound = (typeof BOUNDS)[number]

const sum = (one: Spent, other: Spent, sign: 1 | -1 = 1): Spent => ({
  calls: one.calls + sign * other.calls,
  promptTokens: one.promptTokens + sign * other.promptTokens,
  generatedTokens: one.generatedTokens + sign * other.generatedTokens,
})

/** What is wanted counts too: servers put labels and schemas into the prompt. */
const promptBytes = ({ system, user, wanted }: ModelCall): number =>
  Buffer.byteLength(system) + Buffer.byteLength(user) + Buffer.byteLength(JSON.stringify(wanted))

/** No tokeniser makes more tokens of a text than it has bytes. */
const mostGenerated = (wanted: Wanted): number =>
  wanted.type === 'choice'
    ? AROUND_A_LABEL + Math.max(0, ...wanted.labels.map((label) => Buffer.byteLength(label)))
    : wanted.maxTokens

const amount = (bound: Bound, { price }: Budget, spent: Spent): number =>
  ({
    calls: spent.calls,
    tokens: spent.promptTokens + spent.generatedTokens,
    money: moneyFor(spent, price) ?? 0,
  })[bound]

const exceeded = (budget: Budget, spent: Spent): Bound | undefined =>
  BOUNDS.find((bound) => amount(bound, budget, spent) > (budget[bound] ?? Number.POSITIVE_INFINITY))

function refusal(bound: Bound, budget: Budget, settled: Spent, worst: Spent): TastemakerError {
  const shown = (value: number) =>
    value.toLocaleString('en-US', { maximumSignificantDigits: bound === 'money' ? 3 : 21 })
  const what = bound === 'money' ? 'in money' : bound
  const of = (spent: Spent) => shown(amount(bound, budget, spent))
  const more = bound === 'calls' ? '' : `: ${of(settled)} used, and the next call may take ${of(worst)}`
  const calls = `${settled.calls.toLocaleString('en-US')} ${settled.calls === 1 ? 'call' : 'calls'}`
  return new TastemakerError(
    'runtime/budget',
    `The budget of ${shown(budget[bound]!)} ${what} is spent after ${calls}${more}.`,
    `Give more with --budget-${bound} and go on with --resume FOLDER.`,
  )
}

function requireBudget(budget: Budget): void {
  requirePrice(budget.price)
  for (const bound of BOUNDS) {
    const most = budget[bound]
    if (most === undefined || most >= 0) continue
    throw new TastemakerError(
      'config/range',
      `A budget must be a number from 0, got ${bound} ${most}.`,
      'Leave it out for no bound.',
    )
  }
  if (budget.money === undefined || budget.price) return
  throw new TastemakerError(
    'config/option',
    `A budget of ${budget.money} in money needs the price of a token.`,
    'Give the price of a million prompt tokens and of a million generated ones, or a budget in tokens.',
  )
}
