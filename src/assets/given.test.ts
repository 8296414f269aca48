import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLoopback, sha256 } from './_loopback.ts'
import type { Asset } from './asset.ts'
import { type PulledAsset, pull } from './pull.ts'

const RATINGS = strToU8('1\t2\t5\n'.repeat(100))
const ITEMS = strToU8('1|Toy Story\n')
const PARQUET = strToU8('PAR1 and so on')
const OTHER = strToU8('something else')

const TOY: Asset = {
  name: 'toy',
  kind: 'ratings',
  licence: 'CC0',
  note: 'A toy.',
  sources: [
    {
      type: 'archive',
      url: 'http://127.0.0.1:1/toy.zip',
      sha256: sha256(OTHER),
      files: [
        { path: 'u.data', member: 'toy/u.data', sha256: sha256(RATINGS) },
        { path: 'u.item', member: 'toy/u.item', sha256: sha256(ITEMS) },
      ],
    },
    {
      type: 'wheel',
      files: [
        {
          path: 'toy.parquet',
          sha256: sha256(PARQUET),
          parts: [{ package: 'toy', version: '1.0', member: 'toy/data/toy.parquet' }],
        },
      ],
    },
  ],
}

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'tastemaker-given-'))
})
afterEach(() => rm(home, { recursive: true }))

const take = (from: string): Promise<PulledAsset> =>
  pull('toy', {
    home: join(home, 'home'),
    clock: { now: () => 0, elapsed: () => 0 },
    from,
    registry: [TOY],
    patience: { pause: 0 },
    runCommand: () => Promise.reject(new Error('pip must not be asked')),
  })
const put = async (name: string, bytes: Uint8Array): Promise<string> => {
  await writeFile(join(home, name), bytes)
  return join(home, name)
}
const paths = ({ files }: PulledAsset): string[] => files.map(({ path }) => path)

describe('pull() from what the user names', () => {
  it('pull() from a folder takes the files of a source and leaves the folder as it was', async () => {
    const folder = join(home, 'mine')
    await mkdir(folder)
    await put('mine/u.data', RATINGS)
    await put('mine/u.item', ITEMS)
    const pulled = await take(folder)
    expect(pulled.source).toBe(folder)
    expect(paths(pulled)).toEqual(['u.data', 'u.item'])
    expect(Buffer.compare(await readFile(join(folder, 'u.data')), RATINGS)).toBe(0)
  })

  it('pull() from a zip packed anew takes it for its members', async () => {
    expect(paths(await take(await put('x.zip', zipSync({ 'u.item': ITEMS, 'u.data': RATINGS }))))).toEqual([
      'u.data',
      'u.item',
    ])
  })

  it('pull() from a wheel takes it whatever it is called', async () => {
    const pulled = await take(await put('some.download', zipSync({ 'toy/data/toy.parquet': PARQUET })))
    expect(paths(pulled)).toEqual(['toy.parquet'])
  })

  it('pull() from a plain file takes it for a source of one file', async () => {
    expect(paths(await take(await put('renamed.bin', PARQUET)))).toEqual(['toy.parquet'])
  })

  it('pull() from a URL takes a zip or a file, and records it without secrets', async () => {
    const server = await openLoopback({
      '/a.zip?key=1': { body: zipSync({ 'toy/u.data': RATINGS, 'toy/u.item': ITEMS }) },
    })
    const pulled = await take(`${server.origin}/a.zip?key=1`)
    await server.close()
    expect(pulled.source).toBe(`${server.origin}/a.zip?***`)
    expect(paths(pulled)).toEqual(['u.data', 'u.item'])
  })

  it('pull() from a URL that fails names it and why', async () => {
    const server = await openLoopback({})
    await expect(take(`${server.origin}/a.zip`)).rejects.toMatchObject({
      code: 'asset/unreachable',
      message: `toy could not be pulled, each road failed:\n  ${server.origin}/a.zip: HTTP 404 Not Found`,
    })
    await server.close()
  })

  it('pull() from other content throws asset/corrupt with both hashes', async () => {
    for (const from of [
      await put('x.zip', zipSync({ 'toy/u.data': OTHER, 'toy/u.item': ITEMS })),
      await put('toy.parquet', OTHER),
    ]) {
      const error = await take(from).catch((caught: unknown) => caught)
      expect(error).toMatchObject({ code: 'asset/corrupt' })
      expect(String(error)).toContain(sha256(OTHER))
      expect(String(error)).toMatch(new RegExp(`${sha256(RATINGS)}|${sha256(PARQUET)}`))
    }
  })

  it('pull() from a broken zip throws asset/corrupt', async () => {
    const zip = zipSync({ 'toy/u.data': RATINGS, 'toy/u.item': ITEMS })
    await expect(take(await put('x.zip', zip.subarray(0, 100)))).rejects.toMatchObject({ code: 'asset/corrupt' })
  })

  it('pull() from a place without the files says what is wanted', async () => {
    await put('u.data', RATINGS)
    await expect(take(home)).rejects.toMatchObject({
      code: 'io/missing',
      message: `${home} does not hold toy.`,
      hint: 'A folder, zip or wheel is wanted with u.data, u.item or with toy.parquet.',
    })
    await expect(take(join(home, 'none'))).rejects.toMatchObject({ code: 'io/missing' })
  })
})
