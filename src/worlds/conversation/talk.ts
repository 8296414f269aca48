import {
  type Conversation,
  MindFailure,
  type Reply,
  type Seeker,
  type SeekerTurn,
  TastemakerError,
} from '../../domain/index.ts'
import type { HeldWish, TalkEvent, Wishing } from './record.ts'

/** How long people talk, and who listens. */
export interface TalkOptions {
  /** Messages of the seeker that are answered, from 1. */
  readonly turns: number
  /** Whether words name what may not be named: an evaluator's check, of which neither side hears. */
  readonly names?: ((text: string) => boolean) | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * One conversation: a message, a reply, what the seeker says to it, until the seeker leaves or the turns are over.
 *
 * The seeker hears words and cards; the agent hears words. Whoever throws ends the conversation with an event that says so, unless
 * the signal has fired.
 *
 * @returns the events in order, the last of them `seeker-left` or `talk-failed`
 * @throws {TastemakerError} `config/range` for turns that are no whole number from 1
 * @example for await (const event of talk(seeker, conversation, { turns: 5 })) events.push(event)
 */
export async function* talk(
  seeker: Seeker | Wishing,
  conversation: Conversation,
  { turns, names, signal }: TalkOptions,
): AsyncGenerator<TalkEvent> {
  requireTurns(turns)
  let turn = 1
  let said = await heardFrom('seeker', () => seeker.open())
  for (; ; turn++) {
    if ('raw' in said) return yield said
    if (said.leaves) return yield left(said, turn - 1)
    if (turn > turns) return yield left({ text: '', leaves: true, accepts: null, because: 'turns' }, turns)
    yield spoke(said, turn)

    const message = said.text
    const reply = await heardFrom('agent', () => conversation.reply(message, signal))
    if ('raw' in reply) return yield reply
    yield replied(reply, turn)

    const { text, items } = reply
    said = await heardFrom('seeker', () => seeker.answer({ text, items }))
  }

  async function heardFrom<Said extends SeekerTurn | Reply>(who: 'seeker' | 'agent', speak: () => Promise<Said>) {
    signal?.throwIfAborted()
    try {
      return await speak()
    } catch (error) {
      signal?.throwIfAborted()
      const raw = error instanceof MindFailure ? error.raw : String(error)
      return { type: 'talk-failed', turn, who, raw } as const
    }
  }

  function spoke({ text }: SeekerTurn, turn: number): TalkEvent {
    const tells = wishesOf(seeker).flatMap((wish) => (wish.turn === turn ? [wish.wish] : []))
    return { type: 'seeker-spoke', turn, text, tells, leaked: names ? names(text) : null }
  }

  function replied({ text, items, failure, cost }: Reply, turn: number): TalkEvent {
    const shares = 'contradicted' in seeker ? seeker.contradicted(items.map(({ id }) => id)) : []
    const wishes = wishesOf(seeker).map(
      (wish, place): HeldWish => ({
        wish: wish.wish,
        since: wish.turn,
        insisted: wish.insisted.includes(turn),
        contradicted: shares[place] ?? null,
      }),
    )
    return { type: 'agent-replied', turn, text, items, wishes, failure, cost }
  }

  function left({ text, because, accepts }: SeekerTurn, turn: number): TalkEvent {
    return {
      type: 'seeker-left',
      turn,
      text,
      because: because ?? 'unsaid',
      accepts,
      leaked: names ? names(text) : null,
    }
  }
}

const wishesOf = (seeker: Seeker | Wishing) => ('told' in seeker ? seeker.told() : [])

function requireTurns(turns: number): void {
  if (Number.isInteger(turns) && turns >= 1) return
  throw new TastemakerError('config/range', `turns must be a whole number from 1, got ${turns}.`, 'Try 5.')
}
