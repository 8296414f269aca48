import {
  type AnswerPart,
  type LanguageModel,
  type ModelAnswer,
  type ModelCall,
  ModelFailure,
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
  /** Where models with different prices took part; worked out from the tokens by the budget's price unless given. */
  readonly money?: number | null
}

/** One budget that several models spend. */
export interface SharedBudget {
  /**
   * A model that answers the same until the budget is spent, then rejects with `runtime/budget`.
   *
   * @param price of this model; the budget's own unless given
   * @throws {TastemakerError} `config/option` where the budget is in money and nobody gave a price
   */
  wrap(model: LanguageModel, price?: Price): LanguageModel
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
  return sharedBudget(budget).wrap(model)
}

/**
 * One budget for several models, each with a price of its own: what {@link withBudget} does, for all of them together.
 *
 * @param options.stops what a spent budget stops: the `run`, with `runtime/budget`, unless given; or the `call` alone, with a
 *   `ModelFailure` of kind `budget`, for a part of the run that may stop while the others go on
 * @throws {TastemakerError} `config/range` for a bound below 0
 * @example const run = sharedBudget({ money: 5 }); run.wrap(large, largePrice); run.wrap(small, smallPrice)
 */
export function sharedBudget(budget: Budget, options: { readonly stops?: 'run' | 'call' } = {}): SharedBudget {
  requireBounds(budget)
  const { stops = 'run' } = options
  let settled = startOf(budget)
  let reserved = NOTHING
  let settling = Promise.withResolvers<void>()

  /** Waits until a call fits whatever the others come to, and sets its worst case aside. */
  async function reserve(worstNow: () => Amounts, signal: AbortSignal | undefined): Promise<Amounts> {
    signal?.throwIfAborted()
    for (;;) {
      const worst = worstNow()
      const bound = exceeded(budget, sum(settled, worst))
      if (bound) {
        const refused = refusal(bound, budget, settled, worst)
        throw stops === 'run' ? refused : new ModelFailure('budget', refused.message)
      }
      const withOthers = sum(reserved, worst)
      if (!exceeded(budget, sum(settled, withOthers))) {
        reserved = withOthers
        return worst
      }
      await unlessAborted(settling.promise, signal)
    }
  }

  function settle(worst: Amounts, used: Amounts): void {
    reserved = sum(reserved, worst, -1)
    settled = sum(settled, used)
    settling.resolve()
    settling = Promise.withResolvers()
  }

  function wrap(model: LanguageModel, own?: Price): LanguageModel {
    const price = own ?? budget.price
    requirePrice(price)
    requirePriceFor(budget, price)
    let density = TOKENS_A_BYTE

    /**
     * Sets the worst case of a call aside; what it returns counts what it really used: in full where nobody knows, nothing
     * where another budget refused it.
     */
    async function begin(call: ModelCall, signal: AbortSignal | undefined) {
      const bytes = promptBytes(call)
      const most = mostGenerated(call.wanted)
      const worstNow = () => amounts({ promptTokens: Math.ceil(bytes * density), generatedTokens: most }, price)
      const worst = await reserve(worstNow, signal)
      return (answer: ModelAnswer | null, failure?: unknown) => {
        if (answer) density = Math.max(density, answer.usage.promptTokens / bytes)
        settle(worst, answer ? amounts(answer.usage, price) : isRefusal(failure) ? NOTHING : worst)
      }
    }

    async function answer(call: ModelCall, signal?: AbortSignal): Promise<ModelAnswer> {
      const end = await begin(call, signal)
      try {
        const answered = await model.answer(call, signal)
        end(answered)
        return answered
      } catch (error) {
        end(null, error)
        throw error
      }
    }

    async function* stream(call: ModelCall, signal?: AbortSignal): AsyncGenerator<AnswerPart> {
      const end = await begin(call, signal)
      let answered: ModelAnswer | null = null
      let failure: unknown
      try {
        for await (const part of model.stream!(call, signal)) {
          if ('answer' in part) answered = part.answer
          yield part
        }
      } catch (error) {
        failure = error
        throw error
      } finally {
        end(answered, failure)
      }
    }

    const { name, fingerprint, concurrency, repeatable } = model
    const close = () => model.close()
    return { name, fingerprint, concurrency, repeatable, answer, ...(model.stream && { stream }), close }
  }

  return { wrap }
}

