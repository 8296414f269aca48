import { type ItemId, type ItemIndex, ToolError, type Vocabulary } from '../../domain/index.ts'
import { nearest } from '../../nearest.ts'
import { listed } from '../../words.ts'

/** Beyond this many names, looking for a near one takes longer than the answer is worth. */
const MOST_NAMES = 20_000

/** The names that somebody may have meant, quoted, as the end of a sentence; nothing where none is near. */
export function didYouMean(word: string, names: readonly string[]): string {
  const near = names.length > MOST_NAMES ? [] : nearest(word, names)
  return near.length === 0
    ? ''
    : ` Did you mean ${listed(
        near.map((name) => JSON.stringify(name)),
        'or',
      )}?`
}

/** Ids taken apart into those the catalogue has, each once, and those it has not. */
export interface FoundItems {
  readonly items: readonly ItemIndex[]
  readonly unknown: readonly string[]
}

/**
 * Looks ids up; unknown ones are named, the rest goes on.
 *
 * @throws {ToolError} when ids were given and none is known
 */
export function findItems(vocabulary: Vocabulary<ItemId, ItemIndex>, ids: readonly string[]): FoundItems {
  const items = new Set<ItemIndex>()
  const unknown: string[] = []
  for (const id of ids) {
    const item = vocabulary.index(id as ItemId)
    if (item === undefined) unknown.push(id)
    else items.add(item)
  }
  if (ids.length > 0 && items.size === 0) {
    const [first] = unknown
    const near = didYouMean(first!, vocabulary.ids)
    throw new ToolError(
      `No item has the id ${JSON.stringify(first!.slice(0, 80))}.${near} Ids are given back by the search and by the list of candidates; a title is no id.`,
    )
  }
  return { items: [...items], unknown }
}

/** Says which ids were passed over, as a sentence; nothing where there is none. */
export const passedOver = (unknown: readonly string[]): string =>
  unknown.length === 0 ? '' : ` Unknown and passed over: ${unknown.map((id) => JSON.stringify(id)).join(', ')}.`
