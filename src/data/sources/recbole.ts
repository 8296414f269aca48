/*
 * The atomic files of RecBole: tab-separated, with the type of each column in the first line.
 *
 * W. X. Zhao et al. 2021. RecBole: Towards a Unified, Comprehensive and Efficient Framework for Recommendation
 * Algorithms. CIKM.
 */
import { z } from 'zod'
import { type Item, type User, type UserId, userId } from '../../domain/index.ts'
import { datasetFromColumns } from '../dataset.ts'
import type { SourceColumn } from '../source-columns.ts'
import { type EventColumns, eventColumns } from './_event-columns.ts'
import { type Folder, nameOf, openFolder, plainName } from './_folder.ts'
import { type CardOptions, cardOptions, eachText, type PersonColumns, readItems, readPeople } from './_read-cards.ts'
import { eitherEncoding, readEvents } from './_read-events.ts'
import { type AtomicColumn, atomicColumns, columnNamed } from './_recbole-columns.ts'
import { type CompleteMapping, contextColumns, mapColumns } from './column-mapping.ts'
import { source } from './source.ts'

/** Values stand as they are: nothing is quoted. */
const layout = { separator: '\t', quotes: false } as const
const demographic = ['age', 'gender', 'sex', 'occupation', 'zipcode', 'country', 'city']

/** RecBole: a folder with `NAME.inter`, and `NAME.item`, `NAME.user`, `NAME.net` where there are such, or the `.inter` itself. */
export const recbole = source({
  name: 'recbole',
  about: 'atomic files of RecBole: NAME.inter with NAME.item, NAME.user and NAME.net',
  options: z.object({}),
  mapsColumns: true,
  recognises: (path, files) => (files ?? [path]).filter((name) => plainName(name).endsWith('.inter')).length === 1,
  async read(path, _, table) {
    const folder = await openFolder(path)
    const inter = plainName(path).endsWith('.inter') ? path : folder.need(/\.inter$/, 'file .inter')
    const beside = filesBeside(folder, nameOf(inter))
    let columns: readonly AtomicColumn[] = []
    let mapping: CompleteMapping | undefined
    const events = await readEvents(
      {
        paths: [inter],
        layout,
        values: 'guess',
        plan(names) {
          columns = atomicColumns(names, inter)
          const plain = columns.map(({ name }) => name)
          const { title: _title, categories: _categories, ...parts } = mapColumns(plain, table.columns ?? {}, inter)
          mapping = parts
          return withTypes(eventColumns(parts), columns)
        },
      },
      table,
    )
    const cards = await eitherEncoding((encoding) =>
      readCards(beside, events.rows.userIds, { ...cardOptions(table, encoding), layout }),
    )
    const interactions = partsOf(columns, mapping!)
    const left = columns.filter(({ name }) => !interactions.some((column) => column.name === name))
    return datasetFromColumns(events.rows, {
      name: nameOf(inter),
      licence: 'unknown (RecBole files carry no licence: see where the data came from)',
      ...(events.scale ? { scale: events.scale } : {}),
      catalogue: cards.items,
      people: cards.people,
      duplicates: events.duplicates,
      columns: { interactions, items: cards.itemColumns, users: cards.userColumns },
      notes: [
        ...events.notes,
        ...(left.length > 0
          ? [`columns of interactions that are not kept: ${left.map(({ column }) => column).join(', ')}`]
          : []),
        ...cards.notes,
      ],
    })
  },
})

type Beside = (ending: string) => string | undefined

/** Files of the same data set by their ending. */
function filesBeside(folder: Folder, name: string): Beside {
  return (ending) => folder.all(new RegExp(`\\.${ending}$`)).find((path) => nameOf(path) === name)
}

/** Columns by their plain names, as the file calls them. */
function withTypes({ user, item, value, at, context }: EventColumns, columns: readonly AtomicColumn[]): EventColumns {
  const of = (plain: string): string => columns.find(({ name }) => name === plain)!.column
  return {
    user: of(user),
    item: of(item),
    ...(value === undefined ? {} : { value: of(value) }),
    ...(at === undefined ? {} : { at: of(at) }),
    ...(context ? { context: context.map(({ name, column }) => ({ name, column: of(column) })) } : {}),
  }
}

/** Which part each column that was read plays. */
function partsOf(columns: readonly AtomicColumn[], { context, ...parts }: CompleteMapping): readonly SourceColumn[] {
  const holds = new Map(Object.entries(parts).map(([part, name]) => [name, part]))
  for (const { name, column } of context === undefined ? [] : contextColumns(context)) holds.set(column, name)
  return columns.flatMap(({ name, type }) => (holds.has(name) ? [{ name, type, holds: holds.get(name)! }] : []))
}

