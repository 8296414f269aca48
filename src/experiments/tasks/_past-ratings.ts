import type { Dataset } from '../../domain/index.ts'
import type { TaskSample } from './task-sample.ts'

/** What ratings of the past come to. */
interface PastRatings {
  /** Over everybody: the constant with the least squared error there. */
  readonly mean: number
  /** The constant with the least absolute error there. */
  readonly middle: number
  /** Of the person, and of the item; the mean of everybody where there is none. */
  readonly ofUser: number
  readonly ofItem: number
}

/** Means of what had been rated before a sample, by everybody, its person, and of its item. */
export function pastRatings({ items }: Dataset): (sample: TaskSample) => PastRatings {
  const known = new Map<TaskSample, PastRatings>()
  return (sample) => {
    const made = known.get(sample) ?? ratingsBefore(sample, items)
    known.set(sample, made)
    return made
  }
}

function ratingsBefore({ past, user, asked }: TaskSample, items: Dataset['items']): PastRatings {
  const { log, users } = past.data
  const [question] = asked
  const item = question.type === 'rate' ? items.index(question.item) : undefined
  const times = new Map<number, number>()
  const [all, own, other] = [sum(), sum(), sum()]
  for (let person = 0; person < users.size; person++) {
    const { from, to } = past.rowsOf(person as TaskSample['user'])
    for (let row = from; row < to; row++) {
      const value = log.value[row]!
      times.set(value, (times.get(value) ?? 0) + 1)
      add(all, value)
      if (person === user) add(own, value)
      if (log.item[row] === item) add(other, value)
    }
  }
  const mean = meanOf(all, Number.NaN)
  return { mean, middle: middleOf(times, all.count), ofUser: meanOf(own, mean), ofItem: meanOf(other, mean) }
}

interface Sum {
  total: number
  count: number
}

const sum = (): Sum => ({ total: 0, count: 0 })

function add(to: Sum, value: number): void {
  to.total += value
  to.count++
}

const meanOf = ({ total, count }: Sum, otherwise: number): number => (count === 0 ? otherwise : total / count)

/** The lower median. */
function middleOf(times: ReadonlyMap<number, number>, count: number): number {
  let before = 0
  for (const [value, number] of [...times].sort(([one], [other]) => one - other)) {
    before += number
    if (2 * before >= count) return value
  }
  return Number.NaN
}
