import type { ItemId, Scale, UserId } from '../../domain/index.ts'

/*
 * What the questions of all gates say: what a person did before, and which films are asked about. What the person did
 * afterwards stays with the gate that asks.
 */

/** A film of somebody's history. */
export interface RatedFilm {
  readonly item: ItemId
  readonly title: string
  /** On the data's scale. */
  readonly stars: number
}

/** Will this person like this film? */
export interface LikeFacts {
  /** Null, with `history`, when the question is asked about nobody in particular. */
  readonly user: UserId | null
  /** The person's most telling ratings, latest first. */
  readonly history: readonly RatedFilm[] | null
  readonly scale: Scale
  readonly item: ItemId
  /** The film in a line. */
  readonly film: string
}

/** Which of these films does this person watch next and like? */
export interface ChoiceFacts {
  readonly user: UserId
  readonly history: readonly RatedFilm[]
  readonly scale: Scale
  /** In the order offered; `film` is the option. */
  readonly options: readonly { readonly item: ItemId; readonly film: string }[]
}
