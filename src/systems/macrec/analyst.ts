import { z } from 'zod'
import { defineTool, lookUpItem, lookUpUser, react, userHistory } from '../../agents/index.ts'
import { type ItemId, type Tool, ToolError, type UserIndex } from '../../domain/index.ts'
import { type Command, type Desk, reported } from './_desk.ts'
import { ROLES, studyQuestion } from './prompts.ts'

const MOST_SUBJECTS = 8

const subject = z.object({ kind: z.enum(['user', 'item']), id: z.string().max(200) })
const analyseInput = z.object({ subjects: z.array(subject).min(1).max(MOST_SUBJECTS) })

/**
 * The command `analyse`: sends an analyst to each person and item named, all at the same time, since none needs what another finds.
 *
 * @example analyseCommand(desk).run({ subjects: [{ kind: 'user', id: '196' }] }, { node: 3, key: 'trial-1/step-1' })
 */
export function analyseCommand(desk: Desk): Command<z.output<typeof analyseInput>> {
  const { team, options, may, tally, id: task } = desk
  const planner = react({ steps: options.analystTurns, split: options.split })
  return {
    name: 'analyse',
    description: 'Sends analysts to study users and items by id; several at the same time.',
    input: analyseInput,
    async run({ subjects }, { node, key }) {
      const allowed = subjects.map(({ kind, id }) => options.openLookup || may[kind](id))
      tally.outside += allowed.filter((is) => !is).length
      const sent = subjects.filter((_, place) => allowed[place])
      const results = await team.send(
        sent.map(({ kind, id }, place) => ({
          planner,
          task: { id: task, instructions: ROLES[`${kind}-analyst`], question: studyQuestion(kind, id), answer: TEXT },
          tools: analystTools(desk),
          agent: `${kind}-analyst`,
          key: `${key}/${kind}-analyst-${place + 1}`,
          parent: node,
        })),
      )
      const reports = subjects.map(({ kind, id }, place) => {
        const name = `${kind} ${JSON.stringify(id.slice(0, 80))}`
        const result = results[allowed.slice(0, place).filter(Boolean).length]
        return allowed[place] && result ? `${name}: ${reported(`${kind} analyst`, result)}` : outside(name)
      })
      return reports.join('\n')
    },
  }
}

const TEXT = { type: 'text' } as const

const outside = (what: string): string => `The ${what} is no part of this task and cannot be studied.`

/**
 * The four commands of an analyst: what is known of a user and an item, and what happened to them before the past ends.
 *
 * @example analystTools(desk).map(({ name }) => name) // ['look_up_user', 'look_up_item', 'user_history', 'item_history']
 */
export function analystTools(desk: Desk): readonly Tool[] {
  const { around, user, options } = desk
  const { past, columns } = around
  const whose = options.openLookup || user === undefined ? 'everybody' : { user }
  const ofUser = userHistory(past, whose)
  const limited: typeof ofUser = {
    ...ofUser,
    run: ({ id, k }, signal) => ofUser.run({ id, k: Math.min(k, options.historyLimit) }, signal),
  }
  // Each tool checks its own input: what a model gives it is unknown.
  return [
    lookUpUser(past, whose),
    ofTask(desk, lookUpItem(columns, past)),
    limited,
    ofTask(desk, itemHistory(desk)),
  ] as unknown as readonly Tool[]
}

/** The same tool for items of the task alone, so that no prompt shows the title of another. @example ofTask(desk, lookUpItem(columns, past)) */
export function ofTask<Input extends { readonly id: string }, Output>(
  { options, may, tally }: Desk,
  tool: Tool<Input, Output>,
): Tool<Input, Output> {
  return {
    ...tool,
    run(input, signal) {
      if (options.openLookup || may.item(input.id)) return tool.run(input, signal)
      tally.outside++
      throw new ToolError(outside(`item ${JSON.stringify(input.id.slice(0, 80))}`))
    },
  }
}

const historyInput = z.object({
  id: z.string().max(200).describe('id of an item'),
  k: z.int().min(1).max(100).default(10).describe('how many at most'),
})
const historyOutput = z.object({
  rows: z.array(z.object({ user: z.string().optional(), rating: z.number().optional(), day: z.string().nullable() })),
  /** Older rows beyond those shown. */
  left: z.int(),
})

/** What happened to an item in the past, newest first; who it was is told only where everybody may be looked up. */
function itemHistory({
  around: { past },
  options,
}: Desk): Tool<z.output<typeof historyInput>, z.output<typeof historyOutput>> {
  return defineTool({
    name: 'item_history',
    description: 'How people rated an item so far, newest first.',
    input: historyInput,
    output: historyOutput,
    run({ id, k }) {
      const { log, items, users, scale } = past.data
      const item = items.index(id as ItemId)
      if (item === undefined) throw new ToolError(`No item has the id ${JSON.stringify(id.slice(0, 80))}.`)
      const rows: number[] = []
      for (let user = 0; user < users.size; user++) {
        const { from, to } = past.rowsOf(user as UserIndex)
        for (let row = from; row < to; row++) if (log.item[row] === item) rows.push(row)
      }
      const time = (row: number): number => (Number.isNaN(log.at[row]!) ? 0 : log.at[row]!)
      rows.sort((one, other) => time(other) - time(one) || other - one)
      const shown = rows.slice(0, Math.min(k, options.historyLimit)).map((row) => ({
        ...(options.openLookup ? { user: String(users.ids[log.user[row]!]) } : {}),
        ...(scale ? { rating: log.value[row]! } : {}),
        day: Number.isNaN(log.at[row]!) ? null : new Date(log.at[row]!).toISOString().slice(0, 10),
      }))
      return { rows: shown, left: rows.length - shown.length }
    },
  })
}
