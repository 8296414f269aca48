import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomStream } from '../random.ts'
import { twoGroups } from '../testing/two-groups.ts'
import { modelByName } from './registry.ts'
import { readModel, writeModel } from './state-file.ts'

const folder = await mkdtemp(join(tmpdir(), 'tastemaker-state-'))
const path = join(folder, 'fitted.model')

beforeAll(async () => {
  await writeModel(path, await modelByName('ease').fit(twoGroups(), { random: randomStream(1), threads: 1 }))
})
afterAll(() => rm(folder, { recursive: true }))

/** Writes a changed copy of the file and returns its path. */
async function changed(change: (bytes: Buffer) => Buffer): Promise<string> {
  const copy = join(folder, 'changed.model')
  await writeFile(copy, change(await readFile(path)))
  return copy
}

describe('readModel()', () => {
  it('readModel() notices one flipped bit, a cut and an appended byte', async () => {
    const flip = (bytes: Buffer) => {
      bytes[bytes.length - 5]! ^= 1
      return bytes
    }
    for (const change of [flip, (b: Buffer) => b.subarray(0, -4), (b: Buffer) => Buffer.concat([b, Buffer.of(0)])]) {
      await expect(readModel(await changed(change))).rejects.toMatchObject({ code: 'model/state' })
    }
  })

  it('readModel() refuses another format version, and files that are no model', async () => {
    const other = (bytes: Buffer) =>
      Buffer.from(bytes.toString('latin1').replace('"formatVersion":1', '"formatVersion":2'), 'latin1')
    for (const change of [other, () => Buffer.from('hello\n'), () => Buffer.alloc(0)]) {
      await expect(readModel(await changed(change))).rejects.toMatchObject({ code: 'model/state' })
    }
  })

  it('readModel() says when there is no file', async () => {
    await expect(readModel(join(folder, 'nowhere.model'))).rejects.toMatchObject({ code: 'io/missing' })
  })
})

describe('writeModel()', () => {
  it('writeModel() says when the folder does not exist', async () => {
    const fitted = await readModel(path)
    await expect(writeModel(join(folder, 'no', 'x.model'), fitted)).rejects.toMatchObject({ code: 'io/not-writable' })
  })
})
