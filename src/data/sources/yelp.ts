/* The Yelp Open Dataset: reviews with the businesses they are about and the people who wrote them, as JSON Lines. */
import { z } from 'zod'
import type { Item, Scale, User } from '../../domain/index.ts'
import { datasetFromColumns } from '../dataset.ts'
import { holdsAll, openFolder } from './_folder.ts'
import { cardOptions, readItems, readPeople } from './_read-cards.ts'
import { eitherEncoding, readEvents } from './_read-events.ts'
import { source } from './source.ts'

const stars: Scale = { min: 1, max: 5, step: 1 }
const review = /review\.json$/
const business = /business\.json$/
const user = /user\.json$/

/** Yelp: the folder with `yelp_academic_dataset_review.json` and its neighbours. */
export const yelp = source({
  name: 'yelp',
  about: 'the folder of the Yelp Open Dataset: review, business and user files',
  options: z.object({}),
  recognises: (_, files) => holdsAll(files, [review, business]),
  async read(path, _, table) {
    const folder = await openFolder(path)
    const plan = () => ({ user: 'user_id', item: 'business_id', value: 'stars', at: 'date' })
    const reviews = folder.need(review, 'file …review.json')
    const events = await readEvents({ paths: [reviews], values: 'guess', plan }, { scale: stars, ...table })
    const [places, writers] = [folder.find(business), folder.find(user)]
    const none = { items: [] as readonly Item[], people: [] as readonly User[], notes: [] as readonly string[] }
    // Average stars and counts of reviews are left out: they know the reviews of the test part.
    const items =
      places === undefined
        ? none
        : await eitherEncoding((encoding) =>
            readItems(places, cardOptions(table, encoding), (columns) => ({
              id: 'business_id',
              title: 'name',
              categories: 'categories',
              between: ',',
              attributes: ['city', 'state', 'latitude', 'longitude'].filter(has(columns)).map((column) => ({ column })),
            })),
          )
    const people =
      writers === undefined
        ? none
        : await eitherEncoding((encoding) =>
            readPeople(writers, cardOptions(table, encoding), (columns) => ({
              id: 'user_id',
              attributes: ['name', 'yelping_since'].filter(has(columns)).map((column) => ({ column, kind: 'text' })),
              connections: 'friends',
            })),
          )
    return datasetFromColumns(events.rows, {
      name: 'yelp',
      licence: "Yelp Open Dataset: academic use under Yelp's terms, no redistribution",
      ...(events.scale ? { scale: events.scale } : {}),
      catalogue: items.items,
      people: people.people,
      duplicates: events.duplicates,
      notes: [...events.notes, ...items.notes, ...people.notes],
    })
  },
})

const has =
  (columns: readonly string[]) =>
  (column: string): boolean =>
    columns.includes(column)
