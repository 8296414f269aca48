import { type ChildProcess, spawn } from 'node:child_process'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../clock.ts'
import { type ModelServer, modelServer } from '../../testing/model-server.ts'
import { openJournal } from './journal.ts'

/** Calls at once. A kill may lose as many, and as many again whose answers are there and just being written. */
const LANES = 4
const CALLS = 24 * 8

let folder = ''
let server: ModelServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-agents-'))
  server = await modelServer(undefined, { delay: { median: 3, spread: 0.5, seed: 1 } })
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const job = fileURLToPath(new URL('./_agents.test-job.ts', import.meta.url))
function run(journal: string): { readonly child: ChildProcess; readonly ended: Promise<number | null> } {
  const child = spawn(process.execPath, [job, journal, server.url], { stdio: ['ignore', 'ignore', 'inherit'] })
  return { child, ended: new Promise((resolve) => child.once('close', resolve)) }
}

async function served(count: number): Promise<void> {
  while (server.count() < count) await new Promise((resolve) => setTimeout(resolve, 2))
}

/** What agents were told, in an order that does not depend on who was first. */
async function answersIn(path: string): Promise<readonly string[]> {
  const copy = `${path}.copy`
  await copyFile(path, copy)
  await copyFile(`${path}-wal`, `${copy}-wal`).catch(() => {})
  const journal = await openJournal(copy, { mode: 'replay', clock: systemClock })
  const answers = [...journal.entries()].map(({ call, answer }) => `${call.user} -> ${answer.text}`).sort()
  journal.close()
  return answers
}

describe('agents that ask models through one journal', () => {
  it('come out after kill -9 as if they had not been killed, and no call that was journalled reaches the server again', async () => {
    const whole = join(folder, 'whole.sqlite')
    expect(await run(whole).ended).toBe(0)
    expect(server.count()).toBe(CALLS)

    const killed = join(folder, 'killed.sqlite')
    const before = server.count()
    for (const share of [0.2, 0.5, 0.8]) {
      const { child, ended } = run(killed)
      await served(before + Math.round(CALLS * share))
      child.kill('SIGKILL')
      await ended
      const kept = new Set((await answersIn(killed)).map((line) => line.slice(0, line.lastIndexOf(' -> '))))
      expect(kept.size).toBeGreaterThan(0)
      const asked = server.count()
      // A moment of the next run, before it is killed in turn or ends.
      const again = run(killed)
      await served(asked + 5)
      again.child.kill('SIGKILL')
      await again.ended
      expect(server.calls.slice(asked).filter(({ user }) => kept.has(user.split('\n\n')[0]!))).toEqual([])
    }
    expect(await run(killed).ended).toBe(0)

    expect(await answersIn(killed)).toEqual(await answersIn(whole))
    const asked = server.calls.slice(before).map(({ sha256 }) => sha256)
    expect(new Set(asked).size).toBe(CALLS)
    expect(asked.length - CALLS).toBeLessThanOrEqual(6 * 2 * LANES)
  }, 120_000)
})
