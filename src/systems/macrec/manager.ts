import { z } from 'zod'
import type { AgentTaskResult, JsonSchema } from '../../domain/index.ts'
import { jsonSchemaOf, readJson } from '../../minds/index.ts'
import type { Command, Desk } from './_desk.ts'
import type { Told } from './_team.ts'
import { analyseCommand } from './analyst.ts'
import type { Finished } from './answers.ts'
import { interpret, interpretCommand } from './interpreter.ts'
import {
  actLine,
  interpretedText,
  LAST_STEP,
  managerPrompt,
  type PadStep,
  padText,
  THINK_LINE,
  unknownCommand,
} from './prompts.ts'
import { reflectOn } from './reflector.ts'
import { searchCommand } from './searcher.ts'

/** What the manager came to: an answer, or why there is none; both where something ended the work early. */
export interface Managed {
  readonly finished: Finished | null
  readonly failure: AgentTaskResult['failure']
  readonly details: Readonly<Record<string, number | string>>
}

/**
 * MACRec's loop (Wang et al. 2024, section 3): trials of thinking and acting, and between two of them a reflection.
 *
 * The last valid answer stands, whether the reflector took it or not.
 *
 * @example const { finished } = await manage(desk)
 */
export async function manage(given: Desk): Promise<Managed> {
  const desk = await interpreted(given)
  const { team, agents, options, tally } = desk
  const trials = agents.reflect ? options.trials : 1
  let standing: Trial | null = null
  let lessons: readonly string[] = []
  let reflections = 0
  for (let count = 1; ; count++) {
    const trial = await tryOnce(desk, count, lessons)
    const stands: Trial = trial.finished || !standing?.finished ? trial : standing
    if (standing) team.discard(stands === trial ? standing.root : trial.root)
    standing = stands
    const { finished } = stands
    const ended = (failure: Managed['failure'], accepted = 'unknown'): Managed => ({
      finished,
      failure: finished && failure?.kind !== 'budget' ? null : failure,
      details: { trials: count, reflections, accepted, ...tally },
    })
    if (count === trials || (trial.failure && !OF_A_TRIAL.has(trial.failure.kind))) return ended(trial.failure)

    const pad = padText(trial.pad)
    if (options.reflection === 'last-trial') lessons = [pad]
    if (options.reflection === 'none' || options.reflection === 'last-trial') continue
    const told = await reflectOn(desk, pad, count)
    reflections++
    // A verdict that cannot be read is no refusal.
    if ('failure' in told && (finished || told.failure.kind === 'budget')) return ended(told.failure)
    if ('failure' in told) continue
    if (told.value.correct && finished) return ended(null, 'yes')
    lessons = options.reflection === 'both' ? [pad, told.value.reason] : [...lessons, told.value.reason]
  }
}

/** The same desk, with the request as the interpreter understands it; without one, or where it comes to nothing, as it is. */
async function interpreted(desk: Desk): Promise<Desk> {
  if (!desk.agents.interpret) return desk
  const { status, answer } = await interpret(desk, desk.request, 'start', 0)
  return status === 'answered' ? { ...desk, request: `${desk.request}\n\n${interpretedText(String(answer))}` } : desk
}

interface Trial {
  /** The node that its steps hang from. */
  readonly root: number
  readonly pad: readonly PadStep[]
  readonly finished: Finished | null
  readonly failure: Managed['failure']
}

/** What ends one step, or one trial, and not all of them: a server that does not answer, or a spent budget, does. */
const OF_A_TRIAL: ReadonlySet<string> = new Set(['unparseable', 'ungrounded', 'policy', 'refused'])
const MOST_BROKEN = 3
/** Tokens of a prompt, at four characters each, from which on only finishing is left. */
const MOST_PROMPT = 3896

/** One trial: think, act, look, until it finishes. */
async function tryOnce(desk: Desk, count: number, lessons: readonly string[]): Promise<Trial> {
  const { team, tally, agents, options } = desk
  const commands = commandsOf(desk)
  const steps = options.maxSteps || agents.steps
  const root = team.note(0, { step: 'trial' })
  const pad: PadStep[] = []
  const ended = (finished: Finished | null, failure: Managed['failure'] = null): Trial => ({
    root,
    pad,
    finished,
    failure,
  })
  let parent = root
  let broken = 0
  for (let step = 1; step <= steps && fits(desk, commands, lessons, pad); step++) {
    const key = `trial-${count}/step-${step}`
    const hint = step === steps ? LAST_STEP : ''
    const told = await thinkAndAct(desk, { commands, lessons, pad, key, parent, hint })
    parent = told.node
    const unknown =
      'value' in told && told.value.tool !== FINISH && !commands.some(({ name }) => name === told.value.tool)
    broken = unknown || 'failure' in told ? broken + 1 : 0
    if (broken > 0) tally.broken++
    if ('failure' in told) {
      if (broken === MOST_BROKEN || !OF_A_TRIAL.has(told.failure.kind)) return ended(null, told.failure)
      continue
    }
    const { thought, tool, input } = told.value
    const noted = (observation: string): void => {
      pad.push({ thought, action: `${tool} ${JSON.stringify(input ?? {})}`, observation })
      team.amend(parent, { observation })
    }
    if (tool === FINISH) {
      const reading = finish(desk, parent, input)
      noted('wrong' in reading ? `Not accepted: ${reading.wrong}.` : 'Finished.')
      if ('value' in reading) return ended(reading.value)
    } else {
      noted(await obey(desk, commands, tool, input, { node: parent, key }))
      if (broken === MOST_BROKEN)
        return ended(null, { kind: 'policy', raw: `no command is called ${JSON.stringify(tool)}` })
    }
  }
  const now = { commands: [], lessons, pad, key: `trial-${count}/finish`, parent, hint: LAST_STEP }
  const told = await act(desk, now, 'finish', options.split ? '' : null)
  if ('failure' in told) return ended(null, told.failure)
  const reading = finish(desk, told.node, told.value.input)
  if ('value' in reading) return ended(reading.value)
  return ended(null, { kind: 'policy', raw: `asked to finish, it did not: ${reading.wrong}` })
}

