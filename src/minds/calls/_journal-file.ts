import { existsSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { TastemakerError } from '../../domain/index.ts'

/*
 * The SQLite file of a journal: how it is opened, what is in it, what its errors mean.
 *
 * While it is written it is in WAL mode under an exclusive lock: a commit is one append, which outlives a killed process
 * (after a power cut the last few may be missing, since `synchronous` is NORMAL). Closing folds the log back and leaves
 * one plain file, which can be read where nothing can be written.
 */

const VERSION = 1

const TABLES = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  -- Texts that come up again and again: system parts, and what is wanted as JSON.
  CREATE TABLE texts (id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, text TEXT NOT NULL) STRICT;
  CREATE TABLE calls (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    step TEXT NOT NULL,
    agent TEXT NOT NULL,
    prompt_tokens INTEGER NOT NULL,
    generated_tokens INTEGER NOT NULL,
    milliseconds REAL NOT NULL,
    system INTEGER NOT NULL REFERENCES texts,
    wanted INTEGER NOT NULL REFERENCES texts,
    temperature REAL NOT NULL,
    seed INTEGER NOT NULL,
    user TEXT NOT NULL,
    answer TEXT NOT NULL
  ) STRICT;
  -- Calls that no answer stands for; once one does, the failure is gone.
  CREATE TABLE failures (
    key TEXT NOT NULL,
    step TEXT NOT NULL,
    agent TEXT NOT NULL,
    kind TEXT NOT NULL,
    raw TEXT NOT NULL,
    PRIMARY KEY (key, step, agent)
  ) STRICT, WITHOUT ROWID;
  PRAGMA user_version = ${VERSION};`

/** To go on with a journal, or to read one that is finished. */
export type JournalMode = 'write' | 'replay'

/**
 * Opens the file of a journal; in `write` mode it is made when it is not there.
 *
 * The driver is a native module, loaded here and not before.
 *
 * @throws {TastemakerError} `journal/locked`, `journal/version`, `format/unreadable`, `io/not-writable`, `io/missing`
 * @example const database = await openJournalFile('runs/first/calls.sqlite', 'write')
 */
export async function openJournalFile(path: string, mode: JournalMode): Promise<Database> {
  const { default: Sqlite } = await import('better-sqlite3')
  try {
    if (mode === 'write') return opened(new Sqlite(path, { timeout: 0 }), writable)
    if (!existsSync(path)) throw missing(path)
    if (existsSync(`${path}-wal`)) closeJournalFile(opened(new Sqlite(path, { timeout: 0 }), writable))
    return opened(new Sqlite(path, { timeout: 0, readonly: true }), readable)
  } catch (error) {
    throw journalTrouble(path, error)
  }
}

/** Folds the log back into the file, so that it stands alone, and closes it. @example closeJournalFile(database) */
export function closeJournalFile(database: Database): void {
  if (!database.open) return
  try {
    if (!database.readonly) database.pragma('journal_mode = DELETE')
  } catch (error) {
    throw journalTrouble(database.name, error)
  } finally {
    database.close()
  }
}

function opened(database: Database, prepare: (database: Database) => void): Database {
  try {
    prepare(database)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Columns that came later: older files do not have them, and older versions do not miss them. */
const LATER = ['calls', 'failures'] as const

/** Whether a table says which model was asked. @example namesModels(database, 'calls') */
export const namesModels = (database: Database, table: (typeof LATER)[number]): boolean =>
  database.prepare(`SELECT 1 FROM pragma_table_info('${table}') WHERE name = 'model'`).get() !== undefined

function writable(database: Database): void {
  // Exclusive before the first access: then the index of the log is in memory, not in a third file.
  database.pragma('locking_mode = EXCLUSIVE')
  const isNew = database.pragma('user_version', { simple: true }) === 0 && tables(database) === 0
  if (!isNew) requireVersion(database)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = NORMAL')
  // A transaction that writes takes the lock now, not at the first call.
  database.exec(`BEGIN IMMEDIATE; ${isNew ? TABLES : ''} COMMIT`)
  for (const table of LATER) {
    if (!namesModels(database, table)) database.exec(`ALTER TABLE ${table} ADD COLUMN model TEXT`)
  }
}

function readable(database: Database): void {
  // Keeps the shared lock between reads, which halves their price; a mapped file is read without copying.
  database.pragma('locking_mode = EXCLUSIVE')
  database.pragma('mmap_size = 4294967296')
  requireVersion(database)
}

const tables = (database: Database): unknown => database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()

function requireVersion(database: Database): void {
  const version = database.pragma('user_version', { simple: true })
  if (version === VERSION) return
  throw new TastemakerError(
    'journal/version',
    `The journal ${database.name} is of version ${version}; this tastemaker reads version ${VERSION}.`,
    'Go on with the version of tastemaker that wrote it, or start a new run.',
  )
}

const missing = (path: string): TastemakerError =>
  new TastemakerError('io/missing', `There is no journal ${path}.`, 'Give the folder of a run that asked a model.')

/**
 * What an error of SQLite means to a caller; any other error as it is.
 *
 * @example throw journalTrouble('runs/first/calls.sqlite', error)
 */
export function journalTrouble(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TastemakerError) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return new TastemakerError(
      'journal/locked',
      `The journal ${path} is in use by another process.`,
      'Wait until it ends, or give this run another folder with --out.',
      { cause: error },
    )
  }
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(code)) {
    return new TastemakerError(
      'format/unreadable',
      `The journal ${path} is no SQLite file, or a damaged one: ${error.message}.`,
      'Move it away and run again; what it held must be asked again.',
      { cause: error },
    )
  }
  if (/^SQLITE_(FULL|READONLY|CANTOPEN|IOERR|PERM)/.test(code) || /directory does not exist/.test(error.message)) {
    return new TastemakerError(
      'io/not-writable',
      `The journal ${path} cannot be written: ${error.message}.`,
      'Free some space or make the folder writable, then go on with --resume FOLDER; what was answered so far is kept.',
      { cause: error },
    )
  }
  return error
}
