import { createReadStream, createWriteStream, type WriteStream } from 'node:fs'
import { mkdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { TastemakerError } from '../domain/index.ts'
import { lockFolder } from './_lock.ts'
import { type RunEvent, runEvent } from './events.ts'
import { RUN_VERSION, type RunManifest, runManifest } from './manifest.ts'

/** Documents that say something about the events; they go when the events do. */
const OF_ONE_RUN = ['progress.json', 'offline.json', 'alignment.json', 'ledger.json', 'mind-card.json']

/** Writes a run folder: events as they come, the manifest and other documents whole. */
export interface RunWriter {
  readonly folder: string
  /** Bytes of events so far. */
  readonly bytes: number
  /** Appends complete lines; resolves when the next may be given. */
  append(lines: string | Uint8Array): Promise<void>
  /** Replaces one JSON document of the folder in one step, so that a reader never sees half of it. */
  document(name: string, value: unknown): Promise<void>
  close(): Promise<void>
}

/**
 * Opens a run folder for writing.
 *
 * @param folder made when missing; events of an earlier run go, and what was said about them
 * @param keep bytes of its events that are kept, when a run goes on; what stands beyond them is cut off. 0 unless given
 * @throws TastemakerError io/not-writable when the folder cannot be written, run/locked while somebody else writes it,
 * run/incomplete when less than `keep` is there
 * @example const run = await createRun('runs/first')
 */
export async function createRun(folder: string, keep = 0): Promise<RunWriter> {
  const path = join(folder, 'events.jsonl')
  let stream: WriteStream
  let unlock = async (): Promise<void> => {}
  try {
    await mkdir(folder, { recursive: true })
    unlock = await lockFolder(folder)
    if (keep > 0) await cutTo(path, keep)
    else await Promise.all(OF_ONE_RUN.map((name) => rm(join(folder, name), { force: true })))
    stream = createWriteStream(path, { flags: keep > 0 ? 'a' : 'w' })
    await new Promise<void>((resolve, reject) => {
      stream.once('open', () => resolve())
      stream.once('error', reject)
    })
  } catch (error) {
    await unlock()
    throw error instanceof TastemakerError ? error : notWritable(folder, error)
  }
  let bytes = keep
  let failure: unknown
  stream.on('error', (error) => {
    failure = error
  })
  return {
    folder,
    get bytes() {
      return bytes
    },
    append: (lines) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(notWritable(folder, failure))
        stream.write(lines, (error) => {
          if (error) return reject(notWritable(folder, error))
          bytes += Buffer.byteLength(lines)
          resolve()
        })
      }),
    document: (name, value) => writeDocument(folder, name, value),
    close: async () => {
      try {
        if (failure) throw failure
        await new Promise<void>((resolve, reject) =>
          stream.end((error?: Error | null) => (error ? reject(error) : resolve())),
        )
      } catch (error) {
        throw notWritable(folder, error)
      } finally {
        await unlock()
      }
    },
  }
}

async function cutTo(path: string, bytes: number): Promise<void> {
  const { size } = await stat(path)
  if (size < bytes) {
    throw new TastemakerError(
      'run/incomplete',
      `${path} has ${size} bytes, but ${bytes} were written before the run stopped.`,
      'The file was cut or replaced; run the simulation again from the start.',
    )
  }
  await truncate(path, bytes)
}

/**
 * Writes one JSON document into a folder in one step, so that a reader never sees half of it.
 *
 * @throws TastemakerError io/not-writable
 * @example await writeDocument('runs/loop', 'feedback.json', result)
 */
export async function writeDocument(folder: string, name: string, value: unknown): Promise<void> {
  const path = join(folder, name)
  try {
    await writeFile(`${path}.part`, `${JSON.stringify(value, null, 2)}\n`)
    await rename(`${path}.part`, path)
  } catch (error) {
    throw notWritable(folder, error)
  }
}

/**
 * Reads and checks the manifest of a run folder.
 *
 * @throws TastemakerError io/missing without a manifest, run/version when another version wrote it
 * @example (await readManifest('runs/first')).seed
 */
export async function readManifest(folder: string): Promise<RunManifest> {
  const value = await readDocument(folder, 'manifest.json')
  const version = (value as { version?: unknown } | null)?.version
  if (version !== RUN_VERSION) {
    throw new TastemakerError(
      'run/version',
      `The run folder ${folder} is of version ${String(version)}; this tastemaker reads version ${RUN_VERSION}.`,
      'Run the simulation again, or read the folder with the version that wrote it.',
    )
  }
  const parsed = runManifest.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new TastemakerError(
      'run/version',
      `The manifest of ${folder} has a wrong field "${issue?.path.join('.')}": ${issue?.message}.`,
      'The folder was edited or cut; run the simulation again.',
    )
  }
  return parsed.data
}

/**
 * Reads one JSON document of a run folder.
 *
 * @throws TastemakerError io/missing when it is not there, format/unreadable when it is not JSON
 * @example await readDocument('runs/first', 'panel.json')
 */
export async function readDocument(folder: string, name: string): Promise<unknown> {
  const path = join(folder, name)
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw new TastemakerError(
      'io/missing',
      `There is no ${name} in ${folder}.`,
      'Give the folder that simulate wrote.',
      {
        cause: error,
      },
    )
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new TastemakerError('format/unreadable', `${path} is not JSON: ${(error as Error).message}.`, undefined, {
      cause: error,
    })
  }
}

/**
 * Reads one JSON document that a run folder may have.
 *
 * @returns null when it is not there
 * @throws TastemakerError format/unreadable when it is not JSON
 * @example await readDocumentIfAny('runs/first', 'ledger.json')
 */
export async function readDocumentIfAny(folder: string, name: string): Promise<unknown> {
  try {
    return await readDocument(folder, name)
  } catch (error) {
    if (error instanceof TastemakerError && error.code === 'io/missing') return null
    throw error
  }
}

/**
 * Streams the events of a run folder in file order, each checked against the schema.
 *
 * @throws TastemakerError format/value naming the line of the first bad one
 * @example for await (const event of readEvents('runs/first')) count++
 */
export async function* readEvents(folder: string): AsyncGenerator<RunEvent> {
  const path = join(folder, 'events.jsonl')
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })
  let number = 0
  for await (const line of lines) {
    number++
    yield parseEvent(line, `${path} line ${number}`)
  }
}

function parseEvent(line: string, where: string): RunEvent {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new TastemakerError(
      'format/value',
      `${where} is not JSON: ${line.slice(0, 80)}`,
      'The file was cut or edited.',
    )
  }
  const parsed = runEvent.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new TastemakerError('format/value', `${where}: field "${issue?.path.join('.')}" ${issue?.message}.`)
}

function notWritable(folder: string, cause: unknown): TastemakerError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new TastemakerError(
    'io/not-writable',
    `The run folder ${folder} cannot be written: ${reason}.`,
    'Free some space or name another folder with --out.',
    { cause },
  )
}
