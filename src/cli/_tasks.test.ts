import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CommandDef, runCommand } from 'citty'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { checkFlags } from './_flags.ts'
import { taskTableText } from './_tasks-text.ts'
import { terminal } from './_terminal.ts'
import { evaluateCommand } from './evaluate.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-tasks-command-'))
})
afterEach(() => {
  vi.restoreAllMocks()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs `tastemaker evaluate` here, and returns what it prints. */
async function evaluate(...rest: string[]): Promise<string> {
  const printed: string[] = []
  vi.spyOn(terminal, 'print').mockImplementation((text) => {
    printed.push(text)
  })
  vi.spyOn(terminal, 'progress').mockImplementation(() => {})
  vi.spyOn(terminal, 'note').mockImplementation(() => {})
  const command = evaluateCommand as CommandDef
  checkFlags({ name: 'evaluate', command, rest })
  await runCommand(command, { rawArgs: rest })
  return printed.join('\n')
}

const data = ['--data', 'invented-reviews', '--recommenders', 'ease']

describe('tastemaker evaluate --task', () => {
  it('evaluate --task prints a table a task with its notes, and keeps it', async () => {
    const out = join(folder, 'all')
    const text = await evaluate(...data, '--task', 'rate,rank,next,summarise,explain', '--out', out)
    expect(text).toContain('rank: 14 people of 14 eligible, compared by nDCG@10, higher is better')
    expect(text).toMatch(/chance +exact +0\.050/)
    expect(text).toMatch(/best constant +14\/14/)
    expect(text).toMatch(/telling sentence +14\/14/)
    expect(text).toMatch(/template +14\/14/)
    expect(text).toContain('may not be set beside those of another number of negatives')
    expect((await readdir(out)).sort()).toEqual(['models', 'tasks.json'])
    const kept = JSON.parse(await readFile(join(out, 'tasks.json'), 'utf8'))
    expect(taskTableText(kept)).toBe(text)
  }, 60_000)

  it('evaluate --task says why a task is left out', async () => {
    const generated = ['--data', 'generated:users=60,items=120', '--recommenders', 'popularity', '--n', '12']
    const text = await evaluate(...generated, '--task', 'next,summarise')
    expect(text).toContain('next: 12 people')
    expect(text).toContain('summarise was left out.')
    const json = JSON.parse(await evaluate(...generated, '--task', 'next', '--json', '--seed', '2'))
    expect(json).toMatchObject({ version: 1, protocol: { seed: 2, n: 12 }, tasks: [{ task: 'next' }] })
  }, 60_000)

  it.each([
    [['--task', 'rank', '--systems', 'nobody'], 'No system that recommends is called "nobody"'],
    [['--task', 'rank', '--systems', 'nobody', '--mind', 'hybrid'], 'The mind "hybrid" needs a language model'],
    [['--task', 'rank', '--mind', 'chance'], 'There is no mind "chance"'],
    [['--task', 'rant'], 'There is no task "rant"'],
    [['--task', 'rank', '--protocol', '1+8'], 'There is no protocol "1+8"'],
    [['--task', 'rank', '--n', '0'], '--n must be a whole number from 1'],
    [['--task', 'rate', '--failed-rating', 'best'], 'There is no --failed-rating "best"'],
    [['--task', 'rank', '--split', 'last-out'], '--split and --task do not go together'],
    [['--systems', 'recmind'], '--systems says something about tasks, and --task names none'],
    [['--protocol=1+7'], '--protocol says something about tasks'],
  ])('evaluate refuses %j', async (flags, message) => {
    await expect(evaluate(...data, ...flags)).rejects.toThrow(message)
  })
})
