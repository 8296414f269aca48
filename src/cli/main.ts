import { type CommandDef, defineCommand, renderUsage, runCommand } from 'citty'
import { TastemakerError } from '../domain/index.ts'
import { VERSION } from '../version.ts'
import { checkFlags, findCommand } from './_flags.ts'
import { terminal } from './_terminal.ts'

/** Every command, loaded when it is needed. */
const commands = {
  demo: () => import('./demo.ts').then((module) => module.demo as CommandDef),
  pull: () => import('./pull.ts').then((module) => module.pullCommand as CommandDef),
  describe: () => import('./describe.ts').then((module) => module.describe as CommandDef),
  export: () => import('./export.ts').then((module) => module.exportCommand as CommandDef),
  evaluate: () => import('./evaluate.ts').then((module) => module.evaluateCommand as CommandDef),
  ladder: () => import('./ladder.ts').then((module) => module.ladderCommand as CommandDef),
  compare: () => import('./compare.ts').then((module) => module.compareCommand as CommandDef),
  bench: () => import('./bench.ts').then((module) => module.benchCommand as CommandDef),
  metrics: () => import('./metrics.ts').then((module) => module.metricsCommand as CommandDef),
  recommend: () => import('./recommend.ts').then((module) => module.recommend as CommandDef),
  chat: () => import('./chat.ts').then((module) => module.chatCommand as CommandDef),
  conversations: () => import('./conversations.ts').then((module) => module.conversationsCommand as CommandDef),
  rah: () => import('./rah.ts').then((module) => module.rahCommand as CommandDef),
  suites: () => import('./suites.ts').then((module) => module.suitesCommand as CommandDef),
  simulate: () => import('./simulate.ts').then((module) => module.simulateCommand as CommandDef),
  replay: () => import('./replay.ts').then((module) => module.replayCommand as CommandDef),
  qualify: () => import('./qualify.ts').then((module) => module.qualifyCommand as CommandDef),
  planners: () => import('./planners.ts').then((module) => module.plannersCommand as CommandDef),
  personas: () => import('./personas.ts').then((module) => module.personasCommand as CommandDef),
  personality: () => import('./personality.ts').then((module) => module.personalityCommand as CommandDef),
  report: () => import('./report.ts').then((module) => module.report as CommandDef),
  doctor: () => import('./doctor.ts').then((module) => module.doctor as CommandDef),
}

const root = defineCommand({
  meta: {
    name: 'tastemaker',
    version: VERSION,
    description: 'Put simulated users in front of recommenders; say which serves them better, and how sure that is',
  },
  subCommands: commands,
})

/**
 * The command line: dispatches to one command, prints errors as a sentence and a hint.
 *
 * @param args what was typed after the program's name
 * @returns sets the exit code: 0 done, 1 a caller's mistake, 70 a fault of ours, 130 interrupted
 * @example await main(['evaluate', '--data', 'ml-100k'])
 */
export async function main(args: readonly string[]): Promise<void> {
  const rawArgs = [...args]
  try {
    if (rawArgs.includes('--version')) return terminal.print(VERSION)
    const found = await findCommand(commands, rawArgs)
    if (!found || rawArgs.includes('--help') || rawArgs.includes('-h')) {
      return terminal.print(await (found ? renderUsage(found.command, root) : renderUsage(root)))
    }
    checkFlags(found)
    await runCommand(found.command, { rawArgs: found.rest })
  } catch (error) {
    terminal.stopProgress()
    process.exitCode = complain(error)
  }
}

function complain(error: unknown): number {
  if (error instanceof TastemakerError) {
    terminal.note(`error: ${error.message}`)
    if (error.hint) terminal.note(`hint:  ${error.hint}`)
    return error.code === 'runtime/interrupted' ? 130 : 1
  }
  if (error instanceof Error && error.name === 'CLIError') {
    terminal.note(`error: ${error.message}`)
    return 1
  }
  terminal.note(error instanceof Error ? (error.stack ?? error.message) : String(error))
  terminal.note('This is a fault of tastemaker, not of yours; please report it with the lines above.')
  return 70
}
