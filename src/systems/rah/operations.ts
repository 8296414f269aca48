import { confidenceOf, type RecordsById, recentMajority, unionOf } from './evidence.ts'
import type { PersonalityEntry } from './libraries.ts'

/** What Reflect may do with entries, by their ids. What is not named is kept. */
export type Operation =
  | { readonly op: 'keep' | 'drop' | 'flip'; readonly id: string }
  /** Several entries become one, named by the first id; its statement is that of the first unless given. */
  | { readonly op: 'merge'; readonly ids: readonly string[]; readonly statement?: string }

/** Two entries that said the opposite of one statement. */
export interface Conflict {
  readonly statement: string
  readonly kept: PersonalityEntry['polarity']
  /** Of both. */
  readonly evidence: readonly string[]
}

/** What operations came to. */
export type Reflected =
  | {
      readonly entries: readonly PersonalityEntry[]
      readonly conflicts: readonly Conflict[]
      /** Flips that the evidence does not support, which were not made. */
      readonly flipsRefused: number
    }
  | { readonly rejected: string }

/** Whether a merge leaves enough entries: at least a share of the old ones. @example leavesEnough(10, 1, 0.2) // false */
export const leavesEnough = (old: number, merged: number, guard: number): boolean => merged >= old * guard

/**
 * Does what Reflect asks for, or nothing: an id that no entry has, entries of two domains in one merge, or fewer entries than the
 * guard allows reject all of it.
 *
 * A flip stands only where most of the latest evidence of its statement says so: the published guard compares lengths and lets a
 * rewrite pass that inverts every meaning. A merged entry rests on the evidence of all its parts.
 *
 * @param guard the share of entries that must be left
 * @example reflected(entries, [{ op: 'merge', ids: ['e1', 'e4'] }], { records, guard: 0.2 })
 */
export function reflected(
  old: readonly PersonalityEntry[],
  operations: readonly Operation[],
  { records, guard }: { readonly records: RecordsById; readonly guard: number },
): Reflected {
  const entries = new Map(old.map((entry) => [entry.id, entry]))
  const conflicts: Conflict[] = []
  let flipsRefused = 0
  for (const operation of operations) {
    const ids = operation.op === 'merge' ? operation.ids : [operation.id]
    const named = ids.flatMap((id) => entries.get(id) ?? [])
    if (named.length < ids.length || new Set(ids).size < ids.length || ids.length === 0) {
      return { rejected: `${operation.op} names ${ids.join(', ')}, and not all of these are entries, each once` }
    }
    if (operation.op === 'drop') entries.delete(operation.id)
    if (operation.op === 'flip') {
      const flipped = withPolarity(named[0]!, opposite(named[0]!.polarity), records)
      const said = recentMajority(evidenceAbout(flipped, [...entries.values()]), records)
      if (said === flipped.polarity) entries.set(flipped.id, flipped)
      else flipsRefused++
    }
    if (operation.op === 'merge') {
      if (new Set(named.map(({ domain }) => domain)).size > 1)
        return { rejected: 'entries of two domains do not merge' }
      for (const { id } of named) entries.delete(id)
      const { entry, conflict } = mergedEntry(named, operation.statement, records)
      entries.set(entry.id, entry)
      if (conflict) conflicts.push(conflict)
    }
  }
  const settled = settleConflicts([...entries.values()], records)
  if (!leavesEnough(old.length, settled.entries.length, guard)) {
    return {
      rejected: `${settled.entries.length} of ${old.length} entries are fewer than the guard of ${guard} allows`,
    }
  }
  const found = [...conflicts, ...settled.conflicts]
  return { entries: settled.entries, conflicts: [...found, ...resolved(old, settled.entries, found)], flipsRefused }
}

