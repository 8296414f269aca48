import type { Database, Statement } from 'better-sqlite3'

/** What is kept of an answer: its words and probabilities as JSON, and its tokens. */
export interface AnswerRow {
  readonly answer: string
  readonly promptTokens: number
  readonly generatedTokens: number
}

/** Rows read ahead at a time. */
const PAGE = 64
/** Rows read ahead and not asked for yet; beyond that nobody will. */
const KEPT = 4096

/**
 * Finds answers by key.
 *
 * A run that is replayed or goes on asks nearly in the order in which the answers were written, and reading a row with the
 * next ones costs a third of finding it. So a find beyond all that was read so far brings the following rows with it. In
 * any other order such finds soon stop, since the last row has been read.
 *
 * @example readAhead(database)(key)?.answer
 */
export function readAhead(database: Database): (key: string) => AnswerRow | undefined {
  const columns = 'SELECT id, key, answer, prompt_tokens, generated_tokens FROM calls'
  const find = database.prepare(`${columns} WHERE key = ?`).raw() as Statement<[string], Columns>
  const following = database.prepare(`${columns} WHERE id > ? ORDER BY id LIMIT ${PAGE}`).raw() as Statement<
    [number],
    Columns
  >
  const ahead = new Map<string, Columns>()
  let front = 0

  return (key) => {
    let row = ahead.get(key)
    if (row) ahead.delete(key)
    else {
      row = find.get(key)
      if (!row) return undefined
      if (row[0] > front) {
        if (ahead.size > KEPT) ahead.clear()
        front = row[0]
        for (const next of following.all(front)) {
          ahead.set(next[1], next)
          front = next[0]
        }
      }
    }
    return { answer: row[2], promptTokens: row[3], generatedTokens: row[4] }
  }
}

type Columns = readonly [id: number, key: string, answer: string, promptTokens: number, generatedTokens: number]
