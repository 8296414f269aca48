import { type Measured, measured, unmeasured } from './measured.ts'

/** Values summed up by the level of a factor: all that eta squared needs, so that people can be drawn again cheaply. */
export interface LevelSums {
  /** By level: how many values, and their sum. */
  readonly levels: ReadonlyMap<string | number, { readonly count: number; readonly sum: number }>
  /** Sum of squares of all values. */
  readonly square: number
}

/** Sums up values by level; a value that is NaN is left out. @example levelSums([['a', 1], ['b', 3]]).square // 10 */
export function levelSums(values: Iterable<readonly [level: string | number, value: number]>): LevelSums {
  const levels = new Map<string | number, { count: number; sum: number }>()
  let square = 0
  for (const [level, value] of values) {
    if (Number.isNaN(value)) continue
    const { count, sum } = levels.get(level) ?? { count: 0, sum: 0 }
    levels.set(level, { count: count + 1, sum: sum + value })
    square += value ** 2
  }
  return { levels, square }
}

/**
 * The share of variance that a factor explains: eta squared of a one-way analysis of variance, such as that of answers by
 * the wording or the place of a question.
 *
 * @param parts sums of some people's answers, of which one may come several times
 * @returns null for fewer than two levels, or where nothing varies
 * @example etaSquaredOf([levelSums([['a', 1], ['a', 1], ['b', 3], ['b', 3]])]).value // 1
 */
export function etaSquaredOf(parts: readonly LevelSums[]): Measured {
  const totals = new Map<string | number, { count: number; sum: number }>()
  let [square, n, all] = [0, 0, 0]
  for (const part of parts) {
    square += part.square
    for (const [level, { count, sum }] of part.levels) {
      const total = totals.get(level) ?? { count: 0, sum: 0 }
      totals.set(level, total)
      total.count += count
      total.sum += sum
      n += count
      all += sum
    }
  }
  if (totals.size < 2) return unmeasured(`${totals.size} levels, fewer than 2`, n)
  const whole = square - all ** 2 / n
  if (!(whole > 1e-9 * Math.max(1, square))) return unmeasured('no answer varies', n)
  let between = -(all ** 2) / n
  for (const { count, sum } of totals.values()) between += sum ** 2 / count
  return measured(Math.max(0, between / whole), n)
}
