/*
 * A download that survives cuts. Bytes go to NAME.part in the staging folder; NAME.part.json remembers where they came
 * from and the server's mark of that version (a strong ETag, or Last-Modified). The next try asks for the rest with
 * Range and If-Range (RFC 9110, sections 13.1.5 and 14.2): 206 appends, 200 starts over. Whether the whole is right is
 * for the caller's checksum to say.
 */
import { open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { unescape as decoded } from 'node:querystring'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Errand } from './_errand.ts'
import { isCut, networkReason, RoadFailure } from './_failure.ts'
import { parseJson, unlessMissing } from './_read.ts'
import { redact } from './_redact.ts'
import { type Watchdog, watchdog } from './_watchdog.ts'

/** What to fetch: the finished `.part` carries `name`; `bytes` is the size that is expected, when known. */
export interface Download {
  readonly url: string
  readonly name: string
  readonly bytes: number | undefined
}

/** Where the state of a `.part` file is kept. */
export const partState = (part: string): string => `${part}.json`

/**
 * Fetches a file into the staging folder, going on from what an earlier try left.
 *
 * @returns path of the complete `.part` file, not yet checked
 * @throws RoadFailure with the reason
 */
export async function download(what: Download, errand: Errand): Promise<string> {
  if (!URL.canParse(what.url)) throw new RoadFailure('not a valid URL')
  const part = join(errand.staging, `${what.name}.part`)
  for (let attempt = 0; ; attempt++) {
    const cut = await transfer(what, part, attempt, errand)
    if (cut === null) return part
    if (attempt === errand.patience.retries) throw cut
    await pause(errand.patience.pause, undefined, { signal: errand.signal })
  }
}

/** One try. Returns null when the file is complete, the failure when a further try may help, and throws when not. */
async function transfer(what: Download, part: string, attempt: number, errand: Errand): Promise<RoadFailure | null> {
  const { have, mark } = await leftBehind(part, what)
  if (have > 0 && have === what.bytes) return null
  const dog = watchdog(errand.patience.idle, errand.signal)
  const request = requestFor(what.url, have, mark)
  errand.meter('download', what.name, what.bytes, have)(have)
  let response: Response
  try {
    response = await dog.wait(() => errand.fetch(request.url, { headers: request.headers, signal: dog.signal }))
  } catch (error) {
    if (dog.signal.aborted) throw dog.signal.reason
    const failure = new RoadFailure(networkReason(error, request.host), { cause: error })
    if (attempt > 0 || isCut(error)) return failure
    throw failure
  }
  const plan = await planFor(response, have, what.bytes)
  if (plan.type === 'complete') return null
  if (plan.type === 'restart') {
    await rm(part, { force: true })
    return new RoadFailure('the server could not go on from where the last transfer was cut')
  }
  if (plan.start === 0) await writeFile(partState(part), JSON.stringify(stateOf(what.url, response)))
  return receive(response, part, plan, what, dog, errand)
}

/** Writes the body behind what is there; a body that ends early or breaks is a cut. */
async function receive(
  response: Response,
  part: string,
  { start, total }: { readonly start: number; readonly total: number | undefined },
  what: Download,
  dog: Watchdog,
  errand: Errand,
): Promise<RoadFailure | null> {
  const report = errand.meter('download', what.name, total, start)
  const reader = response.body?.getReader()
  const file = await open(part, start > 0 ? 'a' : 'w')
  let done = start
  try {
    report(done)
    while (reader !== undefined) {
      const chunk = await dog
        .wait(() => reader.read())
        .catch((error: unknown) => {
          if (dog.signal.aborted) throw dog.signal.reason
          return new RoadFailure(`connection cut after ${progressOf(done, total)}`, { cause: error })
        })
      if (chunk instanceof RoadFailure) return chunk
      if (chunk.done) break
      await file.writeFile(chunk.value)
      done += chunk.value.length
      report(done)
      // A wrong file is caught by its checksum; this stops an endless one before it fills the disk.
      if (total !== undefined && done > total) break
    }
  } finally {
    await file.close()
    // A body that broke refuses this, and its failure is already on the way.
    await reader?.cancel().catch(() => undefined)
  }
  return total !== undefined && done < total ? new RoadFailure(`connection cut after ${progressOf(done, total)}`) : null
}

type Plan =
  | { readonly type: 'receive'; readonly start: number; readonly total: number | undefined }
  | { readonly type: 'complete' }
  | { readonly type: 'restart' }

/** What an answer means for `have` bytes that are already there. */
async function planFor(response: Response, have: number, bytes: number | undefined): Promise<Plan> {
  const range = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '')
  const whole = range?.[2] === undefined || range[2] === '*' ? undefined : Number(range[2])
  const declared = response.status === 200 ? lengthOf(response) : whole
  const offered = response.status === 200 || (response.status === 206 && Number(range?.[1]) === have)
  if (offered && (declared === undefined || bytes === undefined || declared === bytes)) {
    return { type: 'receive', start: response.status === 206 ? have : 0, total: declared ?? bytes }
  }
  await response.body?.cancel()
  if (offered) throw new RoadFailure(`the server has ${declared} bytes under this address, expected ${bytes}`)
  if (response.status === 416 && whole === have) return { type: 'complete' }
  if (response.status === 206 || (response.status === 416 && have > 0)) return { type: 'restart' }
  throw new RoadFailure(`HTTP ${response.status}${response.statusText === '' ? '' : ` ${response.statusText}`}`)
}

function lengthOf(response: Response): number | undefined {
  const length = response.headers.get('content-length')
  return length === null || response.headers.has('content-encoding') ? undefined : Number(length)
}

const partSchema = z.object({ url: z.string(), mark: z.string().optional() })

/** The size of a `.part` of this same URL and the mark of its version; a part from elsewhere counts for nothing. */
async function leftBehind(part: string, what: Download): Promise<{ have: number; mark: string | undefined }> {
  const nothing = { have: 0, mark: undefined }
  const text = await unlessMissing(readFile(partState(part), 'utf8'))
  const size = (await unlessMissing(stat(part)))?.size ?? 0
  if (text === undefined || size === 0 || (what.bytes !== undefined && size > what.bytes)) return nothing
  const state = partSchema.safeParse(parseJson(text))
  if (!state.success || state.data.url !== redact(what.url)) return nothing
  return { have: size, mark: state.data.mark }
}

function stateOf(url: string, response: Response): z.infer<typeof partSchema> {
  const tag = response.headers.get('etag')
  // If-Range compares strongly, so a weak tag would never match.
  const mark = tag !== null && !tag.startsWith('W/') ? tag : (response.headers.get('last-modified') ?? undefined)
  return { url: redact(url), ...(mark === undefined ? {} : { mark }) }
}

/** Takes the credentials out of a URL, which `fetch` refuses there, and sends them as a header. */
function requestFor(address: string, have: number, mark: string | undefined) {
  const url = new URL(address)
  // Encoded bodies would make byte positions meaningless.
  const headers: Record<string, string> = { 'accept-encoding': 'identity' }
  if (have > 0) headers['range'] = `bytes=${have}-`
  if (have > 0 && mark !== undefined) headers['if-range'] = mark
  if (url.username !== '' || url.password !== '') {
    const pair = `${decoded(url.username)}:${decoded(url.password)}`
    headers['authorization'] = `Basic ${Buffer.from(pair).toString('base64')}`
    url.username = ''
    url.password = ''
  }
  return { url: url.href, host: url.host, headers }
}

function progressOf(done: number, total: number | undefined): string {
  return total === undefined ? `${done} bytes` : `${done} of ${total} bytes`
}
