import type { ItemFacts, ItemIndex, Reason, UserIndex } from '../../domain/index.ts'
import { counted } from '../../words.ts'
import type { Surroundings } from './surroundings.ts'

/** Reasons that fit into one or two sentences. */
const TITLES = 2
const GROUPS = 1
/** From how many people on an item is said to be popular. */
const POPULAR_FROM = 20

/**
 * All that may be said of why a person is shown an item: what the catalogue says, and what they did before.
 *
 * @param user whose past the reasons come from; without one the item stands on its own popularity
 * @param likedFrom what counts as liked, in the scale of the data; three quarters of the way up unless given
 * @example wordFacts(explanationFacts(around, item, user))
 */
export function explanationFacts(
  around: Surroundings,
  item: ItemIndex,
  user?: UserIndex,
  likedFrom = likedFromOf(around),
): ItemFacts {
  const { title, categories } = around.columns.items[item]!
  const liked = user === undefined ? [] : likedItems(around, user, likedFrom).filter((other) => other !== item)
  const because = [...likedTitles(around, item, liked), ...likedGroups(around, item, liked)]
  const count = around.past.counts()[item]!
  const popular: Reason[] =
    because.length === 0 && count >= POPULAR_FROM
      ? [{ kind: 'popular', value: `rated by ${counted(count, 'person', 'people')}` }]
      : []
  return { title, year: yearOf(around, item), genres: categories, because: [...because, ...popular] }
}

/** What counts as liked on the scale of the data; anything somebody did where there is none. @example likedFromOf(around) // 4 */
export function likedFromOf({ past: { data } }: Pick<Surroundings, 'past'>): number {
  const { scale } = data
  return scale ? scale.min + 0.75 * (scale.max - scale.min) : Number.NEGATIVE_INFINITY
}

/** Items that a person liked in the past, oldest first. @example likedItems(around, user, 4) */
export function likedItems({ past }: Pick<Surroundings, 'past'>, user: UserIndex, likedFrom: number): ItemIndex[] {
  const { log } = past.data
  const { from, to } = past.rowsOf(user)
  const liked: ItemIndex[] = []
  for (let row = from; row < to; row++) if (log.value[row]! >= likedFrom) liked.push(log.item[row]! as ItemIndex)
  return liked
}

/** The year that the catalogue tells of an item; null where it tells none. @example yearOf(around, item) */
export function yearOf({ columns }: Pick<Surroundings, 'columns'>, item: ItemIndex): number | null {
  const column = columns.fields.get('year')
  const year = column?.type === 'number' ? column.values[item]! : Number.NaN
  return Number.isNaN(year) ? null : year
}

function likedTitles({ similarity, columns }: Surroundings, item: ItemIndex, liked: readonly ItemIndex[]): Reason[] {
  if (liked.length === 0) return []
  const alike = similarity(item)
  return liked
    .filter((other) => alike[other]! > 0 && columns.items[other]!.title.trim() !== '')
    .sort((one, other) => alike[other]! - alike[one]!)
    .slice(0, TITLES)
    .map((other) => ({ kind: 'liked-title', value: columns.items[other]!.title }))
}

/** The item's group that this person liked most often. */
function likedGroups({ columns }: Surroundings, item: ItemIndex, liked: readonly ItemIndex[]): Reason[] {
  const own = columns.items[item]!.categories
  const times = (group: string): number =>
    liked.reduce((sum, other) => sum + Number(columns.items[other]!.categories.includes(group)), 0)
  return own
    .map((group) => ({ group, count: times(group) }))
    .filter(({ count }) => count >= 2)
    .sort((one, other) => other.count - one.count)
    .slice(0, GROUPS)
    .map(({ group }) => ({ kind: 'liked-genre', value: group }))
}
