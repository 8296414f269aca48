import { datasetFromRows } from '../../data/index.ts'
import { type Dataset, type ItemIndex, itemId, userId } from '../../domain/index.ts'
import { grounder } from '../recommending/grounder.ts'
import { catalogueColumns } from '../tools/catalogue-columns.ts'
import { titlesIn } from '../tools/titles-in.ts'
import { facetsOf } from './facets.ts'
import { type MessageContext, readMessage } from './read-message.ts'

const SHELF: readonly (readonly [
  title: string,
  categories: readonly string[],
  year: number,
  price: number,
  text: string,
])[] = [
  ['Paper Lions', ['Comedy'], 1984, 12, 'Two clerks fold lions out of tax forms.'],
  ['The Cold Stair', ['Horror'], 1979, 9, 'A house with one stair too many.'],
  ['Moon Ferry', ['Sci-Fi', 'Romance'], 1999, 20, 'A ferryman between moons meets a botanist.'],
  ['A Quiet Orchard', ['Drama'], 1990, 15, 'Three sisters and an orchard.'],
  ['Paper Lions Return', ['Comedy', 'Crime'], 1991, 14, 'The clerks are back, and so is the taxman.'],
  ['Old Harbour', ['Film-Noir', 'Crime'], 1948, 7, 'A detective waits for a ship.'],
  ['Show', ['Musical'], 2001, 18, 'A show about a show.'],
]

/** A small shelf of invented films. */
export const shelf: Dataset = datasetFromRows([{ user: userId('u1'), item: itemId('1'), value: 5, at: 1 }], {
  name: 'shelf',
  licence: 'ours',
  scale: { min: 1, max: 5, step: 1 },
  catalogue: SHELF.map(([title, categories, year, price, text], place) => ({
    id: itemId(String(place + 1)),
    title,
    categories,
    attributes: { year },
    price,
    text,
  })),
  people: [{ id: userId('u1') }],
})

const columns = catalogueColumns(shelf)

/** What messages about the shelf are read against. */
export const context: MessageContext = {
  facets: facetsOf(columns),
  grounder: grounder(shelf.catalogue),
  titles: titlesIn(shelf.catalogue),
  shown: [0, 1, 2] as ItemIndex[],
}

/** A message in few letters: acts one after the other, and what was not understood. */
export function read(text: string, shown: readonly number[] = [0, 1, 2]): string {
  const { acts, unread, unknownTitles } = readMessage(text, { ...context, shown: shown as ItemIndex[] })
  const parts = acts.map((act) => {
    switch (act.type) {
      case 'wish':
        return `${act.mode} ${act.wish.strength} ${act.wish.words}`
      case 'lift':
        return `lift ${act.field} ${act.value ?? ''}`.trim()
      case 'count':
        return `count ${act.k}`
      case 'order':
        return `order ${act.by}`
      case 'tell':
        return `tell ${act.items.join(' ')} ${act.field ?? ''}`.trim()
      case 'chat':
        return act.about
      default:
        return 'items' in act ? `${act.type} ${act.items.join(' ')}`.trim() : act.type
    }
  })
  return [...parts, ...unread.map((word) => `? ${word}`), ...unknownTitles.map((title) => `no title ${title}`)].join(
    '; ',
  )
}
