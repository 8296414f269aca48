import type { Conversation } from '../../domain/index.ts'
import type { TauTrial } from '../../evaluation/suites/index.ts'
import { commitmentOf } from './_commitment.ts'
import type { Spent } from './_spent.ts'
import type { TauUser } from './tau-user.ts'

/** A trial and how it came about. */
export interface TauRun {
  readonly trial: TauTrial
  /** `turns`: the agent never committed itself. */
  readonly ended: 'recommended' | 'abstained' | 'turns'
  readonly turns: number
  /** The closing reply showed more than one item. */
  readonly severalShown: boolean
  /** Replies that failed. */
  readonly failures: number
  readonly spent: Spent
}

/** One trial: a person of rules and an agent talk until it recommends one or none, or the turns are over. */
export async function converse(
  conversation: Conversation,
  user: TauUser,
  turns: number,
  elapsed: () => number,
  signal?: AbortSignal,
): Promise<TauRun> {
  const started = elapsed()
  const messages: string[] = []
  const ratingsChecked: string[] = []
  const sum = { calls: 0, promptTokens: 0, generatedTokens: 0 }
  let failures = 0
  const done = (ended: TauRun['ended'], taken: number, recommended: TauTrial['recommended'], shown = 0): TauRun => ({
    trial: { recommended, abstained: ended === 'abstained', messages, ratingsChecked },
    ended,
    turns: taken,
    severalShown: shown > 1,
    failures,
    spent: { ...sum, milliseconds: elapsed() - started },
  })
  let said = user.open()
  for (let turn = 1; turn <= turns; turn++) {
    const reply = await conversation.reply(said.text, signal)
    messages.push([reply.text, ...reply.items.map(({ reason }) => reason ?? '')].join('\n'))
    for (const { step, input } of reply.trace) {
      if (step === 'check_content_preference') ratingsChecked.push(...ratingIn(input))
    }
    sum.calls += reply.cost.calls
    sum.promptTokens += reply.cost.promptTokens
    sum.generatedTokens += reply.cost.generatedTokens
    const commitment = commitmentOf(reply, said.closing)
    if (commitment?.item) return done('recommended', turn, [commitment.item], reply.items.length)
    if (commitment) return done('abstained', turn, [])
    // To a failed reply the person says the same again.
    if (reply.failure) failures++
    else said = user.answer(reply)
  }
  return done('turns', turns, [])
}

function ratingIn(input: unknown): readonly string[] {
  if (typeof input !== 'object' || input === null || !('content_rating' in input)) return []
  return typeof input.content_rating === 'string' ? [input.content_rating] : []
}
