/*
 * Plays of Last.fm in the forms that are around: 360K (artists with plays), 1K (single plays), HetRec 2011 (artists with
 * plays, friends, tags) and the LFM collections of Linz.
 *
 * O. Celma. 2010. Music Recommendation and Discovery in the Long Tail. Springer.
 * I. Cantador, P. Brusilovsky, T. Kuflik. 2011. HetRec 2011. RecSys.
 * M. Schedl. 2016. The LFM-1b Dataset for Music Retrieval and Recommendation. ICMR.
 */
import { z } from 'zod'
import { type Item, TastemakerError, type User, type UserId, userId } from '../../domain/index.ts'
import { datasetFromColumns } from '../dataset.ts'
import type { EventColumns } from './_event-columns.ts'
import { type Folder, openFolder, plainName } from './_folder.ts'
import { type CardOptions, cardOptions, eachText, readItems, readPeople } from './_read-cards.ts'
import { eitherEncoding, readEvents } from './_read-events.ts'
import { source } from './source.ts'

const rows = { separator: '\t', quotes: false } as const

/** One of the forms: how its log is called and read. */
interface Form {
  readonly name: string
  readonly log: RegExp
  readonly licence: string
  /** Names of the columns, where the file has none. */
  readonly names?: readonly string[]
  /** Columns of the log for artists and for tracks; null where it has none of them. */
  readonly artist: EventColumns | null
  readonly track: EventColumns | null
}

const celma = 'Last.fm: non-commercial use, by permission of Last.fm (O. Celma)'
const linz = 'LFM: non-commercial research use (JKU Linz)'

const forms: readonly Form[] = [
  {
    name: 'lastfm-360k',
    log: /^usersha1-artmbid-artname-plays\.tsv$/,
    licence: celma,
    names: ['user', 'artist', 'artist name', 'plays'],
    artist: { user: 'user', item: 'artist', value: 'plays', card: { title: 'artist name' } },
    track: null,
  },
  {
    name: 'lastfm-1k',
    log: /^userid-timestamp-artid-artname-traid-traname\.tsv$/,
    licence: celma,
    names: ['user', 'time', 'artist', 'artist name', 'track', 'track name'],
    artist: { user: 'user', item: 'artist', at: 'time', card: { title: 'artist name' } },
    track: {
      user: 'user',
      item: 'track',
      at: 'time',
      card: { title: 'track name', attributes: [{ column: 'artist name', name: 'artist', kind: 'text' }] },
    },
  },
  {
    name: 'lastfm-hetrec',
    log: /^user_artists\.dat$/,
    licence: 'Last.fm (HetRec 2011): non-commercial research use',
    artist: { user: 'userID', item: 'artistID', value: 'weight' },
    track: null,
  },
  {
    name: 'lfm-1b',
    log: /^LFM-1b_LEs\.txt$/,
    licence: linz,
    names: ['user', 'artist', 'album', 'track', 'time'],
    artist: { user: 'user', item: 'artist', at: 'time' },
    track: { user: 'user', item: 'track', at: 'time' },
  },
  {
    name: 'lfm-2b',
    log: /^listening[-_]counts\.tsv$/,
    licence: linz,
    artist: null,
    track: { user: 'user_id', item: 'track_id', value: 'count' },
  },
  {
    name: 'lfm-2b',
    log: /^listening[-_]events\.tsv$/,
    licence: linz,
    artist: null,
    track: { user: 'user_id', item: 'track_id', at: 'timestamp' },
  },
]

/** Last.fm: the folder of one of its data sets; `item=artist` or `item=track` where there are both. */
export const lastfm = source({
  name: 'lastfm',
  about: 'a folder with Last.fm 360K, 1K, HetRec 2011 or LFM; item=artist|track',
  options: z.object({ item: z.enum(['artist', 'track']).optional() }),
  recognises: (_, files) => files?.some((name) => forms.some(({ log }) => log.test(plainName(name)))) ?? false,
  async read(path, { item }, table) {
    const folder = await openFolder(path)
    const form = forms.find(({ log }) => folder.find(log) !== undefined)
    if (form === undefined) {
      const what = `The folder ${folder.path} holds no log of Last.fm.`
      throw new TastemakerError(
        'io/missing',
        what,
        'Known are 360K, 1K, HetRec 2011, LFM-1b and LFM-2b as they were unpacked.',
      )
    }
    const columns = item === undefined ? (form.artist ?? form.track!) : form[item]
    if (columns === null) {
      const other = item === 'track' ? 'artist' : 'track'
      throw new TastemakerError('config/option', `${form.name} tells of no ${item}s.`, `Take item=${other}.`)
    }
    const events = await readEvents(
      {
        paths: [folder.find(form.log)!],
        layout: form.names ? { ...rows, names: form.names } : rows,
        values: 'weights',
        // Some artists and tracks have no number in MusicBrainz: they are nobody that could be recommended.
        filter: () => ({
          columns: [columns.item],
          judge: (text) => (text(0) === '' ? `no number of the ${columns.item}` : null),
        }),
        plan: () => columns,
      },
      table,
    )
    const beside = await eitherEncoding((encoding) => cardsOf(form, folder, cardOptions(table, encoding)))
    return datasetFromColumns(events.rows, {
      name: form.name,
      licence: form.licence,
      catalogue: beside.items.length > 0 ? beside.items : events.cards,
      people: beside.people,
      duplicates: events.duplicates,
      notes: [...events.notes, ...beside.notes],
    })
  },
})

interface Beside {
  readonly items: readonly Item[]
  readonly people: readonly User[]
  readonly notes: readonly string[]
}

/** What the files beside the log tell of artists and people. */
async function cardsOf(form: Form, folder: Folder, options: CardOptions): Promise<Beside> {
  if (form.name === 'lastfm-360k' || form.name === 'lastfm-1k') {
    const profiles = folder.find(/^(usersha1-profile|userid-profile)\.tsv$/)
    if (profiles === undefined) return { items: [], people: [], notes: [] }
    const layout = { ...rows, names: ['user', 'gender', 'age', 'country', 'since'], header: form.name === 'lastfm-1k' }
    const { people, notes } = await readPeople(profiles, { ...options, layout }, () => ({
      id: 'user',
      demographics: [
        { column: 'gender', kind: 'text' },
        { column: 'age', kind: 'number' },
        { column: 'country', kind: 'text' },
      ],
    }))
    return { items: [], people, notes }
  }
  if (form.name !== 'lastfm-hetrec') return { items: [], people: [], notes: [] }
  const artists = folder.find(/^artists\.dat$/)
  const friends = folder.find(/^user_friends\.dat$/)
  const { items, notes } =
    artists === undefined
      ? { items: [], notes: [] }
      : await readItems(artists, { ...options, layout: rows }, () => ({ id: 'id', title: 'name', image: 'pictureURL' }))
  const connections = new Map<string, UserId[]>()
  if (friends !== undefined) {
    await eachText(
      friends,
      { ...options, layout: rows },
      () => ['userID', 'friendID'],
      ([one, other]) => {
        const mine = connections.get(one!)
        if (mine) mine.push(userId(other!))
        else connections.set(one!, [userId(other!)])
      },
    )
  }
  return { items, people: Array.from(connections, ([id, others]) => ({ id: userId(id), connections: others })), notes }
}