/** Contradictions of the old entries that flips took away before a merge could find them. */
function resolved(
  old: readonly PersonalityEntry[],
  left: readonly PersonalityEntry[],
  found: readonly Conflict[],
): Conflict[] {
  const told = new Set(found.map(({ statement }) => plain(statement)))
  return [...Map.groupBy(old, aboutOf)].flatMap(([about, group]) => {
    const stands = left.find((entry) => aboutOf(entry) === about)
    const agree = new Set(group.map(({ polarity }) => polarity)).size < 2
    if (agree || !stands || told.has(plain(stands.statement))) return []
    return [{ statement: stands.statement, kept: stands.polarity, evidence: stands.evidence }]
  })
}

/**
 * Leaves one of two entries that say the opposite of one statement in one domain: the newer, though none that never explained its
 * event before one that did. The evidence of both stays.
 *
 * @example settleConflicts(entries, records).conflicts.length
 */
export function settleConflicts(
  entries: readonly PersonalityEntry[],
  records: RecordsById,
): { readonly entries: readonly PersonalityEntry[]; readonly conflicts: readonly Conflict[] } {
  const groups = Map.groupBy(entries, aboutOf)
  const conflicts: Conflict[] = []
  const done = new Set<string>()
  const settled = entries.flatMap((entry) => {
    const group = groups.get(aboutOf(entry))!
    if (new Set(group.map(({ polarity }) => polarity)).size < 2) return [entry]
    if (done.has(aboutOf(entry))) return []
    done.add(aboutOf(entry))
    const merged = mergedEntry(group, undefined, records)
    conflicts.push(merged.conflict!)
    return [merged.entry]
  })
  return { entries: settled, conflicts }
}

/** What an entry is about, whatever it says of it. @example aboutOf(entry) === aboutOf(other) */
export const aboutOf = ({ statement, domain }: Pick<PersonalityEntry, 'statement' | 'domain'>): string =>
  JSON.stringify([domain, plain(statement)])

/** A statement by which two are compared: in lower case, one space between words. @example plain(' A  b') // 'a b' */
export const plain = (statement: string): string => statement.trim().toLowerCase().replace(/\s+/g, ' ')

/** Events of all entries about the same. @example evidenceAbout(entry, entries) */
export const evidenceAbout = (
  entry: Pick<PersonalityEntry, 'statement' | 'domain'>,
  entries: readonly PersonalityEntry[],
): string[] => unionOf(entries.filter((other) => aboutOf(other) === aboutOf(entry)).map(({ evidence }) => evidence))

const opposite = (polarity: PersonalityEntry['polarity']): PersonalityEntry['polarity'] =>
  polarity === 'prefers' ? 'disprefers' : 'prefers'

function withPolarity(
  entry: PersonalityEntry,
  polarity: PersonalityEntry['polarity'],
  records: RecordsById,
): PersonalityEntry {
  const turned = { ...entry, polarity }
  return { ...turned, confidence: confidenceOf(turned, records) }
}

function mergedEntry(
  parts: readonly PersonalityEntry[],
  statement: string | undefined,
  records: RecordsById,
): { readonly entry: PersonalityEntry; readonly conflict: Conflict | null } {
  const newest = parts.reduce((one, other) => (outranks(other, one) ? other : one))
  const polarities = new Set(parts.map(({ polarity }) => polarity))
  const made = {
    id: parts[0]!.id,
    polarity: newest.polarity,
    statement: statement ?? parts[0]!.statement,
    domain: parts[0]!.domain,
    evidence: unionOf(parts.map(({ evidence }) => evidence)),
    createdAt: Math.max(...parts.map(({ createdAt }) => createdAt)),
    explained: parts.some(({ explained, polarity }) => explained && polarity === newest.polarity),
  }
  const entry = { ...made, confidence: confidenceOf(made, records) }
  const conflict =
    polarities.size > 1 ? { statement: entry.statement, kept: entry.polarity, evidence: entry.evidence } : null
  return { entry, conflict }
}

const outranks = (one: PersonalityEntry, other: PersonalityEntry): boolean =>
  one.explained === other.explained ? one.createdAt >= other.createdAt : one.explained
