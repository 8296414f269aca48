import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ModelServer, modelServer } from '../src/testing/index.ts'

/*
 * The promise of the run folder, end to end: a run whose viewers ask a model is killed with SIGKILL, goes on, and ends in
 * the bytes of a run that was never stopped, and no call that was answered and written down is ever made again.
 */

let folder = ''
let server: ModelServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-kill-'))
  server = await modelServer(undefined, { delay: 2 })
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

/** Calls at once: as many may be lost with a kill. */
const LANES = 2

const main = new URL('../src/cli/main.ts', import.meta.url).href
function tastemaker(...args: string[]): { child: ChildProcess; ended: Promise<{ code: number | null; said: string }> } {
  const program = `import { main } from ${JSON.stringify(main)}; await main(process.argv.slice(1))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, '--', ...args], {
    env: { ...process.env, TASTEMAKER_HOME: join(folder, 'home') },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += String(chunk)))
  const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, said })),
  )
  return { child, ended }
}

const simulateArgs = (out: string): string[] => [
  'simulate',
  '--data=generated:users=60,items=120',
  '--recommenders=popularity,item-knn',
  '--viewers=4',
  '--mind=language',
  '--llm=openai-compatible/test',
  `--llm-url=${server.url}`,
  `--lanes=${LANES}`,
  '--workers=1',
  `--out=${out}`,
]

const eventsOf = async (out: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(join(out, 'events.jsonl')))
    .digest('hex')

/** Waits until the server has had this many calls in all. */
async function calls(count: number): Promise<void> {
  while (server.count() < count) await new Promise((resolve) => setTimeout(resolve, 2))
}

describe('tastemaker simulate --resume', () => {
  it('ends in the same bytes after kill -9, and no journalled call comes twice', async () => {
    const whole = join(folder, 'whole')
    expect(await tastemaker(...simulateArgs(whole)).ended).toMatchObject({ code: 0 })
    const needed = server.count()
    expect(needed).toBeGreaterThan(200)

    const killed = join(folder, 'killed')
    const before = server.calls.length
    for (const share of [0.2, 0.5, 0.8]) {
      const args = share === 0.2 ? simulateArgs(killed) : ['simulate', `--resume=${killed}`]
      const run = tastemaker(...args)
      await calls(before + Math.round(needed * share))
      run.child.kill('SIGKILL')
      await run.ended
    }
    expect(await tastemaker('simulate', `--resume=${killed}`).ended).toMatchObject({ code: 0 })

    expect(await eventsOf(killed)).toBe(await eventsOf(whole))
    const asked = server.calls.slice(before).map(({ sha256 }) => sha256)
    const again = asked.length - new Set(asked).size
    expect(again).toBeLessThanOrEqual(3 * LANES)
    expect(new Set(asked).size).toBe(needed)
  }, 120_000)

  it('replays the finished run while the server is gone, to the same events', async () => {
    const asked = server.count()
    const { code, said } = await tastemaker('replay', join(folder, 'killed')).ended
    expect(said).toContain('every event came out the same')
    expect(code).toBe(0)
    expect(server.count()).toBe(asked)
  }, 60_000)

  it('stops at the budget, says how to go on, and goes on with more', async () => {
    const out = join(folder, 'budget')
    const before = server.count()
    const stopped = await tastemaker(...simulateArgs(out), '--budget-calls=50').ended
    expect(stopped.code).toBe(1)
    expect(stopped.said).toContain(`--resume ${out}`)
    expect(server.count() - before).toBeLessThanOrEqual(50)
    expect(await tastemaker('simulate', `--resume=${out}`, '--budget-calls=5000').ended).toMatchObject({ code: 0 })
    expect(await eventsOf(out)).toBe(await eventsOf(join(folder, 'whole')))
  }, 60_000)
})
