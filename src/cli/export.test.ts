import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { exportFormats } from '../data/index.ts'
import { terminal } from './_terminal.ts'
import { exportCommand } from './export.ts'
import { main } from './main.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-export-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What the command prints, and what it says beside. */
async function run(...args: readonly string[]): Promise<{ out: string; err: string }> {
  const printed = vi.spyOn(terminal, 'print').mockImplementation(() => {})
  const noted = vi.spyOn(terminal, 'note').mockImplementation(() => {})
  const code = process.exitCode
  try {
    await main(['export', '--data', 'generated:users=20,items=30', ...args])
    const text = (calls: readonly (readonly [string])[]): string => calls.map(([line]) => line).join('\n')
    return { out: text(printed.mock.calls), err: text(noted.mock.calls) }
  } finally {
    process.exitCode = code
    printed.mockRestore()
    noted.mockRestore()
  }
}

describe('tastemaker export', () => {
  it('export writes the files, says the licence once, and says what the format cannot hold', async () => {
    const { out, err } = await run('--format', 'recbole', '--out', join(folder, 'a'), '--name', 'toy')
    expect(err).toBe('licence of the data: MIT (generated)')
    expect(out).toMatch(/toy\.inter +[\d,]+ rows/)
    expect(out).toContain('note: not held: the scale')
    expect((await readdir(join(folder, 'a'))).sort()).toEqual([
      'croissant.json',
      'manifest.json',
      'toy.inter',
      'toy.item',
      'toy.user',
    ])
  })

  it('export prints one JSON document with --json', async () => {
    const { out } = await run('--format', 'csv', '--out', join(folder, 'b'), '--json')
    expect(JSON.parse(out)).toMatchObject({ format: 'csv', name: 'generated', notes: [] })
  })

  it('export refuses a folder with something else in it, with a hint', async () => {
    await writeFile(join(folder, 'mine.txt'), '')
    const { err } = await run('--format', 'csv', '--out', folder)
    expect(err).toContain('is not empty and holds no export')
    expect(err).toContain('hint:')
  })

  it('export offers every format that there is', () => {
    expect(exportCommand.args).toMatchObject({ format: { options: exportFormats.map(({ name }) => name) } })
  })
})
