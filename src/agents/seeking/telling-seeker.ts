import type { ItemId, ItemIndex, Seeker } from '../../domain/index.ts'
import { TastemakerError } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import type { CatalogueColumns } from '../tools/catalogue-columns.ts'
import type { Temperament } from './temperament.ts'

/** How seekers speak and when they go. */
export interface SeekerOptions {
  /** Share of seekers who say all at once what they look for; the rest tell one thing a turn. 0.25 unless given. */
  readonly frontLoaded?: number
  /** Whether they may go before the turns are over; true unless given. */
  readonly leaves?: boolean
  /** Whether somebody about to go says what to change and waits for one more reply; false unless given. */
  readonly instructs?: boolean
  /** The middle of all people's patience, in replies; 4 unless given. */
  readonly patience?: number
  /** Replies after which they take what is best so far or go; endless unless given. */
  readonly turns?: number
  /** What they look for, in one word; `title` unless given. */
  readonly noun?: string
}

/** Who looks for something, and where. */
export interface SeekerParts extends SeekerOptions {
  /** As records and streams have it. */
  readonly id: string
  readonly columns: CatalogueColumns
  /** Items of the person's past that they liked, oldest first: some are named as likenesses. */
  readonly liked: readonly ItemIndex[]
  /** Items of the person's past: shown again they are met with `I've seen that`. */
  readonly known: readonly ItemIndex[]
  /** The stream of this seeker alone. */
  readonly random: RandomStream
}

/** A wish that was said. */
export interface ToldWish {
  /** In plain words, such as `not horror`. */
  readonly wish: string
  /** The message in which it was said first, from 1. */
  readonly turn: number
  /** The messages in which it was said again because it had been ignored. */
  readonly insisted: readonly number[]
}

/** A seeker of whom one can know what was said, for the records: the agent that recommends hears the words only. */
export interface TellingSeeker extends Seeker {
  readonly temperament: Temperament
  /** Whether everything was said at once. */
  readonly frontLoaded: boolean
  /** In order of telling. */
  told(): readonly ToldWish[]
  /** For each wish told, the share of some cards that contradict it; null without cards, or where no card can. */
  contradicted(items: readonly ItemId[]): readonly (number | null)[]
}

/** Throws `config/range` for options that no seeker can have, `data/empty` for an empty catalogue. */
export function requireSeeker({ columns, frontLoaded = 0, patience = 1, turns = 1 }: SeekerParts): void {
  if (columns.items.length === 0) {
    throw new TastemakerError('data/empty', 'The catalogue is empty: there is nothing to look for.')
  }
  const wrong = [
    frontLoaded >= 0 && frontLoaded <= 1 ? '' : `frontLoaded must be a share from 0 to 1, got ${frontLoaded}`,
    patience > 0 && Number.isFinite(patience) ? '' : `patience must be a number above 0, got ${patience}`,
    Number.isInteger(turns) && turns >= 1 ? '' : `turns must be a whole number from 1, got ${turns}`,
  ].find((problem) => problem !== '')
  if (wrong) throw new TastemakerError('config/range', `${wrong}.`)
}
