import type { Conversation, Dataset, UserId } from '../domain/index.ts'

/** How a conversation with an assistant begins. */
export interface OpenOptions {
  /** A person of the data, whose past is known; nobody unless given. */
  readonly user?: UserId | undefined
  /** The assistant's unless given: conversations of one seed in which the same is said go the same way. */
  readonly seed?: number | undefined
}

/** Whoever opens conversations: an assistant, or something of your own. */
export interface Talker {
  /** Who speaks, with options. */
  readonly name: string
  readonly data: Pick<Dataset, 'users'>
  /** The language model's name; null where none takes part, so that repeating a conversation costs nothing. */
  readonly model: string | null
  /** @throws {TastemakerError} `config/unknown-name` for a person who is not in the data */
  open(options?: OpenOptions): Conversation
}
