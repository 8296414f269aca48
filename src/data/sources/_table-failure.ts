import { TastemakerError } from '../../domain/index.ts'
import type { Database } from './_duckdb.ts'
import { malformedLine } from './_table-lines.ts'

/** Whether DuckDB stumbled over bytes that are not UTF-8. */
export function isForeignText(error: unknown): error is Error {
  return (
    error instanceof Error && !(error instanceof TastemakerError) && /invalid unicode|not utf-8/i.test(error.message)
  )
}

/** What stopped DuckDB, as a `format/unreadable` that a user can act on; our own errors pass as they are. */
export async function unreadable(database: Database, path: string, error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || error instanceof TastemakerError) return error
  const reason = (await wrongJson(database, path, error)) ?? complaint(error)
  const hint = 'Mend the line, or save the file anew.'
  return new TastemakerError('format/unreadable', `${path} cannot be read: ${reason}`, hint, { cause: error })
}

/** DuckDB counts lines of JSON by its own blocks, which can be one off; ours is looked up. */
async function wrongJson(database: Database, path: string, error: Error): Promise<string | null> {
  if (!/malformed json/i.test(error.message)) return null
  const found = await malformedLine(database, path)
  return found && `line ${found.line} is not JSON: ${found.text.slice(0, 80)}`
}

/** The first sentences of DuckDB's message, without its advice on its own options. */
function complaint(error: Error): string {
  const lines = error.message.split('\n')
  const advice = lines.findIndex((line) => /^(Possible|LINE |\s+\w+ = )/.test(line))
  return lines
    .slice(0, advice < 0 ? undefined : advice)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('. ')
}
