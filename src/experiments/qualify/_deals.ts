import type { ItemIndex, UserIndex } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { type HeldOut, neverSeen, type Study } from './_study.ts'

/*
 * What is put before a mind, and the truth about it. Deals stay with the gates: a question is made from the person and the
 * items, in an order drawn without regard to what came true.
 */

/** Four held-out films of a person: two liked, two disliked. */
export interface LikeDeal {
  readonly user: UserIndex
  readonly items: readonly ItemIndex[]
  /** The truth, by place. */
  readonly liked: readonly boolean[]
}

/** A held-out film that the person liked among films they never saw. */
export interface PickDeal {
  readonly user: UserIndex
  readonly items: readonly ItemIndex[]
  /** The truth: the place of the one they liked. */
  readonly liked: number
}

/** How the never-seen films beside the liked one are drawn. */
export type RivalKind = 'random' | 'equally popular'

/** Films of each kind in a like deal. */
const EACH = 2

/** People who have something of everything that a gate deals out. */
export const eligible = {
  like: ({ liked, disliked }: HeldOut): boolean => liked.length >= EACH && disliked.length >= EACH,
  pick: ({ liked }: HeldOut): boolean => liked.length >= 1,
}

/** Deals two liked and two disliked films to at most `n` people. @example dealLikes(study, 150)[0]?.items.length // 4 */
export function dealLikes(study: Study, n: number): LikeDeal[] {
  const people = study.gateHalf.filter(eligible.like).slice(0, n)
  return people.map(({ user, liked, disliked }) => {
    // Places and draws depend on the film alone, so that swapping liked and disliked would ask the same questions.
    const lot = lots(study, 'likes', user)
    const drawn = [liked, disliked].flatMap((items) => items.toSorted((a, b) => lot(a) - lot(b)).slice(0, EACH))
    const items = drawn.sort((a, b) => lot(a) - lot(b))
    return { user, items, liked: items.map((item) => liked.includes(item)) }
  })
}

/**
 * Deals one liked film among rivals to at most `n` people; the liked film is the same for every kind of rivals.
 *
 * @param rivals how many never-seen films stand beside it
 * @example dealPicks(study, 150, 3, 'equally popular')[0]?.items.length // 4
 */
export function dealPicks(study: Study, n: number, rivals: number, kind: RivalKind): PickDeal[] {
  const deals: PickDeal[] = []
  for (const { user, liked } of study.gateHalf.filter(eligible.pick)) {
    if (deals.length === n) break
    const lot = lots(study, 'picks', user)
    const chosen = liked.toSorted((a, b) => lot(a) - lot(b))[0]!
    const items = [chosen, ...rivalsOf(study, user, chosen, rivals, kind)]
    if (items.length <= rivals) continue
    const place = lots(study, `places among ${kind}`, user)
    items.sort((a, b) => place(a) - place(b))
    deals.push({ user, items, liked: items.indexOf(chosen) })
  }
  return deals
}

/** Never-seen films by chance, or those nearest in popularity, ties by chance; no two films that read the same. */
function rivalsOf(study: Study, user: UserIndex, chosen: ItemIndex, count: number, kind: RivalKind): ItemIndex[] {
  const { popularity, films, random, data } = study
  const candidates = random.split(`rivals ${kind}`, data.users.ids[user]!).shuffle(neverSeen(study, user))
  if (kind === 'equally popular') {
    const apart = (item: ItemIndex): number => Math.abs(popularity[item]! - popularity[chosen]!)
    candidates.sort((a, b) => apart(a) - apart(b))
  }
  const read = new Set([films[chosen]])
  const rivals: ItemIndex[] = []
  for (const item of candidates) {
    if (rivals.length === count) break
    if (read.has(films[item])) continue
    read.add(films[item])
    rivals.push(item)
  }
  return rivals
}

/** A number for each item that depends on the person, the item and the purpose only. */
function lots({ random, data }: Study, purpose: string, user: UserIndex): (item: ItemIndex) => number {
  const stream: RandomStream = random.split(purpose, data.users.ids[user]!)
  return (item) => stream.split(data.items.ids[item]!).next()
}
