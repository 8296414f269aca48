import type { Database, Statement } from 'better-sqlite3'
import type { FailureKind, ModelAnswer, ModelCall, Wanted } from '../../domain/index.ts'
import { sha256 } from './_call-key.ts'
import { journalTrouble, namesModels } from './_journal-file.ts'
import { type AnswerRow, readAhead } from './_read-ahead.ts'
import type { Counted, FailedCall } from './_tally.ts'
import { together } from './_together.ts'

/** One answered call as a journal keeps it. */
export interface JournalEntry {
  readonly call: ModelCall
  readonly answer: ModelAnswer
  /** From asking to answer, waiting for its turn included. */
  readonly milliseconds: number
}

/** A count, or a failure, with the model it is of; null where the journal does not say. */
export type OfModel<Row> = Row & { readonly model: string | null }

/** What is read and written in a journal's tables. */
export interface JournalRows {
  answer(key: string): ModelAnswer | undefined
  /**
   * Writes an answer, and resolves with the failures that it makes good.
   *
   * @param now at once; else in one transaction with all that come in this turn of the event loop
   */
  keep(key: string, entry: JournalEntry, model: string, now: boolean): Promise<readonly OfModel<FailedCall>[]>
  /** Writes the answers that wait to be written, now. */
  flush(): void
  /** Why a call has no answer, where it was asked in vain. */
  failure(key: string): { readonly kind: FailureKind; readonly raw: string } | undefined
  /** Writes a failure, and returns the earlier one of the same call and agent that it takes the place of. */
  fail(key: string, failed: OfModel<FailedCall>, raw: string): readonly OfModel<FailedCall>[]
  /** In the order they were answered; others may read and write meanwhile. */
  entries(agent: string | null): Generator<JournalEntry>
  /** Sums by model, step and agent. */
  sums(): readonly OfModel<Counted>[]
  /** Every failure that stands. */
  failures(): readonly OfModel<FailedCall>[]
  note(name: string): string | undefined
  setNote(name: string, value: string): void
}

/** Entries read at a time. */
const PAGE = 256
/** Answers that were asked for and are kept in memory, for those who ask the same again and again. */
const RECENT = 8_192
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
  const modelOf = (table: 'calls' | 'failures') => (namesModels(database, table) ? 'model' : 'NULL AS model')
  const answer = readAhead(database)
  const recent = new Map<string, ModelAnswer>()
  const failure = prepare<{ kind: FailureKind; raw: string }>('SELECT kind, raw FROM failures WHERE key = ?')
  const page = prepare<EntryRow>(`SELECT calls.id, step, agent, prompt_tokens AS promptTokens,
    generated_tokens AS generatedTokens, milliseconds, systems.text AS system, wishes.text AS wanted,
    temperature, seed, user, answer
    FROM calls JOIN texts AS systems ON systems.id = system JOIN texts AS wishes ON wishes.id = wanted
    WHERE calls.id > :last AND (:agent IS NULL OR agent = :agent) ORDER BY calls.id LIMIT ${PAGE}`)
  const sums = prepare<OfModel<Counted>>(`SELECT step, agent, count(*) AS calls, sum(prompt_tokens) AS promptTokens,
    sum(generated_tokens) AS generatedTokens, sum(milliseconds) AS milliseconds, ${modelOf('calls')}
    FROM calls GROUP BY step, agent, ${namesModels(database, 'calls') ? 'model' : 'NULL'}`)
  const failures = prepare<OfModel<FailedCall>>(`SELECT step, agent, kind, ${modelOf('failures')} FROM failures`)
  const note = prepare<{ value: string }>('SELECT value FROM meta WHERE name = ?')
  const setNote = prepare(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  )
  // A journal that is only read may be older than a column.
  const writing = database.readonly ? null : writer(database)
  const keeping = together<Kept, readonly OfModel<FailedCall>[]>((kept) => checked(() => writing!.keep(kept)))

  return {
    answer(key) {
      const known = recent.get(key)
      if (known) return known
      const row = checked(() => answer(key))
      if (!row) return undefined
      const found = answerOf(row)
      // A replay asks for each once, in order.
      if (database.readonly) return found
      if (recent.size >= RECENT) recent.clear()
      recent.set(key, found)
      return found
    },
    keep: (key, entry, model, now) => keeping.add({ key, entry, model }, now),
    flush: () => keeping.flush(),
    failure: (key) => checked(() => failure.get(key)),
    fail: (key, failed, raw) => checked(() => writing?.fail(key, failed, raw) ?? []),
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

interface Kept {
  readonly key: string
  readonly entry: JournalEntry
  readonly model: string
}

/** Writes answers and failures, all or nothing. */
function writer(database: Database) {
  const add = database.prepare(`INSERT INTO calls (key, step, agent, prompt_tokens, generated_tokens, milliseconds,
    system, wanted, temperature, seed, user, answer, model) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const forgive = database.prepare<[string], OfModel<FailedCall>>(
    'DELETE FROM failures WHERE key = ? RETURNING step, agent, kind, model',
  )
  const replace = database.prepare<[string, string, string], OfModel<FailedCall>>(
    'DELETE FROM failures WHERE key = ? AND step = ? AND agent = ? RETURNING step, agent, kind, model',
  )
  const fail = database.prepare('INSERT INTO failures (key, step, agent, kind, raw, model) VALUES (?, ?, ?, ?, ?, ?)')
  const text = textRows(database)

  function keepOne({ key, entry, model }: Kept): readonly OfModel<FailedCall>[] {
    const { call, answer, milliseconds } = entry
    const { by, temperature, seed, user } = call
    const { promptTokens, generatedTokens } = answer.usage
    const [system, wanted] = [text(call.system), text(JSON.stringify(call.wanted))]
    const said = JSON.stringify({ text: answer.text, probabilities: answer.probabilities })
    const numbers = [promptTokens, generatedTokens, milliseconds]
    add.run(key, by.step, by.agent, ...numbers, system, wanted, temperature, seed, user, said, model)
    return forgive.all(key)
  }

  const keepAll = database.transaction((kept: readonly Kept[]) => kept.map(keepOne))
  return {
    keep(kept: readonly Kept[]) {
      try {
        return keepAll(kept)
      } catch (error) {
        // Row numbers that were remembered may have been rolled back.
        text.forget()
        throw error
      }
    },
    fail: database.transaction((key: string, { step, agent, kind, model }: OfModel<FailedCall>, raw: string) => {
      const earlier = replace.all(key, step, agent)
      fail.run(key, step, agent, kind, raw, model)
      return earlier
    }),
  }
}

/** Keeps each text once, and returns its row number. */
function textRows(database: Database): { (text: string): number; forget(): void } {
  const add = database.prepare('INSERT INTO texts (hash, text) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const find = database.prepare<[string], number>('SELECT id FROM texts WHERE hash = ?').pluck() as Statement<
    [string],
    number
  >
  const known = new Map<string, number>()
  const rowOf = (text: string): number => {
    const remembered = known.get(text)
    if (remembered !== undefined) return remembered
    const name = sha256(text)
    add.run(name, text)
    const id = find.get(name)!
    if (known.size >= KEPT) known.clear()
    known.set(text, id)
    return id
  }
  return Object.assign(rowOf, { forget: () => known.clear() })
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