/** Whether a budget, here or further in, let a call not through. */
const isRefusal = (failure: unknown): boolean =>
  failure instanceof ModelFailure
    ? failure.kind === 'budget'
    : failure instanceof TastemakerError && failure.code === 'runtime/budget'

/** What is counted against bounds. */
interface Amounts {
  readonly calls: number
  readonly tokens: number
  readonly money: number
}

const NOTHING: Amounts = { calls: 0, tokens: 0, money: 0 }

const amounts = (usage: ModelUsage, price: Price | undefined, calls = 1): Amounts => ({
  calls,
  tokens: usage.promptTokens + usage.generatedTokens,
  money: moneyFor(usage, price) ?? 0,
})

function startOf({ spent, price }: Budget): Amounts {
  if (!spent) return NOTHING
  const from = amounts(spent, price, spent.calls)
  return { ...from, money: spent.money ?? from.money }
}

/** Before the first answer: English has four bytes a token, other languages fewer. */
const TOKENS_A_BYTE = 1 / 3
/** A label comes as it is or inside a small JSON document. */
const AROUND_A_LABEL = 16

const BOUNDS = ['calls', 'tokens', 'money'] as const
type Bound = (typeof BOUNDS)[number]

const sum = (one: Amounts, other: Amounts, sign: 1 | -1 = 1): Amounts => ({
  calls: one.calls + sign * other.calls,
  tokens: one.tokens + sign * other.tokens,
  money: one.money + sign * other.money,
})

/** What is wanted counts too: servers put labels and schemas into the prompt. */
const promptBytes = ({ system, user, wanted }: ModelCall): number =>
  Buffer.byteLength(system) + Buffer.byteLength(user) + Buffer.byteLength(JSON.stringify(wanted))

/** No tokeniser makes more tokens of a text than it has bytes. */
const mostGenerated = (wanted: Wanted): number =>
  wanted.type === 'choice'
    ? AROUND_A_LABEL + Math.max(0, ...wanted.labels.map((label) => Buffer.byteLength(label)))
    : wanted.maxTokens

/** Sums of money are sums of fractions: what is over by less than a billionth part is not over. */
const ROUNDING = 1 + 1e-9

const exceeded = (budget: Budget, spent: Amounts): Bound | undefined =>
  BOUNDS.find(
    (bound) => spent[bound] > (budget[bound] ?? Number.POSITIVE_INFINITY) * (bound === 'money' ? ROUNDING : 1),
  )

function refusal(bound: Bound, budget: Budget, settled: Amounts, worst: Amounts): TastemakerError {
  const shown = (value: number) =>
    value.toLocaleString('en-US', { maximumSignificantDigits: bound === 'money' ? 3 : 21 })
  const what = bound === 'money' ? 'in money' : bound
  const of = (spent: Amounts) => shown(spent[bound])
  const more = bound === 'calls' ? '' : `: ${of(settled)} used, and the next call may take ${of(worst)}`
  const calls = `${settled.calls.toLocaleString('en-US')} ${settled.calls === 1 ? 'call' : 'calls'}`
  return new TastemakerError(
    'runtime/budget',
    `The budget of ${shown(budget[bound]!)} ${what} is spent after ${calls}${more}.`,
    `Give more with --budget-${bound} and go on with --resume FOLDER.`,
  )
}

function requireBounds(budget: Budget): void {
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
}

function requirePriceFor({ money }: Budget, price: Price | undefined): void {
  if (money === undefined || price) return
  throw new TastemakerError(
    'config/option',
    `A budget of ${money} in money needs the price of a token.`,
    'Give the price of a million prompt tokens and of a million generated ones, or a budget in tokens.',
  )
}