async function readCards(beside: Beside, active: readonly UserId[], options: CardOptions) {
  const itemColumns: SourceColumn[] = []
  const userColumns: SourceColumn[] = []
  const [itemFile, userFile, net] = [beside('item'), beside('user'), beside('net')]
  const none = { items: [] as readonly Item[], people: [] as readonly User[], notes: [] as readonly string[] }
  const { items, notes: itemNotes } =
    itemFile === undefined
      ? none
      : await readItems(itemFile, options, (names) => itemPlan(names, itemFile, itemColumns))
  const { people, notes: userNotes } =
    userFile === undefined
      ? none
      : await readPeople(userFile, options, (names) => userPlan(names, userFile, userColumns))
  const notes = [...itemNotes, ...userNotes]
  for (const ending of ['kg', 'link']) {
    const path = beside(ending)
    if (path === undefined) continue
    let rows = 0
    await eachText(
      path,
      options,
      ([first]) => [first!],
      () => rows++,
    )
    notes.push(`${rows} rows of .${ending} are not read`)
  }
  const friends = net === undefined ? null : await connectionsOf(net, options)
  return {
    items,
    people: friends === null ? people : connected(people, active, friends),
    itemColumns,
    userColumns,
    notes,
  }
}

function itemPlan(names: readonly string[], path: string, read: SourceColumn[]) {
  const columns = atomicColumns(names, path)
  const id = columnNamed(columns, ['itemid', 'item', 'movieid', 'asin', 'businessid']) ?? columns[0]!
  const title = columnNamed(columns, ['title', 'itemtitle', 'movietitle', 'name', 'itemname', 'productname'])
  const categories = columnNamed(columns, ['class', 'genre', 'genres', 'category', 'categories', 'tags'])
  const text = columnNamed(columns, ['text', 'description'])
  const price = columnNamed(columns, ['price'])
  const releasedAt = columnNamed(columns, ['releasedat'])
  const fields = { id, title, categories, text, price, releasedAt }
  const attributes = columns.filter((column) => !Object.values(fields).includes(column))
  for (const column of columns) {
    const part = Object.entries(fields).find(([, field]) => field === column)?.[0]
    read.push({ name: column.name, type: column.type, holds: part ?? column.name })
  }
  return {
    id: id.column,
    between: ' ',
    attributes: attributes.map(attributeOf),
    ...(title ? { title: title.column } : {}),
    ...(categories ? { categories: categories.column } : {}),
    ...(text ? { text: [text.column] } : {}),
    ...(price ? { price: price.column } : {}),
    ...(releasedAt ? { releasedAt: releasedAt.column } : {}),
  }
}

function userPlan(names: readonly string[], path: string, read: SourceColumn[]): PersonColumns {
  const columns = atomicColumns(names, path)
  const id = columnNamed(columns, ['userid', 'user']) ?? columns[0]!
  const rest = columns.filter((column) => column !== id)
  const isFact = ({ name }: AtomicColumn): boolean => demographic.includes(name.toLowerCase().replace(/[^a-z]/g, ''))
  for (const { column, name, type } of columns) read.push({ name, type, holds: column === id.column ? 'id' : name })
  return {
    id: id.column,
    demographics: rest.filter(isFact).map(attributeOf),
    attributes: rest.filter((column) => !isFact(column)).map(attributeOf),
  }
}

/** Tokens stay texts, floats are numbers; a sequence stays as it is written. */
function attributeOf({ column, name, type }: AtomicColumn) {
  return { column, name, kind: type === 'float' ? ('number' as const) : ('text' as const) }
}

/** Who is connected with whom: the first two columns of a `.net` file. */
async function connectionsOf(path: string, options: CardOptions): Promise<ReadonlyMap<string, readonly UserId[]>> {
  const friends = new Map<string, UserId[]>()
  await eachText(
    path,
    options,
    (names) => names.slice(0, 2),
    ([one, other]) => {
      const mine = friends.get(one!)
      if (mine) mine.push(userId(other!))
      else friends.set(one!, [userId(other!)])
    },
  )
  return friends
}

/** The people of the `.user` file and the log, with those they are connected with. */
function connected(
  people: readonly User[],
  active: readonly UserId[],
  friends: ReadonlyMap<string, readonly UserId[]>,
): readonly User[] {
  const all = new Map<UserId, User>(active.map((id) => [id, { id }]))
  for (const person of people) all.set(person.id, person)
  return Array.from(all.values(), (person) => {
    const connections = friends.get(person.id)
    return connections ? { ...person, connections } : person
  })
}
