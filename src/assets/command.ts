import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'

/** How a command ended; `missing` when there is no such program. Output is both streams, the last 64 KiB. */
export type CommandResult =
  | { readonly type: 'missing' }
  | { readonly type: 'ended'; readonly code: number; readonly output: string }

/** Runs a program to its end. An aborted signal ends it and rejects. */
export type RunCommand = (command: string, parameters: readonly string[], signal: AbortSignal) => Promise<CommandResult>

type Child = ChildProcessByStdio<null, Readable, Readable>

const KEPT = 64 * 1024

/**
 * Runs a program of this machine, without a shell and without input.
 *
 * @returns its exit code (-1 when a signal ended it) and what it printed
 * @example await systemCommand('pip', ['--version'], new AbortController().signal)
 */
export const systemCommand: RunCommand = async (command, parameters, signal) => {
  signal.throwIfAborted()
  // A group of its own, so that an abort also reaches what the program started: pip often runs behind a launcher.
  const child = spawn(command, parameters, { detached: GROUPS, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true })
  const stop = () => stopAll(child)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await ended(child, signal)
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

const GROUPS = process.platform !== 'win32'

function stopAll(child: Child): void {
  if (child.pid === undefined || child.exitCode !== null) return
  if (GROUPS) process.kill(-child.pid, 'SIGTERM')
  else child.kill()
}

function ended(child: Child, signal: AbortSignal): Promise<CommandResult> {
  let output = ''
  const take = (text: string) => {
    output = (output + text).slice(-KEPT)
  }
  child.stdout.setEncoding('utf8').on('data', take)
  child.stderr.setEncoding('utf8').on('data', take)
  return new Promise((resolve, reject) => {
    child.on('error', () => resolve({ type: 'missing' }))
    child.on('exit', () => signal.aborted && reject(signal.reason))
    child.on('close', (code) => resolve({ type: 'ended', code: code ?? -1, output }))
  })
}
