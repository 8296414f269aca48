import { type ItemIndex, TastemakerError } from '../../domain/index.ts'
import { telling } from './_telling.ts'
import { facetsOf } from './facets.ts'
import { requireSeeker, type SeekerParts, type TellingSeeker } from './telling-seeker.ts'

/** Somebody who looks for one item. */
export interface TargetSeekerParts extends SeekerParts {
  readonly target: ItemIndex
  /** Whether a text names a title; `namesTitle` of the evaluation is one. */
  readonly names: (text: string, title: string) => boolean
}

/**
 * Somebody with one item in mind, who knows its categories and years and what they liked that is like it, and never names it.
 *
 * Built by rules; all chance comes from the stream. They take the item when it is shown, and nothing else. What they say is said
 * anew up to five times where it names the title (Huang et al. 2023, InteRecAgent), and then left unsaid.
 *
 * @throws {TastemakerError} `data/empty` for an empty catalogue; `config/range` for an item that is not in it or has no title, and
 *   for options out of range
 * @example await targetSeeker({ id: '196', target, columns, liked, known, random, names: namesTitle }).open()
 */
export function targetSeeker(parts: TargetSeekerParts): TellingSeeker {
  requireSeeker(parts)
  const { columns, target, liked, random } = parts
  const item = columns.items[target]
  if (!item || item.title.trim() === '') {
    const what = item ? `Item ${JSON.stringify(item.id)} has no title` : `The catalogue has no item number ${target}`
    throw new TastemakerError('config/range', `${what}: nobody can look for it.`, 'Choose an item with a title.')
  }
  return telling(parts, {
    wanted: [target],
    facets: facetsOf(columns, [target], liked, random.split('facets')),
    takes: (items) => (items.includes(target) ? target : null),
    settles: () => null,
    names: (text) => parts.names(text, item.title),
  })
}
