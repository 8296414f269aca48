import type { Database } from 'better-sqlite3'
import type { Clock } from '../../clock.ts'
import { type LanguageModel, TastemakerError } from '../../domain/index.ts'
import type { RunLedger } from '../../runs/index.ts'
import { closeJournalFile, type JournalMode, journalTrouble, openJournalFile } from './_journal-file.ts'
import { type JournalEntry, type JournalRows, journalRows } from './_journal-rows.ts'
import { journalled } from './_journalled.ts'
import { type CallCounts, type Tally, tally } from './_tally.ts'
import { type Prices, requirePrice } from './price.ts'

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
   * A model from the journal alone: what failed fails again, what was not asked throws `journal/missing`.
   *
   * @param name of a model that was wrapped; the one that was wrapped last unless given
   */
  model(name?: string): LanguageModel
  /** Counts a try beyond a call's first: for whoever retries to call. */
  retried(): void
  /** What the calls came to so far, at no cost: running counters. */
  totals(prices?: Prices): JournalTotals
  /**
   * What the calls came to, by model, step and agent, a killed run and those that went on with it counted as one.
   *
   * @param prices one for all models, or that of each by its name
   */
  ledger(prices?: Prices): RunLedger
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
  const met = metModels(rows)
  const counts = countedFrom(rows, met.last()?.name ?? 'none')
  const answering = journalled(rows, counts, clock)
  let retries = Number(rows.note('retries') ?? 0)

  return {
    wrap(model) {
      const { name, fingerprint, concurrency, repeatable } = model
      if (!database.readonly) met.add({ name, fingerprint, concurrency })
      const roads = answering(model, database.readonly ? null : model)
      return { name, fingerprint, concurrency, repeatable, ...roads, close: () => model.close() }
    },
    model(name) {
      const known = name === undefined ? met.last() : met.of(name)
      if (known) return { ...known, repeatable: true, ...answering(known, null), close: async () => {} }
      throw new TastemakerError(
        'journal/missing',
        `The journal ${database.name} has never met ${name === undefined ? 'a model' : `the model "${name}"`}.`,
        'Give the folder of a run that asked one.',
      )
    },
    retried() {
      retries++
      rows.setNote('retries', String(retries))
    },
    totals(prices) {
      requirePrice(prices)
      return { ...counts.total, retries, money: counts.money(prices) }
    },
    ledger(prices) {
      requirePrice(prices)
      return counts.ledger(met.last()?.name ?? 'none', retries, prices)
    },
    entries: ({ agent } = {}) => rows.entries(agent ?? null),
    close() {
      if (database.open) rows.flush()
      closeJournalFile(database)
    },
  }
}

/** Of a model that was wrapped. */
type Remembered = Pick<LanguageModel, 'name' | 'fingerprint' | 'concurrency'>

/** The models that a journal has met, remembered in its notes. */
function metModels(rows: JournalRows) {
  // The last one stands in a note of its own, as in journals from before several could be wrapped.
  let last: Remembered | null = JSON.parse(rows.note('model') ?? 'null')
  const all = new Map<string, Remembered>()
  for (const model of JSON.parse(rows.note('models') ?? '[]') as Remembered[]) all.set(model.name, model)
  if (last) all.set(last.name, last)
  return {
    last: () => last,
    of: (name: string) => all.get(name),
    add(model: Remembered): void {
      last = model
      all.delete(model.name)
      all.set(model.name, model)
      rows.setNote('model', JSON.stringify(model))
      rows.setNote('models', JSON.stringify([...all.values()]))
    },
  }
}

/** @param model whose calls those are that do not say */
function countedFrom(rows: JournalRows, model: string): Tally {
  const counts = tally()
  for (const counted of rows.sums()) counts.of(counted.model ?? model).answered(counted)
  for (const failed of rows.failures()) counts.of(failed.model ?? model).failed(failed)
  return counts
}
