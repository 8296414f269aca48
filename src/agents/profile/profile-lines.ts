import type { Profile } from './profile.ts'
import { type ProfileProblem, profileProblems, readProfile } from './profile-problems.ts'

/** What is wrong in one line of a file of profiles. */
export interface LineProblem extends ProfileProblem {
  /** 1-based. */
  readonly line: number
  /** As the line has it; null where it has none. */
  readonly id: string | null
}

/** Profiles of a file, and what is wrong with the others. */
export interface ProfileLines {
  readonly profiles: readonly Profile[]
  readonly problems: readonly LineProblem[]
}

/**
 * Reads profiles, one JSON object a line; blank lines are passed over.
 *
 * @param lines without their line ends
 * @returns the sound profiles, and every problem of the others with its line
 * @example readProfileLines(text.split('\n')).problems.length
 */
export function readProfileLines(lines: Iterable<string>): ProfileLines {
  const profiles: Profile[] = []
  const problems: LineProblem[] = []
  const firstLine = new Map<string, number>()
  let line = 0
  for (const text of lines) {
    line++
    if (text.trim() === '') continue
    const raw = parsed(text)
    const id = idOf(raw)
    const found = raw === undefined ? [notJson(text)] : [...profileProblems(raw)]
    if (id !== null && firstLine.has(id)) {
      found.push({ field: 'id', message: `id: ${JSON.stringify(id)} stands in line ${firstLine.get(id)} already.` })
    }
    if (id !== null && !firstLine.has(id)) firstLine.set(id, line)
    problems.push(...found.map((problem) => ({ line, id, ...problem })))
    if (found.length === 0) profiles.push(readProfile(raw))
  }
  return { profiles, problems }
}

/** @returns undefined for a text that is no JSON */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function idOf(raw: unknown): string | null {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : null
  return typeof id === 'string' ? id.slice(0, 100) : null
}

const notJson = (text: string): ProfileProblem => ({
  field: '',
  message: `The line is not JSON: ${JSON.stringify(text.slice(0, 60))}.`,
})
