import { SingleBar } from 'cli-progress'
import { type Clock, systemClock } from '../clock.ts'
import type { Progress } from '../experiments/index.ts'

/** The terminal: results to standard output, everything else to standard error. */
export interface Terminal {
  print(text: string): void
  note(text: string): void
  /** Draws a bar with rate and time left, or a line per stage where there is no terminal. */
  progress(progress: Progress): void
  stopProgress(): void
}

/** Milliseconds between two lines of progress where there is no terminal. */
const LOG_EVERY = 15_000

/** The terminal of this process. @example terminal.print('done') */
export const terminal: Terminal = openTerminal(systemClock)

function openTerminal(clock: Clock): Terminal {
  let listening = false
  let bar: SingleBar | null = null
  let stage = ''
  let [started, first, told] = [0, 0, 0]
  const stop = (): void => {
    bar?.stop()
    bar = null
    stage = ''
  }
  return {
    print: (text) => {
      if (!listening) process.stdout.on('error', readerWentAway)
      listening = true
      process.stdout.write(`${text}\n`)
    },
    note: (text) => {
      process.stderr.write(`${text}\n`)
    },
    stopProgress: stop,
    progress: ({ stage: now, done, total, unit, calls }) => {
      const drawn = process.stderr.isTTY
      if (now !== stage) {
        stage = now
        ;[started, first] = [clock.elapsed(), done]
        told = started
        if (!drawn) process.stderr.write(`${now} …\n`)
      }
      const seconds = (clock.elapsed() - started) / 1000
      const rate = seconds > 0.2 ? (done - first) / seconds : 0
      const left = rate > 0 ? `${Math.ceil((total - done) / rate)} s left` : ''
      if (!drawn) {
        // A log wants to know that work goes on, now and then.
        if (clock.elapsed() - told < LOG_EVERY) return
        told = clock.elapsed()
        const words = [`${now}: ${done} of ${total} ${unit}`, left, calls ? spending(calls) : ''].filter((word) => word)
        process.stderr.write(`${words.join(', ')}\n`)
        return
      }
      const payload = {
        stage: now.padEnd(24),
        unit,
        rate: rate > 0 ? `${rate.toPrecision(3)} ${unit}/s` : '',
        left,
        calls: calls ? spending(calls) : '',
      }
      bar ??= openBar(total, payload)
      bar.setTotal(total)
      bar.update(done, payload)
    },
  }
}

/** What a model was asked so far, and will have been asked in the end. */
function spending({ calls, tokens, money, expected }: NonNullable<Progress['calls']>): string {
  const of = (now: number, end: number | undefined): string =>
    end === undefined ? short(now) : `${short(now)} of ~${short(end)}`
  const counted = `${of(calls, expected?.calls)} calls, ${of(tokens, expected?.tokens)} tokens`
  const total = expected?.money == null ? '' : ` of ~${expected.money.toFixed(4)}`
  return money === null ? counted : `${counted}, ${money.toFixed(4)}${total} spent`
}

const short = (count: number): string =>
  count < 10_000
    ? String(Math.round(count))
    : count < 1e6
      ? `${(count / 1e3).toFixed(0)}k`
      : `${(count / 1e6).toFixed(1)}M`

function openBar(total: number, payload: object): SingleBar {
  const bar = new SingleBar({
    format: '{stage} {bar} {value}/{total} {unit}  {rate}  {left}  {calls}',
    stream: process.stderr,
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    barCompleteChar: '█',
    barIncompleteChar: '░',
  })
  bar.start(total, 0, payload)
  return bar
}

/** Whoever reads us, such as `head`, has seen enough: no error. */
function readerWentAway(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
}
