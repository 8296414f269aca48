import type { Persona } from '../../agents/index.ts'
import type { Item, ItemId, Page } from '../../domain/index.ts'
import type { OwnStars } from './percentile.ts'

/** What a viewer sees of an item: the card. */
export interface ItemCard {
  readonly id: ItemId
  readonly title: string
  /** Mean rating in training, or null when nobody rated it or the option is off. */
  readonly meanRating: number | null
  readonly summary?: string
  /** Present only with the option `showGenres`. */
  readonly genres?: readonly string[]
  /** What the item says for itself where somebody paid for its place. */
  readonly advert?: string
}

/** What one page came to, summed up by code. */
export interface PageFacts {
  readonly page: number
  readonly shown: readonly ItemCard[]
  readonly aligned: readonly ItemId[]
  readonly watched: readonly ItemId[]
  /** Watched and rated at the like threshold or above. */
  readonly liked: readonly ItemId[]
  readonly disliked: readonly ItemId[]
}

/** What a viewer remembers: pages, decisions and reflections, each with the words for a language mind. */
export type Remembered =
  | { readonly type: 'page'; readonly text: string; readonly page: PageFacts }
  | { readonly type: 'decision'; readonly text: string }
  | { readonly type: 'reflection'; readonly text: string; readonly satisfied: boolean }

/** Facts of "does this item fit your taste?". */
export interface AlignFacts {
  readonly persona: Persona
  readonly card: ItemCard
  /** Place on the page, from 0. */
  readonly position: number
  readonly recalled: readonly Remembered[]
}

/** Facts of "do you watch it now?". */
export interface WatchFacts extends AlignFacts {
  readonly watchedOnPage: number
}

/** Facts of "how many stars?" and "how did it feel?". */
export interface ExperienceFacts {
  readonly persona: Persona
  readonly card: ItemCard
  readonly stars?: number
  /** Calibrated rating only: the ratings among which the film is given a standing. */
  readonly ownStars?: OwnStars
}

/** How tired a page number makes: the published steps at more than 2 and more than 4 pages. */
export type Fatigue = 'none' | 'slight' | 'strong'

/** Facts of "were you satisfied?", "next page or exit?" and the exit interview. */
export interface SessionFacts {
  readonly persona: Persona
  readonly page: number
  readonly fatigue: Fatigue
  /** The verdict that the sentence of a reflection gives the reason for. */
  readonly satisfied?: boolean
  /** The answer of the interview, 1 to 10, that its sentence gives the reason for. */
  readonly satisfaction?: number
  readonly recalled: readonly Remembered[]
}

/** Fatigue of a page. @example fatigueOf(3) // 'slight' */
export const fatigueOf = (page: number): Fatigue => (page > 4 ? 'strong' : page > 2 ? 'slight' : 'none')

/**
 * The card of an item as viewers see it.
 *
 * @param meanRating by item index in the training part; NaN where nobody rated it
 * @example itemCard(item, 3.88, { showGenres: false, showMeanRating: true }).meanRating // 3.88
 */
export function itemCard(
  item: Item,
  meanRating: number,
  show: { readonly showGenres: boolean; readonly showMeanRating: boolean },
): ItemCard {
  return {
    id: item.id,
    title: item.title,
    meanRating: show.showMeanRating && !Number.isNaN(meanRating) ? Math.round(meanRating * 100) / 100 : null,
    ...(item.text ? { summary: item.text } : {}),
    ...(show.showGenres ? { genres: item.categories } : {}),
  }
}

/** The card as it stands on a page: with the words of the advert, where it is one that has words. */
export function withAdvert(card: ItemCard, { advert }: Page): ItemCard {
  return advert?.item === card.id && advert.text !== null ? { ...card, advert: advert.text } : card
}
