import type { ArgsDef, CommandDef } from 'citty'
import { TastemakerError } from '../domain/index.ts'
import { nearest } from '../nearest.ts'

/** A command and what was typed after its name. */
export interface FoundCommand {
  readonly name: string
  readonly command: CommandDef
  readonly rest: string[]
}

/** Finds the command that was typed; null when none was. Throws config/unknown-name for one that does not exist. */
export async function findCommand(
  commands: Readonly<Record<string, () => Promise<CommandDef>>>,
  rawArgs: readonly string[],
): Promise<FoundCommand | null> {
  const place = rawArgs.findIndex((arg) => !arg.startsWith('-'))
  const name = rawArgs[place]
  if (name === undefined) return null
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load)
    throw unknown(
      `There is no command "${name}".`,
      name,
      Object.keys(commands),
      'tastemaker --help lists the commands.',
    )
  return { name, command: await load(), rest: rawArgs.filter((_, at) => at !== place) }
}

/** Refuses flags the command does not have, values of options that are missing, and stray words. */
export function checkFlags({ name, command, rest }: FoundCommand): void {
  const known = (command.args ?? {}) as ArgsDef
  const flags = Object.entries(known).flatMap(([flag, definition]) => [flag, ...[aliasesOf(definition)].flat()])
  const words = Object.values(known).filter(({ type }) => type === 'positional').length
  let stray = 0
  for (let at = 0; at < rest.length; at++) {
    const arg = rest[at]!
    if (!arg.startsWith('-') || arg === '-') {
      if (++stray > words)
        throw new TastemakerError(
          'config/option',
          `${name} does not know what to do with "${arg}".`,
          `tastemaker ${name} --help lists its options.`,
        )
      continue
    }
    const typed = arg.replace(/^--?/, '').replace(/=.*$/, '')
    const flag = flags.includes(typed) ? typed : typed.replace(/^no-/, '')
    if (!flags.includes(flag)) {
      throw unknown(
        `${name} has no option "--${typed}".`,
        typed,
        Object.keys(known),
        `tastemaker ${name} --help lists its options.`,
      )
    }
    const definition = Object.entries(known).find(
      ([key, one]) => key === flag || [aliasesOf(one)].flat().includes(flag),
    )?.[1]
    if (definition?.type === 'boolean' || arg.includes('=')) continue
    const value = rest[++at]
    if (value === undefined || value.startsWith('--')) {
      throw new TastemakerError(
        'config/option',
        `Option "--${flag}" of ${name} needs a value.`,
        `Write --${flag}=${definition?.valueHint ?? 'VALUE'}.`,
      )
    }
  }
}

function aliasesOf(definition: object): string | string[] {
  return 'alias' in definition ? ((definition.alias ?? []) as string | string[]) : []
}

function unknown(message: string, typed: string, words: readonly string[], otherwise: string): TastemakerError {
  const near = nearest(typed, words)
  return new TastemakerError(
    'config/unknown-name',
    message,
    near.length > 0 ? `Did you mean ${near.join(', ')}?` : otherwise,
  )
}
