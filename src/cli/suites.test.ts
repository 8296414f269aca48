import { join } from 'node:path'
import { type CommandDef, runCommand } from 'citty'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { folderOf, removeFolders, societyFiles } from '../evaluation/suites/agent-society/_society-folder.test-parts.ts'
import { checkFlags } from './_flags.ts'
import { terminal } from './_terminal.ts'
import { suitesCommand } from './suites.ts'

afterEach(() => {
  vi.restoreAllMocks()
})
afterAll(removeFolders)

/** Runs `tastemaker suites` here, and returns what it prints. */
async function suites(...rest: string[]): Promise<string> {
  const printed: string[] = []
  vi.spyOn(terminal, 'print').mockImplementation((text) => {
    printed.push(text)
  })
  vi.spyOn(terminal, 'progress').mockImplementation(() => {})
  const command = suitesCommand as CommandDef
  checkFlags({ name: 'suites', command, rest })
  await runCommand(command, { rawArgs: rest })
  return printed.join('\n')
}

describe('tastemaker suites', () => {
  it('suites tau-rec runs on an invented world without a folder', async () => {
    const text = await suites('tau-rec', '--n', '12')
    expect(text).toContain('invented suite invented: 12 tasks over 120 items')
    expect(text).toMatch(/oracle \(knows what is hidden\) +1\.000/)
    expect(JSON.parse(await suites('tau-rec', '--n', '12', '--trials', '2', '--json'))).toMatchObject({
      protocol: { trials: 2, seed: 1 },
    })
  })

  it('suites agent-society prints both tracks with their controls', async () => {
    const from = await folderOf(societyFiles({ tasks: 12, candidates: 20 }))
    const ranked = await suites('agent-society', '--from', from)
    expect(ranked).toMatch(/row +simulated score +HR@1 +HR@3 +HR@5 +real score/)
    expect(ranked).toMatch(/chance +0\.150 +0\.050 +0\.150 +0\.250/)
    for (const row of ['untouched-order', 'shown-order', 'popularity']) expect(ranked).toContain(`\n${row} `)
    const rated = await suites('agent-society', '--from', from, '--track', '1', '--labels', 'real')
    expect(rated).toContain('\nstars-4 ')
    expect(rated).toMatch(/row +real score +review +overall +final/)
    const errors = join(await folderOf({ 'errors.json': '{}' }), 'errors.json')
    expect(await suites('agent-society', '--from', from, '--track', '1', '--review-errors', errors)).toContain(
      'stars-3',
    )
  })

  it.each([
    [['agent-sociaty'], 'Did you mean agent-society?'],
    [['agent-society'], 'Name it with --from FOLDER'],
    [['agent-society', '--from', '/nowhere/at/all'], 'There is no folder /nowhere/at/all'],
    [['tau-rec', '--from', '/nowhere/at/all'], 'no catalog.json'],
    [['tau-rec', '--rule', 'magic'], 'There is no rule "magic"'],
    [['tau-rec', '--trials', '0'], '--trials must be a whole number from 1'],
    [['tau-rec', '--system', 'nobody'], 'No system that recommends is called "nobody".'],
    [['tau-rec', '--llm', 'local/smollm2-135m'], '--llm needs a system'],
    [['tau-rec', '--systems', 'x'], 'has no option "--systems"'],
  ])('suites %j is answered in a sentence', async (rest, sentence) => {
    const error = await suites(...rest).catch((reason: Error & { hint?: string }) => reason)
    expect(error).toMatchObject({ name: 'TastemakerError' })
    expect(`${(error as Error).message} ${(error as { hint?: string }).hint}`).toContain(sentence)
  })
})
