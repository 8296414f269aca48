/*
 * The MovieLens family: 100K in its own form, 1M and 10M as `::` files, 20M, 25M, 32M and "latest" as CSV.
 *
 * F. M. Harper and J. A. Konstan. 2015. The MovieLens Datasets: History and Context. ACM TiiS 5(4).
 */
import { z } from 'zod'
import type { Item, Scale, User } from '../../domain/index.ts'
import { datasetFromColumns } from '../dataset.ts'
import { type Folder, holdsAll, nameOf, openFolder } from './_folder.ts'
import { naturalTitle } from './_natural-title.ts'
import { type CardOptions, cardOptions, eachText, readItems, readPeople } from './_read-cards.ts'
import { type EventFiles, eitherEncoding, readEvents } from './_read-events.ts'
import { holdsMovieLens100k, readMovieLens100k } from './movielens-100k.ts'
import { source } from './source.ts'

const colons = { separator: '::', quotes: false } as const
const wholeStars: Scale = { min: 1, max: 5, step: 1 }
const halfStars: Scale = { min: 0.5, max: 5, step: 0.5 }

/** MovieLens 100K, 1M, 10M, 20M, 25M, 32M and latest, by the files in the folder; `tags=true` makes tags the text of films. */
export const movielens = source({
  name: 'movielens',
  about: 'a folder with MovieLens 100K, 1M, 10M, 20M, 25M or 32M as it was unpacked',
  options: z.object({ tags: z.boolean().default(false) }),
  recognises: (path, files) =>
    files !== null &&
    (holdsMovieLens100k(path) ||
      holdsAll(files, [/^ratings\.dat$/, /^movies\.dat$/]) ||
      holdsAll(files, [/^ratings\.csv$/, /^movies\.csv$/])),
  async read(path, { tags }, table) {
    const folder = await openFolder(path)
    if (holdsMovieLens100k(folder.path)) return readMovieLens100k(folder.path)
    const ratings = folder.need(/^ratings\.(dat|csv)$/, 'ratings.dat or ratings.csv')
    const { files, scale } = logOf(ratings, folder)
    const events = await readEvents(files, { scale, ...table })
    const cards = await eitherEncoding((encoding) => filmsOf(folder, cardOptions(table, encoding), tags))
    const raters = await eitherEncoding((encoding) => ratersOf(folder, cardOptions(table, encoding)))
    const name = nameOf(folder.path)
    return datasetFromColumns(events.rows, {
      name: name.startsWith('ml-') ? name : 'movielens',
      licence: 'MovieLens: research use, no redistribution (GroupLens, University of Minnesota)',
      ...(events.scale ? { scale: events.scale } : {}),
      catalogue: cards.items,
      people: raters.people,
      duplicates: events.duplicates,
      notes: [...events.notes, ...cards.notes, ...raters.notes],
    })
  },
})

/** How the log is read: the older sets have no line of names, and only 1M is rated in whole stars. */
function logOf(ratings: string, folder: Folder): { readonly files: EventFiles; readonly scale: Scale } {
  const columns = { user: 'userId', item: 'movieId', value: 'rating', at: 'timestamp' }
  const paths = [ratings] as const
  if (!/\.dat(\.|$)/.test(ratings)) return { files: { paths, values: 'guess', plan: () => columns }, scale: halfStars }
  const layout = { ...colons, names: Object.values(columns) }
  const scale = folder.find(/^users\.dat$/) === undefined ? halfStars : wholeStars
  return { files: { paths, layout, values: 'guess', plan: () => columns }, scale }
}

async function filmsOf(
  folder: Folder,
  options: CardOptions,
  tags: boolean,
): Promise<{ readonly items: readonly Item[]; readonly notes: readonly string[] }> {
  const movies = folder.need(/^movies\.(dat|csv)$/, 'movies.dat or movies.csv')
  const layout = { ...colons, names: ['movieId', 'title', 'genres'] }
  const films = await readItems(movies, isColons(movies) ? { ...options, layout } : options, () => ({
    id: 'movieId',
    title: 'title',
    categories: 'genres',
    between: '|',
  }))
  const links = folder.find(/^links\.csv$/)
  const linked = links === undefined ? null : await readItems(links, options, linkColumns)
  const linkedTo = new Map(linked?.items.map((item) => [item.id, item.attributes]))
  const words = tags ? await tagsOf(folder, options) : new Map<string, string>()
  return {
    items: films.items.map((film) => {
      const title = naturalTitle(film.title)
      const year = /\((\d{4})\)\s*$/.exec(title)?.[1]
      const text = words.get(film.id)
      return {
        ...film,
        title,
        ...(text === undefined ? {} : { text }),
        attributes: { ...(year === undefined ? {} : { year: Number(year) }), ...linkedTo.get(film.id) },
      }
    }),
    notes: films.notes,
  }
}

const linkColumns = () => ({
  id: 'movieId',
  attributes: ['imdbId', 'tmdbId'].map((column) => ({ column, kind: 'text' as const })),
})

const mostTags = 20

/** The commonest tags of each film as its text. They come from all years, those of the test part too: hence no default. */
async function tagsOf(folder: Folder, options: CardOptions): Promise<ReadonlyMap<string, string>> {
  const path = folder.need(/^tags\.(dat|csv)$/, 'tags.dat or tags.csv')
  const layout = { ...colons, names: ['userId', 'movieId', 'tag', 'timestamp'] }
  const counts = new Map<string, Map<string, number>>()
  await eachText(
    path,
    isColons(path) ? { ...options, layout } : options,
    () => ['movieId', 'tag'],
    ([film, tag]) => {
      const mine = counts.get(film!) ?? new Map<string, number>()
      const word = tag!.trim().toLowerCase()
      if (word !== '') counts.set(film!, mine.set(word, (mine.get(word) ?? 0) + 1))
    },
  )
  return new Map(
    [...counts].map(([film, mine]) => {
      const byCount = [...mine].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
      return [
        film,
        byCount
          .slice(0, mostTags)
          .map(([tag]) => tag)
          .join(', '),
      ]
    }),
  )
}

/** Only 1M tells of its people. */
async function ratersOf(
  folder: Folder,
  options: CardOptions,
): Promise<{ readonly people: readonly User[]; readonly notes: readonly string[] }> {
  const path = folder.find(/^users\.dat$/)
  if (path === undefined) return { people: [], notes: [] }
  const layout = { ...colons, names: ['userId', 'gender', 'age', 'occupation', 'zipCode'] }
  return readPeople(path, { ...options, layout }, () => ({
    id: 'userId',
    demographics: [
      { column: 'age', kind: 'number' },
      { column: 'gender', kind: 'text' },
      // A number that stands for a trade, no amount.
      { column: 'occupation', kind: 'text' },
      { column: 'zipCode', kind: 'text' },
    ],
  }))
}

function isColons(path: string): boolean {
  return /\.dat(\.\w+)?$/.test(path)
}
