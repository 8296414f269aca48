import type { ItemIndex } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import type { Study } from './_study.ts'

/** A made-up person, and a page on which one item fits their tastes. */
export interface PersonaPage {
  /** Tells the page from others; the same for a smaller sample. */
  readonly id: string
  readonly likes: readonly string[]
  readonly dislikes: readonly string[]
  readonly items: readonly ItemIndex[]
  /** The truth: the place of the one that fits. */
  readonly fits: number
}

/** Genres liked and genres disliked. */
const TASTES = 2
/** Items on a page that do not fit. */
const OTHERS = 3
/** Draws of tastes for a page; data with few genres may need several, and some data has none that serve. */
const TRIES = 20
/** What data sets write where nobody knows the genre. */
const NO_GENRE = new Set(['unknown', '(no genres listed)', 'other'])

/**
 * Deals at most `n` pages from the catalogue: one item with a liked genre and no disliked one, one item with a disliked genre
 * and no liked one, two with neither.
 *
 * @example dealPages(study, 40)[0]?.items.length // 4
 */
export function dealPages(study: Study, n: number): PersonaPage[] {
  const { catalogue } = study.data
  const genres = [...new Set(catalogue.flatMap(({ categories }) => categories))].sort()
  const known = genres.filter((genre) => !NO_GENRE.has(genre.toLowerCase()))
  const pages: PersonaPage[] = []
  for (let number = 0; number < n; number++) {
    const luck = study.random.split('persona', number)
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const page = dealPage(study, known, `page ${number + 1}`, luck.split(attempt))
      if (page === null) continue
      pages.push(page)
      break
    }
  }
  return pages
}

function dealPage(study: Study, genres: readonly string[], id: string, luck: RandomStream): PersonaPage | null {
  const { data, films } = study
  const tastes = luck
    .split('tastes')
    .shuffle([...genres])
    .slice(0, 2 * TASTES)
  if (tastes.length < 2 * TASTES) return null
  const [likes, dislikes] = [tastes.slice(0, TASTES), tastes.slice(TASTES)]
  const of = (item: ItemIndex): readonly string[] => data.catalogue[item]!.categories
  const some = (item: ItemIndex, wanted: readonly string[]): boolean => of(item).some((genre) => wanted.includes(genre))
  const shelf = luck.split('items').shuffle(data.catalogue.map((_, item) => item as ItemIndex))
  const tagged = shelf.filter((item) => of(item).length > 0)
  const fitting = tagged.find((item) => some(item, likes) && !some(item, dislikes))
  const unfitting = tagged.find((item) => some(item, dislikes) && !some(item, likes))
  if (fitting === undefined || unfitting === undefined) return null
  const items = [fitting, unfitting]
  for (const item of tagged) {
    if (items.length > OTHERS) break
    // Two that read the same could not be told apart.
    if (!some(item, tastes) && items.every((other) => films[other] !== films[item])) items.push(item)
  }
  if (items.length <= OTHERS) return null
  // Where each stands depends on the item alone, not on whether it fits.
  const lots = luck.split('places')
  const lot = (item: ItemIndex): number => lots.split(data.items.ids[item]!).next()
  items.sort((a, b) => lot(a) - lot(b))
  return { id, likes, dislikes, items, fits: items.indexOf(fitting) }
}

/** The one-line rule: liked genres count for an item, disliked ones against it. @example overlapOf(page, ['War']) // 1 */
export function overlapOf({ likes, dislikes }: PersonaPage, genres: readonly string[]): number {
  return (
    genres.filter((genre) => likes.includes(genre)).length - genres.filter((genre) => dislikes.includes(genre)).length
  )
}
