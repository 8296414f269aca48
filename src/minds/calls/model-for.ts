import { type LanguageModel, type ModelCall, TastemakerError } from '../../domain/index.ts'
import { fitsPattern } from './_name-pattern.ts'
import { type Budget, type SharedBudget, sharedBudget } from './budget.ts'
import { type Guards, guarded } from './guarded.ts'
import type { Journal } from './journal.ts'
import type { Price } from './price.ts'
import type { SharedLimiter } from './shared-limiter.ts'

/** Which agents ask which model, and what they may spend beside the run's own budget. */
export interface AgentRule {
  /** An agent's name, or a pattern in which `*` stands for anything, such as `viewer/*`. */
  readonly match: string
  readonly model: LanguageModel
  /** Of the model; needed for money where the run's budget has no price. */
  readonly price?: Price
  /** For all agents of this rule together. */
  readonly budget?: Bounds
  /** For each of them. */
  readonly budgetEach?: Bounds
  /** Turns at the model's server, where other models share it. */
  readonly limiter?: SharedLimiter
}

/** Bounds of what may be spent; what was spent before is read from the journal. */
export type Bounds = Omit<Budget, 'spent' | 'price'>

/** What stands around every model of a run. */
export interface AgentModelParts {
  readonly journal: Journal
  readonly guards: Omit<Guards, 'budget' | 'limiter'>
  /** The run's, for all models together. */
  readonly budget?: Omit<Budget, 'spent'>
}

/**
 * Names the model of each agent of a run: the first rule that matches.
 *
 * The journal stands around the run's budget, around that of the rule and of the agent, around retries, turns and the model. A
 * spent budget of the run stops the run (`runtime/budget`); one of a rule or an agent fails the call alone, as a
 * `ModelFailure` of kind `budget`, so that the others go on.
 *
 * @returns the model of an agent, the same object for all agents of a rule; it throws `config/option` for an agent that no rule
 *   matches
 * @throws {TastemakerError} what `sharedBudget` and the limits throw
 * @example modelFor([{ match: 'viewer/*', model: small, budgetEach: { calls: 40 } }, { match: '*', model: large }], parts)('viewer/7')
 */
export function modelFor(rules: readonly AgentRule[], parts: AgentModelParts): (agent: string) => LanguageModel {
  const { journal, guards, budget } = parts
  const priceOf = (name: string) => rules.find(({ model }) => model.name === name)?.price ?? budget?.price
  const run = budget && sharedBudget({ ...budget, spent: journal.totals(priceOf) })
  const spentBefore = spentIn(journal, priceOf)
  const ruleOf = (agent: string) => rules.findIndex(({ match }) => fitsPattern(match, agent))
  const models = rules.map((rule, place) => {
    const ours = (agent: string) => ruleOf(agent) === place
    return journal.wrap(ruleModel(rule, { run, guards, price: rule.price ?? budget?.price, spentBefore, ours }))
  })
  return (agent) => {
    const model = models[ruleOf(agent)]
    if (model) return model
    throw new TastemakerError(
      'config/option',
      `No rule names a model for the agent "${agent}".`,
      `Rules match ${rules.map(({ match }) => match).join(', ') || 'nobody'}; add one that matches *.`,
    )
  }
}

interface RuleParts {
  readonly run: SharedBudget | undefined
  readonly guards: AgentModelParts['guards']
  readonly price: Price | undefined
  spentBefore(agents: (agent: string) => boolean): NonNullable<Budget['spent']>
  ours(agent: string): boolean
}

function ruleModel(rule: AgentRule, { run, guards, price, spentBefore, ours }: RuleParts): LanguageModel {
  const { model, budget, budgetEach, limiter } = rule
  const own = (bounds: Bounds, agents: (agent: string) => boolean) =>
    sharedBudget({ ...bounds, ...(price && { price }), spent: spentBefore(agents) }, { stops: 'call' })
  let asked = guarded(model, { ...guards, ...(limiter && { limiter }) })
  if (budgetEach) {
    const tried = asked
    // A budget that can not be is refused now, not when the first agent asks.
    own(budgetEach, () => false).wrap(tried, price)
    asked = eachAgent(tried, (agent) => own(budgetEach, (other) => other === agent).wrap(tried, price))
  }
  if (budget) asked = own(budget, ours).wrap(asked, price)
  return run ? run.wrap(asked, price) : asked
}

/** The same model, wrapped anew for each agent that asks. */
function eachAgent(model: LanguageModel, wrap: (agent: string) => LanguageModel): LanguageModel {
  const wrapped = new Map<string, LanguageModel>()
  const of = ({ by }: ModelCall): LanguageModel => {
    const known = wrapped.get(by.agent)
    if (known) return known
    const made = wrap(by.agent)
    wrapped.set(by.agent, made)
    return made
  }
  const { name, fingerprint, concurrency, repeatable } = model
  return {
    name,
    fingerprint,
    concurrency,
    repeatable,
    answer: (call, signal) => of(call).answer(call, signal),
    ...(model.stream && { stream: (call: ModelCall, signal?: AbortSignal) => of(call).stream!(call, signal) }),
    close: () => model.close(),
  }
}

/** What some agents spent before the run went on, by the journal. */
function spentIn(journal: Journal, priceOf: (model: string) => Price | undefined): RuleParts['spentBefore'] {
  const { agents } = journal.ledger(priceOf)
  return (matches) => {
    const spent = { calls: 0, promptTokens: 0, generatedTokens: 0, money: 0 }
    for (const row of agents) {
      if (!matches(row.agent)) continue
      spent.calls += row.calls
      spent.promptTokens += row.promptTokens
      spent.generatedTokens += row.generatedTokens
      spent.money += row.money ?? 0
    }
    return spent
  }
}
