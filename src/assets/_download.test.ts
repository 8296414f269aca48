import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { download, partState } from './_download.ts'
import type { Errand } from './_errand.ts'
import { type Loopback, openLoopback, type Served } from './_loopback.ts'

const BODY = new Uint8Array(300_000).map((_, index) => (index * 31) % 251)
const bytes = BODY.length

let staging: string
let server: Loopback | undefined
const errand = (more: Partial<Errand> = {}): Errand => ({
  staging,
  fetch: globalThis.fetch,
  runCommand: async () => ({ type: 'missing' }),
  patience: { idle: 5_000, retries: 3, pause: 0 },
  signal: new AbortController().signal,
  meter: () => () => {},
  ...more,
})
const serve = async (file: Served): Promise<string> => {
  server = await openLoopback({ '/file': file })
  return `${server.origin}/file`
}

/** A file whose connection breaks once, as soon as 100,000 bytes were read, and the meter that says so. */
const cutOnce = () => {
  const read = Promise.withResolvers<void>()
  const meter: Errand['meter'] = () => (done) => {
    if (done === 100_000) read.resolve()
  }
  return { served: { body: BODY, etag: '"one"', cutAt: 100_000, cutWhen: read.promise }, meter }
}

beforeEach(async () => {
  staging = await mkdtemp(join(tmpdir(), 'tastemaker-download-'))
})
afterEach(async () => {
  await server?.close()
  server = undefined
  await rm(staging, { recursive: true })
})

describe('download()', () => {
  it('download() writes the whole file and asks for it as it is', async () => {
    const part = await download({ url: await serve({ body: BODY }), name: 'f', bytes }, errand())
    expect(part).toBe(join(staging, 'f.part'))
    expect(Buffer.compare(await readFile(part), BODY)).toBe(0)
    expect(server!.requests[0]!.headers['accept-encoding']).toBe('identity')
  })

  it('download() takes up a cut transfer with Range and If-Range and fetches no byte twice', async () => {
    const { served, meter } = cutOnce()
    const part = await download({ url: await serve(served), name: 'f', bytes }, errand({ meter }))
    expect(Buffer.compare(await readFile(part), BODY)).toBe(0)
    expect(server!.requests.map(({ headers }) => [headers.range, headers['if-range']])).toEqual([
      [undefined, undefined],
      ['bytes=100000-', '"one"'],
    ])
    expect(server!.sent()).toBe(bytes)
  })

  it('download() goes on from a part that an earlier download left behind', async () => {
    const { served, meter } = cutOnce()
    const url = await serve(served)
    const once = errand({ meter, patience: { idle: 5_000, retries: 0, pause: 0 } })
    await expect(download({ url, name: 'f', bytes }, once)).rejects.toThrow(
      'connection cut after 100000 of 300000 bytes',
    )
    const part = await download({ url, name: 'f', bytes }, once)
    expect(Buffer.compare(await readFile(part), BODY)).toBe(0)
    expect(server!.sent()).toBe(bytes)
  })

  it('download() starts over when the server ignores Range or has another version', async () => {
    for (const served of [{ ignoresRange: true }, { etag: '"two"' }]) {
      const url = await serve({ body: BODY, ...served })
      await writeFile(join(staging, 'f.part'), 'an older version')
      await writeFile(partState(join(staging, 'f.part')), JSON.stringify({ url, mark: '"one"' }))
      const part = await download({ url, name: 'f', bytes }, errand())
      expect(server!.requests[0]!.headers.range).toBe('bytes=16-')
      expect(Buffer.compare(await readFile(part), BODY)).toBe(0)
      await rm(part)
      await server!.close()
    }
  })

  it('download() does not go on from a part of another address', async () => {
    await writeFile(join(staging, 'f.part'), 'from elsewhere')
    await writeFile(partState(join(staging, 'f.part')), JSON.stringify({ url: 'http://127.0.0.1/other' }))
    const part = await download({ url: await serve({ body: BODY }), name: 'f', bytes }, errand())
    expect(server!.requests[0]!.headers.range).toBeUndefined()
    expect(Buffer.compare(await readFile(part), BODY)).toBe(0)
  })

  it('download() finds by 416 that a part of unknown size was complete, and restarts one that is too long', async () => {
    const url = await serve({ body: BODY })
    await writeFile(partState(join(staging, 'f.part')), JSON.stringify({ url }))
    await writeFile(join(staging, 'f.part'), BODY)
    await download({ url, name: 'f', bytes: undefined }, errand())
    expect(server!.sent()).toBe(0)
    await writeFile(join(staging, 'f.part'), Buffer.concat([BODY, BODY]))
    const part = await download({ url, name: 'f', bytes: undefined }, errand())
    expect(Buffer.compare(await readFile(part), BODY)).toBe(0)
  })

  it('download() gives up after its retries', async () => {
    const url = await serve({ body: BODY })
    let calls = 0
    const flaky: typeof fetch = async () => {
      calls++
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) })
    }
    await expect(download({ url, name: 'f', bytes }, errand({ fetch: flaky }))).rejects.toThrow('connection cut')
    expect(calls).toBe(4)
  })

  it('download() fails at once on an HTTP error, a refused connection, another size and a bad URL', async () => {
    const url = await serve({ body: BODY })
    await expect(download({ url: `${url}/none`, name: 'f', bytes }, errand())).rejects.toThrow('HTTP 404 Not Found')
    await expect(download({ url, name: 'f', bytes: 7 }, errand())).rejects.toThrow(
      'the server has 300000 bytes under this address, expected 7',
    )
    expect(server!.requests).toHaveLength(2)
    await server!.close()
    await expect(download({ url, name: 'f', bytes }, errand())).rejects.toThrow('connection refused')
    await expect(download({ url: 'http://', name: 'f', bytes }, errand())).rejects.toThrow('not a valid URL')
  })

  it('download() leaves a road that hangs before or within the body', async () => {
    const impatient = errand({ patience: { idle: 80, retries: 3, pause: 0 } })
    for (const hangsAt of [0, 1000]) {
      const url = await serve({ body: BODY, hangsAt })
      await expect(download({ url, name: `f${hangsAt}`, bytes }, impatient)).rejects.toThrow('no byte came for 0.08 s')
      expect(server!.requests).toHaveLength(1)
      await server!.close()
    }
  })

  it('download() keeps the part when it is aborted', async () => {
    const stop = new AbortController()
    const url = await serve({ body: BODY, hangsAt: 1000 })
    const meter: Errand['meter'] = () => (done) => {
      if (done > 0) stop.abort()
    }
    await expect(download({ url, name: 'f', bytes }, errand({ signal: stop.signal, meter }))).rejects.toThrow()
    expect((await readFile(join(staging, 'f.part'))).length).toBe(1000)
    await access(partState(join(staging, 'f.part')))
  })

  it('download() sends credentials as a header and stores none', async () => {
    const url = (await serve({ body: BODY, etag: '"one"' })).replace('//', '//me:s%40cret@')
    const part = await download({ url, name: 'f', bytes }, errand())
    expect(server!.requests[0]!.headers.authorization).toBe(`Basic ${Buffer.from('me:s@cret').toString('base64')}`)
    expect(await readFile(partState(part), 'utf8')).not.toContain('cret')
  })
})
