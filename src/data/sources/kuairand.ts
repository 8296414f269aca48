/*
 * KuaiRand: videos that people were shown and what they did with them; the log of impressions is whole.
 *
 * C. Gao et al. 2022. KuaiRand: An Unbiased Sequential Recommendation Dataset with Randomly Exposed Videos. CIKM.
 */
import { join } from 'node:path'
import { z } from 'zod'
import { type Item, TastemakerError, type User } from '../../domain/index.ts'
import { datasetFromColumns } from '../dataset.ts'
import type { EventRows } from './_event-sink.ts'
import { type Folder, openFolder } from './_folder.ts'
import { type CardOptions, cardOptions, readItems, readPeople } from './_read-cards.ts'
import { eitherEncoding, readEvents } from './_read-events.ts'
import { source } from './source.ts'

const actions = ['is_click', 'is_like', 'is_follow', 'is_comment', 'is_forward', 'long_view'] as const

/** KuaiRand: every row is an impression; those with the action are the log. */
export const kuairand = source({
  name: 'kuairand',
  about: `a folder with KuaiRand-Pure, 1K or 27K; action=${actions.join('|')}, log=standard|random`,
  options: z.object({
    action: z.enum(actions).default('is_click'),
    /** `standard` is what recommenders chose to show, `random` what chance did. */
    log: z.enum(['standard', 'random']).default('standard'),
  }),
  recognises: (_, files) => files?.some((name) => /^log_standard.*\.csv/.test(name)) ?? false,
  async read(path, { action, log }, table) {
    const given = await openFolder(path)
    const pattern = new RegExp(`^log_${log}.*\\.csv$`)
    const folder =
      given.find(pattern) === undefined ? await openFolder(join(given.path, 'data')).catch(() => given) : given
    const paths = folder.all(pattern)
    const [first, ...rest] = paths
    if (first === undefined) {
      const what = `The folder ${given.path} has no log_${log}….csv.`
      throw new TastemakerError('io/missing', what, 'Give the folder of KuaiRand as it was unpacked.')
    }
    const events = await readEvents(
      {
        paths: [first, ...rest],
        values: 'weights',
        plan: () => ({
          user: 'user_id',
          item: 'video_id',
          value: action,
          at: 'time_ms',
          context: [{ name: 'environment', column: 'tab' }],
        }),
      },
      { ...table, duplicates: table.duplicates ?? 'keep-all' },
    )
    const taken = takenUp(events.rows)
    const known = new Set<string>(events.rows.itemIds)
    const beside = await eitherEncoding((encoding) => cardsOf(folder, { ...cardOptions(table, encoding), known }))
    return datasetFromColumns(
      { ...events.rows, ...taken, impressions: events.rows },
      {
        name: 'kuairand',
        licence: 'KuaiRand (Gao et al. 2022): CC BY-SA 4.0 as its authors state; check the terms at the source',
        catalogue: beside.items,
        people: beside.people,
        duplicates: events.duplicates,
        notes: [
          ...events.notes,
          `${taken.user.length} of ${events.rows.user.length} impressions with ${action} are the log; the environment is the tab of the app`,
          ...beside.notes,
        ],
      },
    )
  },
})

/** The rows of the impressions with the action, each counting 1. */
function takenUp({ user, item, value, at, context = [] }: EventRows) {
  const rows = Int32Array.from(value.keys()).filter((row) => value[row] === 1)
  const of = (column: ArrayLike<number>): Float64Array => Float64Array.from(rows, (row) => column[row]!)
  return {
    user: of(user),
    item: of(item),
    value: of(value),
    at: of(at),
    context: context.map((column) => ({ ...column, codes: Int32Array.from(rows, (row) => column.codes[row]!) })),
  }
}

async function cardsOf(
  folder: Folder,
  options: CardOptions,
): Promise<{ readonly items: readonly Item[]; readonly people: readonly User[]; readonly notes: readonly string[] }> {
  const [videos, viewers] = [folder.find(/^video_features_basic.*\.csv$/), folder.find(/^user_features.*\.csv$/)]
  const { items, notes } =
    videos === undefined
      ? { items: [], notes: [] }
      : await readItems(videos, options, (columns) => ({
          id: 'video_id',
          ...(columns.includes('tag') ? { categories: 'tag', between: ',' } : {}),
          ...(columns.includes('upload_dt') ? { releasedAt: 'upload_dt' } : {}),
          attributes: [
            { column: 'author_id', kind: 'text' as const },
            { column: 'video_type', kind: 'text' as const },
            { column: 'upload_type', kind: 'text' as const },
            { column: 'video_duration' },
          ].filter(({ column }) => columns.includes(column)),
        }))
  const { known: _, ...everybody } = options
  const people =
    viewers === undefined
      ? { people: [], notes: [] }
      : await readPeople(viewers, everybody, (columns) => ({
          id: 'user_id',
          attributes: columns.filter((column) => column !== 'user_id').map((column) => ({ column })),
        }))
  return { items, people: people.people, notes: [...notes, ...people.notes] }
}