const fits = (
  desk: Desk,
  commands: readonly Command[],
  lessons: readonly string[],
  pad: readonly PadStep[],
): boolean => {
  const { system, user } = managerPrompt(desk, commands, lessons, pad, [])
  return pad.length === 0 || (system.length + user.length) / 4 <= MOST_PROMPT
}

const FINISH = 'finish'

/** The commands that the configuration gives the manager. */
function commandsOf(desk: Desk): readonly Command[] {
  const { analyse, search, interpret } = desk.agents
  const searcher = search ? searchCommand(desk) : null
  return [
    ...(analyse ? [analyseCommand(desk)] : []),
    ...(searcher ? [searcher] : []),
    ...(interpret ? [interpretCommand(desk)] : []),
  ] as unknown as readonly Command[]
}

/** Sends whom a command names; everything that goes wrong is an observation. */
async function obey(
  { team }: Desk,
  commands: readonly Command[],
  tool: string,
  input: unknown,
  at: { readonly node: number; readonly key: string },
): Promise<string> {
  const command = commands.find(({ name }) => name === tool)
  if (!command) return unknownCommand(tool, [...commands.map(({ name }) => name), FINISH])
  const given = command.input.safeParse(input)
  if (!given.success)
    return `${tool} does not take this input: ${given.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}.`
  team.usedTool()
  return command.run(given.data, at)
}

/** Reads an answer, and writes a valid one down. */
function finish({ answer, team, tally }: Desk, node: number, input: unknown) {
  const given = z.object({ answer: z.unknown() }).safeParse(input)
  const reading = answer.read(given.data?.answer)
  if ('wrong' in reading) tally.refused++
  else team.amend(node, { answer: reading.value.answer })
  return reading
}

/** A step so far. */
interface Now {
  readonly commands: readonly Command[]
  readonly lessons: readonly string[]
  readonly pad: readonly PadStep[]
  readonly key: string
  readonly parent: number
  readonly hint: string
}

/** A command with the thought behind it. */
interface Step {
  readonly thought: string
  readonly tool: string
  readonly input?: unknown
}

const THOUGHT_TOKENS = 300

/** One step, in two calls as published, or in one. */
async function thinkAndAct(desk: Desk, now: Now): Promise<Told<Step>> {
  if (!desk.options.split) return act(desk, now, 'act', null)
  const { commands, lessons, pad, hint, key, parent } = now
  const thought = await desk.team.ask<string>(
    {
      step: 'think',
      prompt: managerPrompt(desk, commands, lessons, pad, [hint, THINK_LINE]),
      wanted: { type: 'text', maxTokens: THOUGHT_TOKENS },
      line: THINK_LINE,
      // A thought is one line; what comes after it belongs to steps that nobody has taken yet.
      read: ({ text }) =>
        text.trim() === '' ? { wrong: 'there were no words in it' } : { value: text.trim().split('\n')[0]! },
      note: (words) => ({ thought: words }),
    },
    { agent: 'manager', key: `${key}/think`, parent },
  )
  return 'failure' in thought ? thought : act(desk, { ...now, parent: thought.node }, 'act', thought.value)
}

/** @param thought thought before; null where it comes with the command. */
function act(desk: Desk, now: Now, step: 'act' | 'finish', thought: string | null): Promise<Told<Step>> {
  const { commands, lessons, pad, hint, key, parent } = now
  const line = actLine(thought === null)
  const before = thought ? `Thought: ${JSON.stringify(thought)}` : ''
  return desk.team.ask<Step>(
    {
      step,
      prompt: managerPrompt(desk, commands, lessons, pad, [before, hint, line]),
      wanted: {
        type: 'json',
        schema: stepSchema(desk, commands, thought === null),
        maxTokens: (thought === null ? THOUGHT_TOKENS : 0) + COMMAND_TOKENS + desk.answer.maxTokens,
      },
      line,
      read({ text }) {
        const read = readJson(text, stepDocument)
        return 'wrong' in read ? read : { value: { thought: thought ?? read.value.thought, ...read.value.action } }
      },
      note: ({ tool, input, thought: words }) => ({
        ...(thought === null && words ? { thought: words } : {}),
        action: { tool, input },
      }),
    },
    { agent: 'manager', key: `${key}/${step}`, parent },
  )
}

/** Room for a command with what it takes. */
const COMMAND_TOKENS = 160

const stepDocument = z.object({
  thought: z.string().default(''),
  action: z.object({ tool: z.string(), input: z.unknown().optional() }),
})

function stepSchema({ answer }: Desk, commands: readonly Command[], thought: boolean): JsonSchema {
  const action = (tool: string, input: JsonSchema): JsonSchema =>
    closed({ tool: { type: 'string', const: tool }, input })
  const actions = [
    ...commands.map(({ name, input }) => action(name, jsonSchemaOf(input))),
    action(FINISH, closed({ answer: answer.schema })),
  ]
  return closed({
    ...(thought ? { thought: { type: 'string', maxLength: 4 * THOUGHT_TOKENS } } : {}),
    action: actions.length === 1 ? actions[0]! : { anyOf: actions },
  })
}

const closed = (properties: JsonSchema): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})
