import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { systemClock } from '../src/clock.ts'
import type { LanguageModel } from '../src/domain/index.ts'
import { guarded } from '../src/minds/calls/guarded.ts'
import { openJournal } from '../src/minds/calls/journal.ts'
import { systemSleep } from '../src/minds/calls/sleep.ts'
import { chatModel } from '../src/minds/providers/chat-model.ts'
import { providerModel } from '../src/minds/providers/provider-model.ts'
import { randomStream } from '../src/random.ts'
import { callOf } from './_calls.ts'
import { type Measured, median } from './_measure.ts'

const AT_ONCE = 512
const CALLS = 6_000
const SLOW = 500
const ROUNDS = 3

/**
 * How many calls a second does one process make to a server, with everything around them: journal, budget, retries and turns?
 * How much of that is theirs, how does the AI SDK's own client do on the same server, how near to its bound comes a slow
 * server, and how fast are kept answers given again?
 */
export async function modelCalls(): Promise<Measured[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tastemaker-bench-'))
  const journal = await openJournal(join(folder, 'calls.sqlite'), { mode: 'write', clock: systemClock })
  const around = (model: LanguageModel) =>
    journal.wrap(guarded(model, { ...CLOCK, random: randomStream(1), budget: { calls: 1e9, tokens: 1e12 } }))
  const quick = await serve(0)
  const slow = await serve(SLOW)
  try {
    const bare = chatModel({ name: 'instant', url: quick.url, model: 'instant', concurrency: AT_ONCE })
    const full = around(bare)
    const sdk = await sdkModel(quick.url)
    const far = around(chatModel({ name: 'far', url: slow.url, model: 'far', concurrency: AT_ONCE }))
    for (const model of [bare, full, sdk]) await rate(model, AT_ONCE, 1_500)
    // In turns, so that all meet what else the machine does.
    const runs = { bare: [] as Run[], full: [] as Run[], sdk: [] as Run[] }
    for (let round = 0; round < ROUNDS; round++) {
      runs.bare.push(await rate(bare, AT_ONCE, CALLS))
      runs.full.push(await rate(full, AT_ONCE, CALLS))
      runs.sdk.push(await rate(sdk, AT_ONCE, CALLS / 3))
    }
    await rate(far, AT_ONCE, AT_ONCE)
    const share = (await rate(far, AT_ONCE, 10 * AT_ONCE)).perSecond / ((AT_ONCE / SLOW) * 1_000)
    const again = await cached(full)
    await bare.close()
    await far.close()
    const [one, all, other] = [middle(runs.bare), middle(runs.full), middle(runs.sdk)]
    const own = all.milliseconds - one.milliseconds
    return [
      {
        what: `model calls a second to a local server, ${AT_ONCE} at once, journal and guards around them`,
        target: '2,000',
        seen: `${figure(all.perSecond)}; ${all.milliseconds.toFixed(2)} ms of processor time each`,
        met: all.perSecond >= 2_000,
      },
      {
        what: 'processor time of journal, budget, retries and turns beside that of the call alone',
        target: 'at most 1 times',
        seen: `${(own / one.milliseconds).toFixed(2)} times: ${own.toFixed(2)} of ${one.milliseconds.toFixed(2)} ms`,
        met: own <= one.milliseconds,
      },
      {
        what: "processor time of a call by the AI SDK's client beside ours, nothing around either",
        target: 'at least 2 times',
        seen: `${(other.milliseconds / one.milliseconds).toFixed(1)} times: ${figure(other.perSecond)} a second`,
        met: other.milliseconds >= 2 * one.milliseconds,
      },
      {
        what: `calls to a server that takes ${SLOW} ms, ${AT_ONCE} at once, as a share of what it could answer`,
        target: '90%',
        seen: `${(100 * share).toFixed(1)}%`,
        met: share >= 0.9,
      },
      {
        what: 'kept answers a second from an open journal',
        target: '100,000',
        seen: figure(again),
        met: again >= 100_000,
      },
    ]
  } finally {
    for (const { child } of [quick, slow]) child.kill()
    journal.close()
    await rm(folder, { recursive: true })
  }
}

const CLOCK = { clock: systemClock, sleep: systemSleep }

interface Run {
  readonly perSecond: number
  /** Of processor time in this process, for one call. */
  readonly milliseconds: number
}

/** Calls are numbered on, so that none is known to the journal. */
let asked = 0

async function rate(model: LanguageModel, atOnce: number, calls: number, from = asked): Promise<Run> {
  let next = from
  const end = from + calls
  asked = Math.max(asked, end)
  const used = process.cpuUsage()
  const started = systemClock.elapsed()
  const lane = async () => {
    while (next < end) await model.answer(callOf(next++))
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  const { user, system } = process.cpuUsage(used)
  const elapsed = (systemClock.elapsed() - started) / 1_000
  return { perSecond: calls / elapsed, milliseconds: (user + system) / 1_000 / calls }
}

/** The first calls of the journal again and again, one after the other. */
async function cached(model: LanguageModel): Promise<number> {
  const kept = 1_500
  const rates: number[] = []
  for (let round = 0; round < 20; round++) rates.push((await rate(model, 1, kept, kept)).perSecond)
  return median(rates.sort((a, b) => a - b))
}

const middle = (runs: readonly Run[]): Run => ({
  perSecond: median(runs.map(({ perSecond }) => perSecond).sort((a, b) => a - b)),
  milliseconds: median(runs.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)),
})

const figure = (value: number): string => Math.round(value).toLocaleString('en-US')

/** A server in a process of its own, ended by that process's id. */
async function serve(delay: number): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const program = fileURLToPath(new URL('./_model-call-server.ts', import.meta.url))
  const child = spawn(process.execPath, [program, String(delay)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('error', reject)
    child.stdout!.once('data', (chunk) => resolve(String(chunk).trim()))
  })
  return { child, url }
}

async function sdkModel(url: string): Promise<LanguageModel> {
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
  const sdk = createOpenAICompatible({ name: 'plain', baseURL: url }).chatModel('instant')
  return providerModel(sdk, { name: 'sdk', server: url, concurrency: AT_ONCE })
}
