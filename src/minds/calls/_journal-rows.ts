import type { Database, Statement } from 'better-sqlite3'
import type { FailureKind, ModelAnswer, ModelCall, Wanted } from '../../domain/index.ts'
import { sha256 } from './_call-key.ts'
import { journalTrouble } from './_journal-file.ts'
import { type AnswerRow, readAhead } from './_read-ahead.ts'
import type { Counted, FailedCall } from './_tally.ts'

/** One answered call as a journal keeps it. */
export interface JournalEntry {
  readonly call: ModelCall
  readonly answer: ModelAnswer
  /** From asking to answer, waiting for its turn included. */
  readonly milliseconds: number
}

/** What is read and written in a journal's tables. */
export interface JournalRows {
  answer(key: string): ModelAnswer | undefined
  /** Writes an answer in one transaction, and returns the failures that it makes good. */
  keep(key: string, entry: JournalEntry): readonly FailedCall[]
  /** Why a call has no answer, where it was asked in vain. */
  failure(key: string): { readonly kind: FailureKind; readonly raw: string } | undefined
  /** Writes a failure, and returns the earlier one of the same call and agent that it takes the place of. */
  fail(key: string, failed: FailedCall, raw: string): readonly FailedCall[]
  /** In the order they were answered; others may read and write meanwhile. */
  entries(agent: string | null): Generator<JournalEntry>
  /** Sums by step and agent. */
  sums(): readonly Counted[]
  /** Every failure that stands. */
  failures(): readonly FailedCall[]
  note(name: string): string | undefined
  setNote(name: string, value: string): void
}

/** Entries read at a time. */
const PAGE = 256
/** Texts whose row numbers are remembered. */
const KEPT = 4096

/**
 * Prepares the statements of an open journal, one for each question.
 *
 * @throws {TastemakerError} here and from every method: what {@link journalTrouble} makes of an error of SQLite
 * @example journalRows(database).answer(key)
 */
export function journalRows(database: Database): JournalRows {
  const checked = <Result>(work: () => Result): Result => {
    try {
      return work()
    } catch (error) {
      throw journalTrouble(database.name, error)
    }
  }
  const prepare = <Row, Values extends unknown[] = unknown[]>(sql: string) => database.prepare<Values, Row>(sql)
  const answer = readAhead(database)
  const add = prepare(`INSERT INTO calls (key, step, agent, prompt_tokens, generated_tokens, milliseconds,
    system, wanted, temperature, seed, user, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const forgive = prepare<FailedCall>('DELETE FROM failures WHERE key = ? RETURNING step, agent, kind')
  const failure = prepare<{ kind: FailureKind; raw: string }>('SELECT kind, raw FROM failures WHERE key = ?')
  const replace = prepare<FailedCall>(
    'DELETE FROM failures WHERE key = ? AND step = ? AND agent = ? RETURNING step, agent, kind',
  )
  const fail = prepare('INSERT INTO failures (key, step, agent, kind, raw) VALUES (?, ?, ?, ?, ?)')
  const page = prepare<EntryRow>(`SELECT calls.id, step, agent, prompt_tokens AS promptTokens,
    generated_tokens AS generatedTokens, milliseconds, systems.text AS system, wishes.text AS wanted,
    temperature, seed, user, answer
    FROM calls JOIN texts AS systems ON systems.id = system JOIN texts AS wishes ON wishes.id = wanted
    WHERE calls.id > :last AND (:agent IS NULL OR agent = :agent) ORDER BY calls.id LIMIT ${PAGE}`)
  const sums = prepare<Counted>(`SELECT step, agent, count(*) AS calls, sum(prompt_tokens) AS promptTokens,
    sum(generated_tokens) AS generatedTokens, sum(milliseconds) AS milliseconds FROM calls GROUP BY step, agent`)
  const failures = prepare<FailedCall>('SELECT step, agent, kind FROM failures')
  const note = prepare<{ value: string }>('SELECT value FROM meta WHERE name = ?')
  const setNote = prepare(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  )
  const text = textRows(database)

  return {
    answer(key) {
      const row = checked(() => answer(key))
      return row && answerOf(row)
    },
    keep(key, { call, answer: { usage, text: words, probabilities }, milliseconds }) {
      const { by, temperature, seed, user } = call
      const numbers = [usage.promptTokens, usage.generatedTokens, milliseconds]
      const answered = JSON.stringify({ text: words, probabilities })
      return checked(() => {
        // Before the transaction: their row numbers are remembered, so they may not be rolled back.
        const [system, wanted] = [text(call.system), text(JSON.stringify(call.wanted))]
        return database.transaction(() => {
          add.run(key, by.step, by.agent, ...numbers, system, wanted, temperature, seed, user, answered)
          return forgive.all(key)
        })()
      })
    },
    failure: (key) => checked(() => failure.get(key)),
    fail: (key, { step, agent, kind }, raw) =>
      checked(
        database.transaction(() => {
          const earlier = replace.all(key, step, agent)
          fail.run(key, step, agent, kind, raw)
          return earlier
        }),
      ),
    *entries(agent) {
      let last = 0
      for (;;) {
        const rows = checked(() => page.all({ last, agent }))
        yield* rows.map(entryOf)
        if (rows.length < PAGE) return
        last = rows.at(-1)!.id
      }
    },
    sums: () => checked(() => sums.all()),
    failures: () => checked(() => failures.all()),
    note: (name) => checked(() => note.get(name)?.value),
    setNote: (name, value) => void checked(() => setNote.run(name, value)),
  }
}

/** Keeps each text once, and returns its row number. */
function textRows(database: Database): (text: string) => number {
  const add = database.prepare('INSERT INTO texts (hash, text) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const find = database.prepare<[string], number>('SELECT id FROM texts WHERE hash = ?').pluck() as Statement<
    [string],
    number
  >
  const known = new Map<string, number>()
  return (text) => {
    const remembered = known.get(text)
    if (remembered !== undefined) return remembered
    const name = sha256(text)
    add.run(name, text)
    const id = find.get(name)!
    if (known.size >= KEPT) known.clear()
    known.set(text, id)
    return id
  }
}

interface EntryRow extends AnswerRow {
  readonly id: number
  readonly step: string
  readonly agent: string
  readonly milliseconds: number
  readonly system: string
  readonly wanted: string
  readonly temperature: number
  readonly seed: number
  readonly user: string
}

function answerOf({ answer, promptTokens, generatedTokens }: AnswerRow): ModelAnswer {
  const { text, probabilities } = JSON.parse(answer) as Pick<ModelAnswer, 'text' | 'probabilities'>
  return { text, probabilities, usage: { promptTokens, generatedTokens } }
}

function entryOf(row: EntryRow): JournalEntry {
  const { system, user, temperature, seed, step, agent, milliseconds } = row
  const wanted = JSON.parse(row.wanted) as Wanted
  return {
    call: { system, user, wanted, temperature, seed, by: { agent, step } },
    answer: answerOf(row),
    milliseconds,
  }
}
