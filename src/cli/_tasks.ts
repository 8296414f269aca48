import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArgsDef } from 'citty'
import type { AgentMind } from '../agents/index.ts'
import { systemClock } from '../clock.ts'
import { type AgentTaskType, type LanguageModel, TastemakerError } from '../domain/index.ts'
import type { AgentsOf, TaskProtocol } from '../experiments/tasks/index.ts'
import { nearest } from '../nearest.ts'
import { dataFrom, nameList, wholeNumber } from './_data.ts'
import { onInterrupt } from './_interrupt.ts'
import { cardOf, type LlmFlags, llmFlags, openLlm, priceOf, pricesFlag } from './_llm.ts'
import { terminal } from './_terminal.ts'

/** The flags of `evaluate` that are about tasks of agents; none of them means anything without `--task`. */
export const taskFlags = {
  task: {
    type: 'string',
    valueHint: 'T,T',
    description: 'agents that recommend beside recommenders, on the same samples: rate, rank, next, summarise, explain',
  },
  systems: { type: 'string', valueHint: 'A,B:option=1', description: 'with --task: published systems that recommend' },
  mind: {
    type: 'string',
    valueHint: 'M,M',
    description: 'with --task: who decides in them: choice, language, hybrid; choice unless given',
  },
  ...llmFlags,
  n: { type: 'string', valueHint: 'N', description: 'with --task: people; 200 unless given' },
  protocol: {
    type: 'string',
    valueHint: '1+N',
    description: 'with --task rank: 1+7, 1+9, 1+19, 1+99 or full; 1+19 unless given',
  },
  shuffles: {
    type: 'string',
    valueHint: 'N',
    description: 'with --task rank: orders in which the same candidates are shown; 1 unless given',
  },
  'failed-rating': {
    type: 'string',
    valueHint: 'NAME',
    description: 'with --task rate: what stands for a rating that did not come: worst (unless given), scaleMid, zero',
  },
  price: {
    type: 'string',
    valueHint: 'IN,OUT',
    description: 'with --llm: money for a million prompt tokens and for a million generated ones',
  },
  ...pricesFlag,
} as const satisfies ArgsDef

/** Classic rows unless others are named: what is fitted in seconds at every cut of a log of 100,000 events. */
const USUAL = 'popularity,item-knn,ease'

const MINDS = ['choice', 'language', 'hybrid'] as const satisfies AgentMind['name'][]

/** Flags of the full ranking that say nothing about tasks. */
const OTHERS = ['config', 'split', 'k', 'metrics', 'ties', 'sampled-negatives', 'detail']

type Flags = Parameters<typeof dataFrom>[0] &
  LlmFlags &
  Parameters<typeof priceOf>[0] &
  Readonly<Record<string, unknown>>

/** `tastemaker evaluate --task …`: prints one table a task, and keeps it where a folder is named. */
export async function evaluateTasksCommand(args: Flags, rawArgs: readonly string[]): Promise<void> {
  refuseOthers(rawArgs)
  const text = (flag: string): string | undefined => (args[flag] === undefined ? undefined : String(args[flag]))
  const number = (flag: string, otherwise: number, least = 1): number =>
    wholeNumber(flag, text(flag) ?? String(otherwise), least)
  const minds = nameList(text('mind') ?? 'choice').map(mindNamed)
  const systems = text('systems') === undefined ? [] : nameList(text('systems')!)
  requireModel(systems, minds, text('llm'))
  const interrupt = onInterrupt()
  let model: LanguageModel | undefined
  try {
    const { evaluateTasks } = await import('../experiments/tasks/index.ts')
    const { readReviews } = await import('../data/index.ts')
    const data = await dataFrom(args)
    const tasks = nameList(text('task')!) as AgentTaskType[]
    const told = tasks.some((task) => task === 'summarise' || task === 'explain')
    const reviews = told || systems.length > 0 ? await readReviews(args.data) : null
    model = systems.length > 0 && text('llm') !== undefined ? await openLlm(args) : undefined
    const card = model ? await cardOf(model, data) : null
    const price = model ? await priceOf(args, text('llm')!) : undefined
    const out = text('out')
    const table = await evaluateTasks({
      data,
      tasks,
      card,
      agents: await agentsFor(systems, minds, card),
      recommenders: nameList(rawArgs.some((arg) => /^--recommenders\b/.test(arg)) ? text('recommenders')! : USUAL),
      n: number('n', 200),
      seed: number('seed', 1, 0),
      shuffles: number('shuffles', 1),
      threads: number('threads', 1),
      protocol: (text('protocol') ?? '1+19') as TaskProtocol,
      failedRating: failedRatingNamed(text('failed-rating') ?? 'worst'),
      clock: systemClock,
      signal: interrupt.signal,
      onProgress: terminal.progress,
      ...(args['relevant-from'] === undefined ? {} : { likedFrom: Number(args['relevant-from']) }),
      ...(reviews ? { reviews } : {}),
      ...(model ? { model } : {}),
      ...(price ? { price } : {}),
      ...(out ? { out } : {}),
    })
    terminal.stopProgress()
    const json = JSON.stringify(table, null, 2)
    if (out) await keep(out, json)
    const { taskTableText } = await import('./_tasks-text.ts')
    terminal.print(args['json'] ? json : taskTableText(table))
  } finally {
    interrupt.release()
    terminal.stopProgress()
    await model?.close()
  }
}

