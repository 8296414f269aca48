import { type Item, TastemakerError, type User, userId } from '../../domain/index.ts'
import { type AttributeColumn, type CardColumns, Cards, cardColumnNames } from './_cards.ts'
import { type Cells, isEmpty, type Place } from './_cells.ts'
import { FirstValues } from './_first-values.ts'
import { IdNumbers } from './_id-numbers.ts'
import { type OpenOptions, openTable } from './_open-table.ts'
import { rejects, whereIs } from './_rejects.ts'

/** How a file about items or people is read. */
export interface CardOptions extends OpenOptions {
  /** The id, given the names of the columns. */
  readonly maxErrors: number
}

/** Items of a file with one record an item, and what was left out. */
export async function readItems(
  path: string,
  options: CardOptions,
  plan: (columns: readonly string[]) => { readonly id: string } & CardColumns,
): Promise<{ readonly items: readonly Item[]; readonly notes: readonly string[] }> {
  const source = await openTable(path, options)
  if (source === null) return { items: [], notes: [] }
  const columns = plan(source.columns)
  const wanted = [...new Set([columns.id, ...cardColumnNames(columns)])]
  const cards = new Cards(columns, (name) => wanted.indexOf(name))
  const { ids, notes } = await eachId(path, options, source.read.bind(source, wanted), (number, cells) =>
    cards.see(number, cells),
  )
  return { items: cards.items(ids, path), notes }
}

/** Which columns tell of a person. */
export interface PersonColumns {
  readonly id: string
  readonly demographics?: readonly AttributeColumn[]
  readonly attributes?: readonly AttributeColumn[]
  /** A column with the ids of other people, separated by commas or as a list. */
  readonly connections?: string
}

/** People of a file with one record a person, and what was left out. */
export async function readPeople(
  path: string,
  options: CardOptions,
  plan: (columns: readonly string[]) => PersonColumns,
): Promise<{ readonly people: readonly User[]; readonly notes: readonly string[] }> {
  const source = await openTable(path, options)
  if (source === null) return { people: [], notes: [] }
  const { id, demographics = [], attributes = [], connections } = plan(source.columns)
  const used = [...demographics, ...attributes].map(({ column }) => column)
  const wanted = [...new Set([id, ...used, ...(connections === undefined ? [] : [connections])])]
  const values = new Map(wanted.map((name, place) => [name, new FirstValues(name, place)]))
  const { ids, notes } = await eachId(path, options, source.read.bind(source, wanted), (number, cells) => {
    for (const column of values.values()) column.see(number, cells)
  })
  const typed = (columns: readonly AttributeColumn[]) =>
    columns.map(({ column, name = column, kind = 'guess' }) => ({
      name,
      values: values.get(column)!.values(path, kind),
    }))
  const [facts, traits] = [typed(demographics), typed(attributes)]
  const people = ids.map((text, number) => {
    const friends = connections === undefined ? undefined : values.get(connections)!.text(number)
    const known = (columns: typeof facts) =>
      Object.fromEntries(
        columns.flatMap(({ name, values: of }) => (of[number] === undefined ? [] : [[name, of[number]]])),
      )
    return {
      id: userId(text),
      ...(facts.length > 0 ? { demographics: demographicsOf(known(facts)) } : {}),
      ...(traits.length > 0 ? { attributes: known(traits) } : {}),
      ...(friends === undefined ? {} : { connections: friendsOf(friends) }),
    }
  })
  return { people, notes }
}

async function eachId(
  path: string,
  { maxErrors, encoding }: CardOptions,
  read: (sink: {
    record(cells: Cells): void
    malformed(reason: string, detail: string, place: Place): void
  }) => Promise<void>,
  see: (number: number, cells: Cells) => void,
): Promise<{ readonly ids: readonly string[]; readonly notes: readonly string[] }> {
  const numbers = new IdNumbers()
  const left = rejects(path, maxErrors)
  await read({
    record(cells) {
      if (isEmpty(cells, 0)) {
        left.bad('no id', cells, () => new TastemakerError('format/value', `${whereIs(cells, path)} has no id.`))
        return
      }
      see(numbers.at(cells, 0), cells)
    },
    malformed(reason, detail, place) {
      left.bad(reason, place, () => new TastemakerError('format/unreadable', `${whereIs(place, path)} ${detail}.`))
    },
  })
  return { ids: numbers.texts(encoding), notes: left.notes() }
}

function demographicsOf(values: Readonly<Record<string, string | number | boolean>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'boolean' ? String(value) : value]),
  )
}

function friendsOf(text: string) {
  if (text === 'None') return []
  return text
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map((friend) => friend.trim().replace(/^["'](.*)["']$/, '$1'))
    .filter((friend) => friend !== '')
    .map(userId)
}
