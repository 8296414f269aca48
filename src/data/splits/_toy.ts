import { type Dataset, itemId, userId } from '../../domain/index.ts'
import { datasetFromRows } from '../dataset.ts'

/**
 * A data set from a line a person, such as `ann: x1 y2 z2`: letters are items, numbers are times, for tests.
 */
export function toy(...lines: readonly string[]): Dataset {
  const rows = lines.flatMap((line) => {
    const [name, events] = line.split(': ') as [string, string]
    return events.split(' ').map((event) => {
      const time = event.replace(/^\D+/, '')
      const item = itemId(event.slice(0, event.length - time.length))
      return { user: userId(name), item, value: 1, at: time === '' ? Number.NaN : Number(time) }
    })
  })
  return datasetFromRows(rows, { name: 'toy', licence: 'MIT' })
}

/** The items of a part for one person, in order. */
export function itemsOf(part: Dataset, name: string): string {
  const user = part.users.ids.indexOf(userId(name))
  const rows = part.log.item.subarray(part.log.offsets[user], part.log.offsets[user + 1])
  return Array.from(rows, (item) => part.items.ids[item]).join('')
}
