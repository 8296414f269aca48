import type { Database } from 'better-sqlite3'
import type { Clock } from '../../clock.ts'
import { type LanguageModel, TastemakerError } from '../../domain/index.ts'
import type { RunLedger } from '../../runs/index.ts'
import { closeJournalFile, type JournalMode, journalTrouble, openJournalFile } from './_journal-file.ts'
import { type JournalEntry, type JournalRows, journalRows } from './_journal-rows.ts'
import { journalled } from './_journalled.ts'
import { type CallCounts, type Tally, tally } from './_tally.ts'
import { moneyFor, type Price, requirePrice } from './price.ts'

/*
 * The journal of a run: nothing is paid for twice.
 *
 * A call is named by what identifies its answer, and an answer is written before anybody gets it. So a killed run that
 * starts again finds every answer it ever used, asks for the rest, and comes out as if it had not been killed; a finished
 * run replays without a model. Equal calls share one answer, also while it is still on its way.
 */

/** Model calls and their answers, kept in one file. */
export interface Journal {
  /**
   * A model that answers from the journal where it can, asks `model` where it cannot, and keeps what it said. Reading a
   * finished journal, `model` is never asked. Closing it closes `model`, not the journal.
   */
  wrap(model: LanguageModel): LanguageModel
  /**
   * The model that was wrapped last, from the journal alone: what failed fails again, what was not asked throws
   * `journal/missing`.
   */
  model(): LanguageModel
  /** Counts a try beyond a call's first: for whoever retries to call. */
  retried(): void
  /** What the calls came to so far, at no cost: running counters. */
  totals(price?: Price): JournalTotals
  /** What the calls came to, by step and by agent, a killed run and those that went on with it counted as one. */
  ledger(price?: Price): RunLedger
  /** Answered calls in order, or those that one agent was the first to make. */
  entries(of?: { readonly agent?: string }): Iterable<JournalEntry>
  /** Leaves one plain file. */
  close(): void
}

/** Counts with what they cost. */
export interface JournalTotals extends CallCounts {
  readonly retries: number
  /** Null without a price. */
  readonly money: number | null
}

/** How a journal is opened. */
export interface JournalOptions {
  /** `write` begins or goes on, alone; `replay` reads, also where nothing can be written. */
  readonly mode: JournalMode
  readonly clock: Clock
}

/**
 * Opens the journal of a run.
 *
 * @param path of the file, `calls.sqlite` in a run folder; its folder must exist
 * @throws {TastemakerError} `journal/locked` while another process has it, `journal/version`, `format/unreadable`,
 *   `io/not-writable` (also later, from calls, when the disk is full), `io/missing` when there is none to read
 * @example
 * const journal = await openJournal('runs/first/calls.sqlite', { mode: 'write', clock: systemClock })
 * const model = journal.wrap(await languageModel('local/smollm2-135m'))
 */
export async function openJournal(path: string, { mode, clock }: JournalOptions): Promise<Journal> {
  const database = await openJournalFile(path, mode)
  try {
    return journalOn(database, clock)
  } catch (error) {
    database.close()
    throw journalTrouble(path, error)
  }
}

/** The journal in an open file, which {@link openJournal} opens. @example journalOn(database, systemClock).totals() */
export function journalOn(database: Database, clock: Clock): Journal {
  const rows = journalRows(database)
  const counts = countedFrom(rows)
  const answering = journalled(rows, counts, clock)
  const note = rows.note('model')
  let known: Remembered | null = note === undefined ? null : JSON.parse(note)
  let retries = Number(rows.note('retries') ?? 0)

  return {
    wrap(model) {
      const { name, fingerprint, concurrency, repeatable } = model
      if (!database.readonly) {
        known = { name, fingerprint, concurrency }
        rows.setNote('model', JSON.stringify(known))
      }
      const answer = answering(fingerprint, database.readonly ? null : model)
      return { name, fingerprint, concurrency, repeatable, answer, close: () => model.close() }
    },
    model() {
      if (known)
        return { ...known, repeatable: true, answer: answering(known.fingerprint, null), close: async () => {} }
      throw new TastemakerError(
        'journal/missing',
        `The journal ${database.name} has never met a model.`,
        'Give the folder of a run that asked one.',
      )
    },
    retried() {
      retries++
      rows.setNote('retries', String(retries))
    },
    totals(price) {
      requirePrice(price)
      return { ...counts.total, retries, money: moneyFor(counts.total, price) }
    },
    ledger(price) {
      requirePrice(price)
      return counts.ledger(known?.name ?? 'none', retries, price)
    },
    entries: ({ agent } = {}) => rows.entries(agent ?? null),
    close: () => closeJournalFile(database),
  }
}

/** Of the model that was wrapped last. */
type Remembered = Pick<LanguageModel, 'name' | 'fingerprint' | 'concurrency'>

function countedFrom(rows: JournalRows): Tally {
  const counts = tally()
  for (const counted of rows.sums()) counts.answered(counted)
  for (const failed of rows.failures()) counts.failed(failed)
  return counts
}
