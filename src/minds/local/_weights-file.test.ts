import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkWeightsFile, hashOf } from './_weights-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tastemaker-weights-'))
})
afterEach(() => rm(folder, { recursive: true }))

const put = async (...parts: readonly (string | readonly number[])[]): Promise<string> => {
  const path = join(folder, 'some.gguf')
  await writeFile(path, Buffer.concat(parts.map((part) => Buffer.from(part as string))))
  return path
}
const COUNTS = new Array<number>(16).fill(0)

describe('checkWeightsFile()', () => {
  it('checkWeightsFile() returns the size of a file that begins like GGUF', async () => {
    expect(await checkWeightsFile(await put('GGUF', [3, 0, 0, 0], COUNTS))).toBe(24)
  })

  it('checkWeightsFile() says in a sentence what is wrong with any other', async () => {
    const refused = async (path: string) => (await checkWeightsFile(path).catch((error: Error) => error)).toString()
    const none = join(folder, 'none.gguf')
    expect(await refused(none)).toContain(`There is no file ${none}.`)
    expect(await refused(folder)).toContain('can not be read (EISDIR)')
    expect(await refused(await put(''))).toContain('is no GGUF file: it begins with "".')
    expect(await refused(await put('<!doctype html>'))).toContain('is no GGUF file: it begins with "<!do".')
    expect(await refused(await put('GGUF', [3, 0]))).toContain('is cut: it has 6 bytes')
    expect(await refused(await put('GGUF', [0, 0, 0, 3], COUNTS))).toContain('is GGUF of version 50331648')
  })

  it('checkWeightsFile() throws llm/weights', async () => {
    await expect(checkWeightsFile(await put('x'))).rejects.toMatchObject({ code: 'llm/weights' })
  })
})

describe('hashOf()', () => {
  it('hashOf() is the SHA-256 of the whole file', async () => {
    const text = 'weights '.repeat(400_000)
    expect(await hashOf(await put(text))).toBe(createHash('sha256').update(text).digest('hex'))
  })
})
