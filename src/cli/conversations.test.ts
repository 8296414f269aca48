import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CommandDef, runCommand } from 'citty'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { checkFlags } from './_flags.ts'
import { terminal } from './_terminal.ts'
import { conversationsCommand } from './conversations.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-conversations-command-'))
})
afterEach(() => {
  vi.restoreAllMocks()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs `tastemaker conversations` here, and returns what it prints. */
async function conversations(...rest: string[]): Promise<string> {
  const printed: string[] = []
  vi.spyOn(terminal, 'print').mockImplementation((text) => {
    printed.push(text)
  })
  vi.spyOn(terminal, 'progress').mockImplementation(() => {})
  const command = conversationsCommand as CommandDef
  checkFlags({ name: 'conversations', command, rest })
  await runCommand(command, { rawArgs: rest })
  return printed.join('\n')
}

const asked = ['--data', 'generated:users=60,items=120', '--n', '12', '--systems', 'none', '--recommenders', 'item-knn']

describe('tastemaker conversations', () => {
  it('conversations prints tables with their controls and keeps every conversation', async () => {
    const text = await conversations(...asked, '--out', folder)
    expect(text).toContain('12 simulated seekers of')
    for (const name of ['random', 'popularity', 'item-knn', 'filter only'])
      expect(text).toMatch(new RegExp(`^${name} `, 'm'))
    expect(text).toContain('No person talked.')
    expect((await readdir(folder)).sort()).toEqual(['conversations.json', 'conversations.jsonl'])
    const lines = (await readFile(join(folder, 'conversations.jsonl'), 'utf8')).trim().split('\n')
    expect(lines.length).toBe(4 * 3 * 12)
    expect(JSON.parse(lines[0]!)).toMatchObject({ row: 'random', setting: 'patient' })
  }, 60_000)

  it('conversations prints one document, also of seekers with a taste who stay', async () => {
    const json = await conversations(...asked, '--seekers', 'utility', '--no-leaving', '--json')
    const { protocol, rows } = JSON.parse(json)
    expect(protocol).toMatchObject({ seekers: 'utility', utility: 'biased-mf', topShare: 0.002, people: 12 })
    expect(rows[0].leaving).toBeNull()
  }, 60_000)

  it.each([
    [['--turns', '0'], '--turns must be a whole number from 1, got "0"'],
    [['--front-loaded', '2'], '--front-loaded must be a share from 0 to 1, got "2"'],
    [['--mind', 'choise'], 'Did you mean choice?'],
    [['--recommenders', 'eese'], 'There is no model named "eese"'],
    [['--systems', 'nobody-at-all'], 'No system that recommends is called "nobody-at-all"'],
    [['--sistems', 'none'], 'has no option "--sistems"'],
  ])('conversations %j is answered in a sentence', async (more, sentence) => {
    const error = await conversations(...asked, ...more).catch((reason: Error) => reason)
    expect(error).toMatchObject({ name: 'TastemakerError' })
    expect(`${(error as Error).message} ${(error as { hint?: string }).hint}`).toContain(sentence)
  })
})
