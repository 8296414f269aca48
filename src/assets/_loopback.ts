import { createHash } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One thing that the server has, and what goes wrong with it. */
export interface Served {
  readonly body: Uint8Array
  readonly etag?: string
  /** Bytes after which the connection breaks, once. */
  readonly cutAt?: number
  /** Holds the break back: what a client has received and not yet read is lost to it when a connection breaks. */
  readonly cutWhen?: Promise<void>
  /** Answers 200 with everything, whatever was asked. */
  readonly ignoresRange?: boolean
  /** Sends this many bytes and then nothing more. */
  readonly hangsAt?: number
}

/** A web server on loopback with the faults of real ones, for tests. */
export interface Loopback {
  readonly origin: string
  readonly requests: readonly { readonly path: string; readonly headers: IncomingHttpHeaders }[]
  /** Body bytes handed to the network, over all answers. */
  readonly sent: () => number
  readonly close: () => Promise<void>
}

/** Opens the server on a free port; a path that is not in the list answers 404. */
export async function openLoopback(served: Readonly<Record<string, Served>>): Promise<Loopback> {
  const requests: { path: string; headers: IncomingHttpHeaders }[] = []
  let sent = 0
  const broken = new Set<string>()
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const thing = served[path]
    requests.push({ path, headers: request.headers })
    if (thing === undefined) {
      response.writeHead(404).end()
      return
    }
    const start = startOf(request.headers, thing)
    if (start >= thing.body.length) {
      response.writeHead(416, { 'content-range': `bytes */${thing.body.length}` }).end()
      return
    }
    writeHead(response, thing, start)
    const stop = broken.has(path) ? undefined : (thing.cutAt ?? thing.hangsAt)
    const part = thing.body.subarray(start, stop)
    sent += part.length
    if (stop === undefined) {
      response.end(part)
      return
    }
    response.write(part, async () => {
      if (thing.cutAt === undefined) return
      broken.add(path)
      await thing.cutWhen
      request.socket.end()
    })
    if (part.length === 0) response.flushHeaders()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { origin: `http://127.0.0.1:${port}`, requests, sent: () => sent, close }
}

/** SHA-256 in hexadecimal, computed without the code under test. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

function startOf(headers: IncomingHttpHeaders, thing: Served): number {
  const range = /^bytes=(\d+)-$/.exec(headers.range ?? '')
  const stale = headers['if-range'] !== undefined && headers['if-range'] !== thing.etag
  return range === null || stale || thing.ignoresRange ? 0 : Number(range[1])
}

function writeHead(response: ServerResponse, thing: Served, start: number): void {
  const size = thing.body.length
  response.writeHead(start > 0 ? 206 : 200, {
    'content-length': size - start,
    ...(thing.etag === undefined ? {} : { etag: thing.etag }),
    ...(start > 0 ? { 'content-range': `bytes ${start}-${size - 1}/${size}` } : {}),
  })
}
