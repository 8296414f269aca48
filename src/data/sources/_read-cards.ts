import { type Item, TastemakerError, type User, userId } from '../../domain/index.ts'
import { type AttributeColumn, type CardColumns, Cards, cardColumnNames, listOf } from './_cards.ts'
import { type Cells, type Encoding, isEmpty, textOf } from './_cells.ts'
import { defaultMemory } from './_duckdb.ts'
import { FirstValues } from './_first-values.ts'
import { IdNumbers } from './_id-numbers.ts'
import { type OpenOptions, openTable } from './_open-table.ts'
import { rejects, whereIs } from './_rejects.ts'
import { requireColumns, type TableSource } from './_table-source.ts'
import type { TableOptions } from './table-options.ts'

/** How a file beside the log is read. */
export interface CardOptions extends OpenOptions {
  readonly maxErrors: number
  /** Records with any other id are passed over. */
  readonly known?: ReadonlySet<string>
}

/** The same for all files of a data set. */
export function cardOptions({ memory = defaultMemory, maxErrors = 0 }: TableOptions, encoding: Encoding): CardOptions {
  return { encoding, memory, maxErrors }
}

/** Items of a file with one record an item, and what was left out. */
export async function readItems(
  path: string,
  options: CardOptions,
  plan: (columns: readonly string[]) => { readonly id: string } & CardColumns,
): Promise<{ readonly items: readonly Item[]; readonly notes: readonly string[] }> {
  const source = await openTable(path, options)
  if (source === null) return { items: [], notes: [] }
  const { id, ...columns } = plan(source.columns)
  const wanted = [...new Set([id, ...cardColumnNames(columns)])]
  requireColumns(path, source.columns, wanted)
  const cards = new Cards(columns, (name) => wanted.indexOf(name))
  const numbers = new IdNumbers()
  const notes = await eachRow(path, source, options, wanted, (cells) => cards.see(numbers.at(cells, 0), cells))
  return { items: cards.items(numbers.texts(options.encoding), path), notes }
}

/** Which columns tell of a person. */
export interface PersonColumns {
  readonly id: string
  readonly demographics?: readonly AttributeColumn[]
  readonly attributes?: readonly AttributeColumn[]
  /** A column with the ids of other people, as a list or with commas between. */
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
  requireColumns(path, source.columns, wanted)
  const values = new Map(wanted.map((name, place) => [name, new FirstValues(name, place)]))
  const numbers = new IdNumbers()
  const notes = await eachRow(path, source, options, wanted, (cells) => {
    const number = numbers.at(cells, 0)
    for (const column of values.values()) column.see(number, cells)
  })
  const facts = (
    columns: readonly AttributeColumn[],
  ): ((number: number) => Record<string, string | number | boolean>) => {
    const typed = columns.map(({ column, name = column, kind = 'guess' }) => ({
      name,
      of: values.get(column)!.values(path, kind),
    }))
    return (number) =>
      Object.fromEntries(typed.flatMap(({ name, of }) => (of[number] === undefined ? [] : [[name, of[number]]])))
  }
  const [demographicsOf, attributesOf] = [facts(demographics), facts(attributes)]
  const people = numbers.texts(options.encoding).map((text, number) => {
    const friends = connections === undefined ? undefined : values.get(connections)!.text(number)
    return {
      id: userId(text),
      ...(demographics.length > 0 ? { demographics: plainFacts(demographicsOf(number)) } : {}),
      ...(attributes.length > 0 ? { attributes: attributesOf(number) } : {}),
      ...(friends === undefined ? {} : { connections: friendsOf(friends) }),
    }
  })
  return { people, notes }
}

/**
 * Hands over some columns of a file as texts, record by record.
 *
 * @param plan the columns to read, given those of the file
 * @returns notes on what was left out
 */
export async function eachText(
  path: string,
  options: CardOptions,
  plan: (columns: readonly string[]) => readonly string[],
  take: (texts: readonly string[]) => void,
): Promise<readonly string[]> {
  const source = await openTable(path, options)
  if (source === null) return []
  const wanted = plan(source.columns)
  requireColumns(path, source.columns, wanted)
  return eachRow(path, source, options, wanted, (cells) => take(wanted.map((_, place) => textOf(cells, place))))
}

/** @returns notes on what was left out */
async function eachRow(
  path: string,
  source: TableSource,
  options: CardOptions,
  wanted: readonly string[],
  take: (cells: Cells) => void,
): Promise<readonly string[]> {
  const { maxErrors, known } = options
  const left = rejects(path, maxErrors)
  await source.read(wanted, {
    record(cells) {
      if (!isEmpty(cells, 0)) {
        if (known === undefined || known.has(textOf(cells, 0))) take(cells)
        return
      }
      const error = (): TastemakerError =>
        new TastemakerError(
          'format/value',
          `${whereIs(cells, path)}: column "${wanted[0]}" must hold an id, it is empty.`,
        )
      left.bad(`no "${wanted[0]}"`, cells, error)
    },
    malformed(reason, detail, place) {
      left.bad(reason, place, () => new TastemakerError('format/unreadable', `${whereIs(place, path)} ${detail}.`))
    },
  })
  return left.notes()
}

/** Demographics are texts and numbers. */
function plainFacts(facts: Readonly<Record<string, string | number | boolean>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, typeof value === 'boolean' ? String(value) : value]),
  )
}

function friendsOf(text: string): User['connections'] {
  // Yelp writes None for somebody without friends.
  const ids = text === 'None' ? [] : text.startsWith('[') ? listOf(text) : text.split(',')
  return ids.map((id) => userId(id.trim())).filter((id) => id !== '')
}
