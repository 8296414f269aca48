/** Which of the calls that wait goes next. */
export type CallOrder = 'arrival' | 'prefix'

/** Something that waits. */
export interface Waiting {
  /** Whose line it stands in: lines take turns. */
  readonly line: string
  /** What it shares with others that are best done together. */
  readonly prefix: string
}

/** Those who wait, and whose turn is next. */
export interface WaitingLine<Entry extends Waiting> {
  readonly size: number
  add(entry: Entry): void
  /** Takes somebody out who no longer waits. */
  remove(entry: Entry): void
  /**
   * Takes out whose turn it is.
   *
   * @param prefix of what has just been done; null at the start
   */
  next(prefix: string | null): Entry | undefined
}

/** How many others may pass the one whose turn it is, because they share the prefix of what was just done. */
const PASSES = 16

/**
 * Opens a line of those who wait.
 *
 * Each `line` has its own queue in order of arrival, and the queues take turns (round robin: Nagle 1987, On packet switches
 * with infinite storage), so that one that asks much does not hold up one that asks little. With the order `prefix`, those
 * who share the prefix of what was just done go first, but at most 16 times before the one whose turn it is: nobody starves.
 *
 * @example const line = waitingLine('arrival'); line.add({ line: 'ann', prefix: '' }); line.next(null)
 */
export function waitingLine<Entry extends Waiting>(order: CallOrder): WaitingLine<Entry> {
  const lines = new Map<string, Set<Entry>>()
  const alike = new Map<string, Set<Entry>>()
  let size = 0
  let passes = 0

  function remove(entry: Entry): void {
    if (!drop(lines, entry.line, entry)) return
    if (order === 'prefix') drop(alike, entry.prefix, entry)
    size--
  }

  /** Its line goes behind the others. */
  function take(entry: Entry): Entry {
    remove(entry)
    const rest = lines.get(entry.line)
    if (rest) {
      lines.delete(entry.line)
      lines.set(entry.line, rest)
    }
    return entry
  }

  return {
    get size() {
      return size
    },
    add(entry) {
      enter(lines, entry.line, entry)
      if (order === 'prefix') enter(alike, entry.prefix, entry)
      size++
    },
    remove,
    next(prefix) {
      const first = firstOf(firstOf(lines.values()))
      if (first === undefined) return undefined
      const same = prefix === null || first.prefix === prefix ? undefined : firstOf(alike.get(prefix))
      if (same === undefined || passes >= PASSES) {
        passes = 0
        return take(first)
      }
      passes++
      return take(same)
    },
  }
}

const firstOf = <Value>(values: Iterable<Value> | undefined): Value | undefined => {
  for (const value of values ?? []) return value
  return undefined
}

function enter<Entry>(sets: Map<string, Set<Entry>>, name: string, entry: Entry): void {
  const set = sets.get(name)
  if (set) set.add(entry)
  else sets.set(name, new Set([entry]))
}

function drop<Entry>(sets: Map<string, Set<Entry>>, name: string, entry: Entry): boolean {
  const set = sets.get(name)
  if (!set?.delete(entry)) return false
  if (set.size === 0) sets.delete(name)
  return true
}
