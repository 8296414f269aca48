import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunEvent } from './events.ts'
import { createRun, readDocument, readEvents, readManifest } from './folder.ts'
import { RUN_VERSION } from './manifest.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-run-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const envelope = {
  v: 1,
  ts: 5,
  n: 0,
  session: 's',
  user: 'u',
  recommender: 'r',
  as: 'viewer',
  source: 'simulation',
} as const
const started: RunEvent = { type: 'visit-started', ...envelope }

async function collect(events: AsyncIterable<RunEvent>): Promise<RunEvent[]> {
  const all: RunEvent[] = []
  for await (const event of events) all.push(event)
  return all
}

describe('createRun()', () => {
  it('writes what readEvents() reads, unknown fields kept', async () => {
    const run = await createRun(folder)
    await run.append(`${JSON.stringify(started)}\n${JSON.stringify({ ...started, n: 1, mood: 'new' })}\n`)
    await run.close()
    expect(await collect(readEvents(folder))).toEqual([started, { ...started, n: 1, mood: 'new' }])
  })

  it('replaces documents whole', async () => {
    const run = await createRun(folder)
    await run.document('panel.json', { users: ['1'] })
    await run.document('panel.json', { users: ['2'] })
    await run.close()
    expect(await readDocument(folder, 'panel.json')).toEqual({ users: ['2'] })
  })

  it('says which folder cannot be written, and what to do', async () => {
    await writeFile(join(folder, 'file'), '')
    await expect(createRun(join(folder, 'file', 'below'))).rejects.toMatchObject({
      code: 'io/not-writable',
      hint: expect.stringContaining('--out'),
    })
  })
})

describe('createRun() on a folder that is there', () => {
  it('keeps what was whole, cuts off the rest, and refuses a file that is too short', async () => {
    const line = `${JSON.stringify(started)}\n`
    const first = await createRun(folder)
    await first.append(line)
    expect(first.bytes).toBe(line.length)
    await first.append('{"type":"visit-sta')
    await first.close()
    const second = await createRun(folder, line.length)
    await second.append(line)
    await second.close()
    expect(await readFile(join(folder, 'events.jsonl'), 'utf8')).toBe(line + line)
    await expect(createRun(folder, 10_000)).rejects.toMatchObject({ code: 'run/incomplete' })
  })

  it('forgets what was said about events that go', async () => {
    await writeFile(join(folder, 'progress.json'), '{}')
    await (await createRun(folder)).close()
    await expect(readDocument(folder, 'progress.json')).rejects.toMatchObject({ code: 'io/missing' })
  })

  it('refuses a folder that is being written, and takes over from a process that is gone', async () => {
    const run = await createRun(folder)
    await expect(createRun(folder)).rejects.toMatchObject({ code: 'run/locked' })
    await run.close()
    await writeFile(join(folder, 'run.lock'), '99999999')
    await (await createRun(folder)).close()
  })
})

describe('readManifest()', () => {
  it('refuses a folder of another version and one that was edited', async () => {
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ version: 99 }))
    await expect(readManifest(folder)).rejects.toMatchObject({
      code: 'run/version',
      message: expect.stringContaining('version 99'),
    })
    await writeFile(join(folder, 'manifest.json'), JSON.stringify({ version: RUN_VERSION, kind: 'simulation' }))
    await expect(readManifest(folder)).rejects.toThrow('wrong field')
  })

  it('says when there is none, and when it is not JSON', async () => {
    await expect(readManifest(folder)).rejects.toMatchObject({ code: 'io/missing' })
    await writeFile(join(folder, 'manifest.json'), '{')
    await expect(readManifest(folder)).rejects.toMatchObject({ code: 'format/unreadable' })
  })
})

describe('readEvents()', () => {
  it('names the line of a cut or wrong event', async () => {
    await writeFile(
      join(folder, 'events.jsonl'),
      `${JSON.stringify(started)}\n${JSON.stringify(started).slice(0, 20)}\n`,
    )
    await expect(collect(readEvents(folder))).rejects.toThrow('line 2 is not JSON')
    await writeFile(join(folder, 'events.jsonl'), `${JSON.stringify({ ...started, ts: 'now' })}\n`)
    await expect(collect(readEvents(folder))).rejects.toThrow('field "ts"')
    expect(await readFile(join(folder, 'events.jsonl'), 'utf8')).toContain('now')
  })
})
