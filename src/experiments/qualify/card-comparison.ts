import { type Dataset, type Job, type JobResult, type MindCard, TastemakerError } from '../../domain/index.ts'
import { GATES } from './gates.ts'
import { PROMPTS } from './prompts.ts'

/** What several models were shown to be able to do on the same data, by the same questions. */
export interface CardComparison {
  readonly data: MindCard['data']
  /** Version of the questions' wording. */
  readonly prompts: string
  /** In the order of each row's results. */
  readonly models: readonly { readonly name: string; readonly fingerprint: string; readonly madeAt: string }[]
  readonly rows: readonly CardComparisonRow[]
}

/** One job of all models. */
export interface CardComparisonRow {
  readonly job: Job
  /** Null where the model was not examined. */
  readonly results: readonly (JobResult | null)[]
}

/**
 * Puts the kept cards of several models on one data set side by side.
 *
 * Only cards of these data and of the present wording are compared; of one model's cards the newest counts, such as after an
 * update of its runtime.
 *
 * @param names the models in the order wanted; every model that has a card unless given
 * @throws TastemakerError config/unknown-name for a model without such a card, and where there is none at all
 * @example compareCards(await cardsIn(home), data, ['local/smollm2-135m', 'local/qwen2.5-coder-1.5b']).rows[0]
 */
export function compareCards(
  cards: readonly MindCard[],
  data: Pick<Dataset, 'name' | 'hash'>,
  names?: readonly string[],
): CardComparison {
  const newest = new Map<string, MindCard>()
  for (const card of cards) {
    if (card.data.hash !== data.hash || card.prompts !== PROMPTS) continue
    const before = newest.get(card.model)
    if (!before || before.madeAt < card.madeAt) newest.set(card.model, card)
  }
  const wanted = names ?? [...newest.keys()]
  if (wanted.length === 0) throw without('any model', data.name, 'MODEL')
  const chosen = wanted.map((name) => {
    const card = newest.get(name)
    if (!card) throw without(name, data.name, name)
    return card
  })
  return {
    data: { name: data.name, hash: data.hash },
    prompts: PROMPTS,
    models: chosen.map(({ model, fingerprint, madeAt }) => ({ name: model, fingerprint, madeAt })),
    rows: GATES.map(({ job }) => ({
      job,
      results: chosen.map(({ jobs }) => jobs.find((result) => result.job === job) ?? null),
    })),
  }
}

const without = (who: string, data: string, model: string): TastemakerError =>
  new TastemakerError(
    'config/unknown-name',
    `No card of ${who} on ${data} is kept for questions of the present wording (${PROMPTS}).`,
    `Make one with tastemaker qualify --llm ${model} --data ${data}.`,
  )
