import type { Dataset } from '../../domain/index.ts'
import { counted } from '../../words.ts'
import { mergeDuplicates } from '../duplicates.ts'
import { type CellValue, type Column, cellAt, type Table } from './_columns.ts'
import { tableNotes, unsupportedNotes } from './_losses.ts'
import { isTimed, shortest, timeCell, timeUnit } from './_numbers.ts'
import { type Plan, type PlannedFile, plannedField } from './_plan.ts'
import { itemTable, peopleTable } from './_tables.ts'
import { writeLines } from './_write-file.ts'

/**
 * Rows for gorse (gorse.io): `feedback.jsonl`, `items.jsonl` and `users.jsonl`, one object a line.
 *
 * A rating is feedback of the type `rate` with its value, a plain event feedback of the type `view`. The title is the
 * comment of an item; whatever else is known of it is a label.
 */
export function planGorse(data: Dataset): Plan {
  const { exact } = timeUnit([data.log.at], ['dates'])
  const notes = [
    ...unsupportedNotes(data, 'gorse', ['context', 'impressions', 'scale']),
    ...tableNotes(data, { exactTimes: true, emptyTexts: true }),
    ...(exact ? [] : ['some times are no whole milliseconds of a year with four digits: they are cut or left out']),
    ...gorseNotes(data),
  ]
  return { files: [feedbackFile(data), itemsFile(data), usersFile(data)], notes }
}

function gorseNotes(data: Dataset): string[] {
  const slashed = [...data.users.ids, ...data.items.ids].filter((id) => id.includes('/')).length
  const repeats = mergeDuplicates(data.log, data.items.size, 'keep-all').notes
  return [
    ...(slashed > 0
      ? [`${counted(slashed, 'id')} with "/": gorse cannot serve them, it has ids in its addresses`]
      : []),
    ...repeats.map((note) => `${note.replace(/:.*$/, '')}: gorse itself keeps one of them`),
  ]
}

function feedbackFile(data: Dataset): PlannedFile {
  return {
    path: 'feedback.jsonl',
    holds: 'interactions',
    encoding: 'application/jsonlines',
    fields: [
      plannedField('FeedbackType', 'text', 'action'),
      plannedField('UserId', 'text', 'user'),
      plannedField('ItemId', 'text', 'item'),
      plannedField('Value', 'number', 'value'),
      ...(isTimed(data.log.at) ? [plannedField('Timestamp', 'time', 'at', 'dates')] : []),
    ],
    write: (path) => writeLines(path, '', feedbackLines(data)),
  }
}

function* feedbackLines({ log, users, items, scale }: Dataset): Generator<string> {
  const [userTexts, itemTexts] = [users.ids, items.ids].map((ids) => ids.map((id) => JSON.stringify(id)))
  const type = scale ? 'rate' : 'view'
  for (let row = 0; row < log.length; row++) {
    const at = timeCell(log.at[row]!, 'dates')
    const timestamp = at === undefined ? '' : `,"Timestamp":"${at}"`
    yield `{"FeedbackType":"${type}","UserId":${userTexts![log.user[row]!]},"ItemId":${itemTexts![log.item[row]!]},"Value":${shortest(log.value[row]!)}${timestamp},"Comment":""}\n`
  }
}

function itemsFile(data: Dataset): PlannedFile {
  const table = itemTable(data)
  const labels = table.columns.filter(({ holds }) => !['id', 'title', 'categories', 'releasedAt'].includes(holds))
  return {
    path: 'items.jsonl',
    holds: 'items',
    encoding: 'application/jsonlines',
    fields: [
      plannedField('ItemId', 'text', 'id'),
      plannedField('Categories', 'texts', 'categories'),
      ...(data.catalogue.some((item) => item.releasedAt !== undefined)
        ? [plannedField('Timestamp', 'time', 'releasedAt', 'dates')]
        : []),
      plannedField('Comment', 'text', 'title'),
    ],
    write: (path) =>
      writeLines(
        path,
        '',
        recordLines(table, (row) => {
          const { id, title, categories, releasedAt } = data.catalogue[row]!
          const at = releasedAt === undefined ? undefined : timeCell(releasedAt, 'dates')
          return {
            ItemId: id,
            IsHidden: false,
            Categories: categories,
            ...(at === undefined ? {} : { Timestamp: at }),
            Labels: labelsOf(labels, row),
            Comment: title,
          }
        }),
      ),
  }
}

function usersFile(data: Dataset): PlannedFile {
  const table = peopleTable(data)
  const labels = table.columns.filter(({ holds }) => holds !== 'id')
  return {
    path: 'users.jsonl',
    holds: 'people',
    encoding: 'application/jsonlines',
    fields: [plannedField('UserId', 'text', 'id')],
    write: (path) =>
      writeLines(
        path,
        '',
        recordLines(table, (row) => ({ UserId: data.people[row]!.id, Labels: labelsOf(labels, row), Comment: '' })),
      ),
  }
}

function* recordLines({ rows }: Table, record: (row: number) => object): Generator<string> {
  for (let row = 0; row < rows; row++) yield `${JSON.stringify(record(row))}\n`
}

function labelsOf(columns: readonly Column[], row: number): Record<string, CellValue> {
  return Object.fromEntries(columns.map((column) => [column.name, cellAt(column, row)]))
}
