import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ModelServer, modelServer } from '../testing/index.ts'

let folder = ''
let server: ModelServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-qualify-'))
  server = await modelServer()
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

/** Runs `tastemaker qualify` in a process of its own. */
function qualify(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const program = `import { main } from ${JSON.stringify(new URL('./main.ts', import.meta.url).href)}; await main(process.argv.slice(1))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, '--', 'qualify', ...args], {
    cwd: folder,
    env: { ...process.env, TASTEMAKER_HOME: folder, NO_COLOR: '1' },
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (text) => {
    out += text
  })
  child.stderr.on('data', (text) => {
    err += text
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })))
}

const data = ['--data', 'generated:users=120,items=150', '--n', '4']

describe('tastemaker qualify', () => {
  it('qualify prints one JSON document, keeps the card, and asks a second time only what must be asked anew', async () => {
    const asked = [...data, '--llm', 'openai-compatible/mannerly', '--llm-url', server.url, '--lanes', '2']
    const first = await qualify(...asked, '--json')
    expect(first).toMatchObject({ code: 0 })
    const card = JSON.parse(first.out)
    expect(card).toMatchObject({ model: 'openai-compatible/mannerly', data: { name: 'generated' } })
    expect(card.jobs.map(({ job }: { job: string }) => job)).toEqual([
      'form',
      'history',
      'taste',
      'choice',
      'ranking',
      'stability',
      'mood',
      'tools',
      'intent',
      'slots',
      'persona',
      'wording',
    ])
    expect(await readdir(join(folder, 'cards'))).toHaveLength(1)
    const calls = server.count()
    const second = await qualify(...asked)
    expect(second.out).toContain('In a hybrid mind on generated the fitted utility decides taste, choice and ranking')
    // Four questions, twice.
    expect(server.count() - calls).toBe(2 * 4)
    expect(second.out).toContain('a template words what is recommended')
    const page = await qualify(...asked, '--gates', 'form', '--markdown')
    expect(page.out).toMatch(/^# openai-compatible\/mannerly on generated/)
    expect(server.count() - calls).toBe(2 * 4)
    const compared = await qualify('compare', '--data', data[1]!, '--json')
    const { models, rows } = JSON.parse(compared.out)
    expect(models.map(({ name }: { name: string }) => name)).toEqual(['openai-compatible/mannerly'])
    expect(rows.map(({ results }: { results: unknown[] }) => results)).toEqual(card.jobs.map(() => [expect.anything()]))
    const table = await qualify('compare', '--data', data[1]!, '--llm', 'openai-compatible/mannerly')
    expect(table.out).toMatch(/^1 model on generated/)
    expect(server.count() - calls).toBe(2 * 4)
  }, 120_000)

  it('qualify says what is missing or unknown', async () => {
    const nameless = await qualify(...data)
    expect(nameless.code).toBe(1)
    expect(nameless.err).toContain('Name one with --llm')
    const wrong = await qualify(...data, '--llm', 'openai-compatible/x', '--llm-url', server.url, '--gates', 'tast')
    expect(wrong.err).toContain('Did you mean taste?')
    const unknown = await qualify('compare', ...data.slice(0, 2), '--llm', 'local/nobody')
    expect(unknown.err).toContain('No card of local/nobody on generated is kept')
    const stray = await qualify('compair', ...data)
    expect(stray.err).toContain('qualify does not know what to do with "compair"')
  }, 120_000)
})
