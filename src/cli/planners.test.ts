import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CommandDef, runCommand } from 'citty'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { checkFlags } from './_flags.ts'
import { terminal } from './_terminal.ts'
import { plannersCommand } from './planners.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-planners-command-'))
})
afterEach(() => {
  vi.restoreAllMocks()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs `tastemaker planners` here, and returns what it prints. */
async function planners(...rest: string[]): Promise<string> {
  const printed: string[] = []
  vi.spyOn(terminal, 'print').mockImplementation((text) => {
    printed.push(text)
  })
  vi.spyOn(terminal, 'progress').mockImplementation(() => {})
  const command = plannersCommand as CommandDef
  checkFlags({ name: 'planners', command, rest })
  await runCommand(command, { rawArgs: rest })
  return printed.join('\n')
}

const data = ['--data', 'generated:users=60,items=120', '--n', '12']

describe('tastemaker planners', () => {
  it('planners list tells what each planner does, costs and takes', async () => {
    const text = await planners('list')
    expect(text).toContain('tree-of-thoughts')
    expect(text).toContain('reflexion: trials=2, strategy=reflexion')
    expect(Object.keys(JSON.parse(await planners('list', '--json')))).toContain('plan-first')
  })

  it('planners compare prints tables, says that a rule is no language model, and keeps what it did', async () => {
    const out = join(folder, 'compare')
    const asked = ['compare', ...data, '--negatives', '9', '--planners', 'react,plan-first', '--out', out]
    const text = await planners(...asked, '--transcripts')
    expect(text).toContain('a scripted rule and no language model')
    expect(text).toContain('12 of 60 eligible people, seed 1, real labels')
    expect(text).toMatch(/chance +exact +0\.100/)
    expect((await readdir(out)).sort()).toEqual(['calls.sqlite', 'compare-transcripts.txt', 'planners.json'])
    expect(await readFile(join(out, 'compare-transcripts.txt'), 'utf8')).toContain('look_up')
    const json = await planners(...asked, '--json')
    expect(JSON.parse(json)).toEqual(JSON.parse(await readFile(join(out, 'planners.json'), 'utf8')))
  }, 60_000)

  it('planners compare foresees stars on demand', async () => {
    const text = await planners('compare', ...data, '--task', 'rate', '--planners', 'react')
    expect(text).toMatch(/row +answered +MAE +RMSE/)
  }, 60_000)

  it('planners reflexion sets the two rules beside each other', async () => {
    const text = await planners('reflexion', ...data, '--out', join(folder, 'reflexion'))
    expect(text).toContain('rule/learner, a scripted rule and no language model')
    expect(text).toContain('rule/ignorer, a scripted rule and no language model')
    for (const row of ['focus', 'structure', 'adaptability', 'learning', 'best use'])
      expect(text).toContain(`\n${row}\n`)
  }, 60_000)

  it.each([
    [['compair'], 'Did you mean compare?'],
    [['compare', ...data, '--planners', 'reakt'], 'There is no planner "reakt".'],
    [['compare', ...data, '--n', '0'], '--n must be a whole number from 1'],
    [['compare', ...data, '--negatives', '500'], '500 negatives are asked for'],
    [['reflexion', ...data, '--trials', '1'], 'trials must be a whole number from 2'],
    [['compare', ...data, '--transcripts'], '--transcripts need a folder'],
    [['compare', ...data, '--planers', 'react'], 'has no option "--planers"'],
  ])('planners %j is answered in a sentence', async (rest, sentence) => {
    const error = await planners(...rest).catch((reason: Error & { hint?: string }) => reason)
    expect(error).toMatchObject({ name: 'TastemakerError' })
    expect(`${(error as Error).message} ${(error as { hint?: string }).hint}`).toContain(sentence)
  })
})