/** Refuses a flag about tasks where there is none. */
export function refuseTaskFlags(rawArgs: readonly string[]): void {
  const given = Object.keys(taskFlags).find((flag) => rawArgs.some((arg) => arg.replace(/=.*/, '') === `--${flag}`))
  if (given === undefined) return
  throw new TastemakerError(
    'config/option',
    `--${given} says something about tasks, and --task names none.`,
    'Such as --task rank,next.',
  )
}

function refuseOthers(rawArgs: readonly string[]): void {
  const given = OTHERS.find((flag) => rawArgs.some((arg) => arg.replace(/=.*/, '') === `--${flag}`))
  if (given === undefined) return
  throw new TastemakerError(
    'config/option',
    `--${given} and --task do not go together.`,
    'Tasks have a protocol of their own: --protocol and --n.',
  )
}

function requireModel(systems: readonly string[], minds: readonly string[], llm: string | undefined): void {
  const mind = minds.find((name) => name !== 'choice')
  if (systems.length === 0 || mind === undefined || llm !== undefined) return
  throw new TastemakerError(
    'config/option',
    `The mind "${mind}" needs a language model.`,
    'Name one with --llm, or use --mind choice.',
  )
}

/** Systems times minds, made once the model is there. */
async function agentsFor(
  systems: readonly string[],
  minds: readonly AgentMind['name'][],
  card: Awaited<ReturnType<typeof cardOf>>,
): Promise<AgentsOf> {
  const { agentMind } = await import('../agents/index.ts')
  const { grantedJobs } = await import('../minds/index.ts')
  const { recommendingAgent } = await import('../systems/index.ts')
  const granted = grantedJobs(card)
  if (systems.length === 0) return []
  // A wrong name is found before anything is fitted.
  for (const system of systems) recommendingAgent(system, agentMind('choice'))
  return (model) =>
    systems.flatMap((system) => minds.map((mind) => recommendingAgent(system, agentMind(mind, { model, granted }))))
}

function mindNamed(name: string): AgentMind['name'] {
  const mind = MINDS.find((one) => one === name)
  if (mind) return mind
  throw unknown('mind', name, MINDS)
}

function failedRatingNamed(name: string): 'worst' | 'scaleMid' | 'zero' {
  const names = ['worst', 'scaleMid', 'zero'] as const
  const found = names.find((one) => one === name)
  if (found) return found
  throw unknown('--failed-rating', name, names)
}

function unknown(what: string, name: string, names: readonly string[]): TastemakerError {
  const near = nearest(name, names)
  return new TastemakerError(
    'config/unknown-name',
    `There is no ${what} "${name}".`,
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are ${names.join(', ')}.`,
  )
}

async function keep(folder: string, json: string): Promise<void> {
  const { mkdir } = await import('node:fs/promises')
  await mkdir(folder, { recursive: true })
  const path = join(folder, 'tasks.json')
  await writeFile(path, `${json}\n`)
  terminal.note(`kept in ${path}`)
}
