/*
 * Games of Steam: reviews as JSON Lines or Python lines (McAuley's group), or the CSV of 200,000 purchases and hours.
 *
 * W.-C. Kang and J. McAuley. 2018. Self-Attentive Sequential Recommendation. ICDM.
 */
import { z } from 'zod'
import { type Item, TastemakerError } from '../../domain/index.ts'
import { datasetFromColumns } from '../dataset.ts'
import type { RowFilter } from './_event-sink.ts'
import { nameOf, openFolder, plainName } from './_folder.ts'
import { cardOptions, readItems } from './_read-cards.ts'
import { type EventFiles, eitherEncoding, readEvents } from './_read-events.ts'
import { source } from './source.ts'

const log = /^(steam[-_]200k\.csv|(australian_user_|steam_)reviews.*\.json|steam_new\.json)$/
const games = /^steam_games\.json$/

/** Steam: reviews count as events, or by the hours played (`value=hours`); of the CSV the hours (`action=play`) or purchases. */
export const steam = source({
  name: 'steam',
  about:
    'Steam reviews as JSON or Python lines, or steam-200k.csv; action=play|purchase, value=events|hours, games=PATH',
  options: z.object({
    action: z.enum(['play', 'purchase']).default('play'),
    value: z.enum(['events', 'hours']).optional(),
    games: z.string().optional(),
  }),
  recognises: (path, files) => (files ?? [path.replace(/^.*[\\/]/, '')]).some((name) => log.test(plainName(name))),
  async read(path, { action, value, games: given }, table) {
    const folder = await openFolder(path)
    const isFolder = folder.path === path
    const file = isFolder ? folder.need(log, 'steam-200k.csv or steam_reviews.json') : path
    const isCsv = /\.csv$/.test(plainName(file))
    const files = isCsv ? hoursOf(file, action) : reviewsOf(file, value === 'hours')
    const events = await readEvents(files, table)
    const cards = given ?? folder.find(games)
    const known = new Set<string>(events.rows.itemIds)
    const items =
      isCsv || cards === undefined
        ? { items: events.cards, notes: [] as readonly string[] }
        : await eitherEncoding((encoding) => readItems(cards, { ...cardOptions(table, encoding), known }, gamePlan))
    return datasetFromColumns(events.rows, {
      name: nameOf(file),
      licence: 'Steam: collected from public pages for research; the texts belong to their writers',
      catalogue: items.items as readonly Item[],
      duplicates: events.duplicates,
      notes: [...events.notes, ...items.notes],
    })
  },
})

/** Rows are `person, name of the game, purchase or play, hours`, without a line of names; a purchase has 1 for hours. */
function hoursOf(path: string, action: 'play' | 'purchase'): EventFiles {
  const names = ['user', 'game', 'action', 'hours', 'zero']
  const filter = (): RowFilter => ({
    columns: ['action'],
    judge: (text) => (text(0) === action ? null : `another action than ${action}`),
  })
  const value = action === 'play' ? { value: 'hours' } : {}
  return {
    paths: [path],
    layout: { separator: ',', names },
    values: 'weights',
    filter,
    plan: () => ({ user: 'user', item: 'game', ...value }),
  }
}

function reviewsOf(path: string, hours: boolean): EventFiles {
  return {
    paths: [path],
    values: 'weights',
    ...(hours ? { filter: () => ({ columns: ['hours'], judge: (text) => (text(0) === '' ? 'no hours' : null) }) } : {}),
    plan(columns) {
      const of = (...names: string[]): string | undefined => names.find((name) => columns.includes(name))
      const [user, item] = [of('user_id', 'username', 'steamid'), of('product_id', 'item_id', 'appid', 'app_id')]
      if (user === undefined || item === undefined) {
        const what = `${path} has no column for the person or the game. Its columns are: ${columns.join(', ')}.`
        throw new TastemakerError('format/column', what, 'Read it as a table: --columns user=…,item=….')
      }
      const at = of('date', 'timestamp', 'posted')
      return { user, item, ...(at === undefined ? {} : { at }), ...(hours ? { value: 'hours' } : {}) }
    },
  }
}

function gamePlan(columns: readonly string[]) {
  const has = (name: string): boolean => columns.includes(name)
  return {
    id: has('id') ? 'id' : 'app_id',
    title: has('app_name') ? 'app_name' : 'title',
    ...(has('genres') ? { categories: 'genres' } : {}),
    ...(has('price') ? { price: 'price' } : {}),
    ...(has('release_date') ? { releasedAt: 'release_date' } : {}),
    attributes: ['developer', 'publisher'].filter(has).map((column) => ({ column, kind: 'text' as const })),
  }
}
