import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkFile, writeLines } from './_write-file.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-write-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('writeLines()', () => {
  it('writeLines() writes, counts and hashes what it is given, over many chunks', async () => {
    const lines = Array.from({ length: 30_000 }, (_, row) => `row ${row}, größer als zuvor\n`)
    const path = join(folder, 'many')
    const written = await writeLines(path, 'head\n', lines)
    const content = Buffer.from(`head\n${lines.join('')}`)
    expect(await readFile(path)).toEqual(content)
    const sha256 = createHash('sha256').update(content).digest('hex')
    expect(written).toEqual({ rows: 30_000, bytes: content.length, sha256 })
    expect(await checkFile(path)).toEqual({ bytes: content.length, sha256 })
  })

  it('writeLines() leaves nothing behind, and an older file as it was, when the lines end in an error', async () => {
    const path = join(folder, 'kept')
    await writeLines(path, '', ['older\n'])
    function* failing() {
      for (let row = 0; row < 30_000; row++) yield 'newer newer newer\n'
      throw new Error('no more')
    }
    await expect(writeLines(path, '', failing())).rejects.toThrow('no more')
    expect(await readFile(path, 'utf8')).toBe('older\n')
    expect(await readdir(folder)).not.toContain('kept.part')
  })

  it('writeLines() makes lines no faster than they are written', async () => {
    let made = 0
    function* lines() {
      for (; made < 100_000; made++) yield 'a line of some letters\n'
    }
    const writing = writeLines(join(folder, 'paced'), '', lines())
    await new Promise((resolve) => setImmediate(resolve))
    expect(made).toBeLessThan(100_000)
    await writing
    expect(made).toBe(100_000)
  })
})
