import { existsSync } from 'node:fs'
import { defineCommand } from 'citty'
import type { LanguageModel } from '../domain/index.ts'
import type { SimulateRequest } from '../experiments/index.ts'
import { dataFrom, wholeNumber } from './_data.ts'
import { onInterrupt } from './_interrupt.ts'
import { type LlmFlags, openLlm } from './_llm.ts'
import { budgetFlags, simulateFlags, simulateRequest, spendingOf } from './_simulate-request.ts'
import { terminal } from './_terminal.ts'

/** `tastemaker simulate`: viewers in front of recommenders; writes a run folder and prints its tables. */
export const simulateCommand = defineCommand({
  meta: {
    name: 'simulate',
    description: 'Put simulated viewers in front of recommenders; print who serves them better',
  },
  args: {
    ...simulateFlags,
    ...budgetFlags,
    rounds: {
      type: 'string',
      valueHint: 'N',
      description: 'visits, then recommenders trained again on what their viewers chose, N times',
    },
    feedback: {
      type: 'enum',
      options: ['aligned', 'watched', 'unwatched', 'none'],
      default: 'aligned',
      description: 'from what recommenders learn between rounds; unwatched is a control',
    },
    out: { type: 'string', valueHint: 'FOLDER', description: 'the run folder; a new one under runs/ unless given' },
    resume: { type: 'string', valueHint: 'FOLDER', description: 'go on with a run that stopped, as it was asked for' },
    'dry-run': { type: 'boolean', description: 'print what it would come to, and stop before the first call' },
    json: { type: 'boolean', description: 'print one JSON document' },
  },
  run: async ({ args }) => {
    const interrupt = onInterrupt()
    const opened: LanguageModel[] = []
    try {
      const { out, request } = args.resume ? await resumed(args.resume) : await fresh()
      if (args['dry-run']) return await printPlan(request)
      if (args.rounds) return await loop(request)
      const { readManifest } = await import('../runs/index.ts')
      if (args.resume && (await readManifest(out)).status === 'finished')
        terminal.note(`The run in ${out} is finished.`)
      else await simulateWith(request)
      terminal.stopProgress()
      await printTables(out, args.json ?? false)
    } finally {
      interrupt.release()
      terminal.stopProgress()
      for (const model of opened) await model.close()
    }

    async function fresh(): Promise<{ out: string; request: SimulateRequest }> {
      const data = await dataFrom(args)
      const out = args.out ?? freeFolder(`runs/${data.name}-seed${args.seed}`)
      const model = args.llm ? await open(args) : null
      return { out, request: await simulateRequest(args, { data, out, model }) }
    }

    async function resumed(folder: string): Promise<{ out: string; request: SimulateRequest }> {
      const { requestOf } = await import('../experiments/index.ts')
      const asked = await requestOf(folder)
      const data = await dataFrom(asked.dataFlags as { data: string })
      const named = asked.modelFlags?.['llm'] !== undefined
      const model = named ? await open({ ...asked.modelFlags, ...llmOverrides(args) }) : null
      return {
        out: folder,
        request: { ...asked, data, ...(model ? { model } : {}), ...(await spendingOf(args, model)), resume: true },
      }
    }

    async function open(flags: LlmFlags): Promise<LanguageModel> {
      const model = await openLlm(flags)
      opened.push(model)
      return model
    }

    /** The same command again goes on with a loop that stopped: rounds that are finished are kept. */
    async function loop(request: SimulateRequest): Promise<void> {
      const { feedbackLoop, feedbackTable } = await import('../experiments/index.ts')
      const result = await feedbackLoop({
        ...request,
        rounds: wholeNumber('rounds', args.rounds!),
        feedbackSource: args.feedback as 'aligned',
        resume: existsSync(request.out),
        signal: interrupt.signal,
        onProgress: terminal.progress,
      })
      terminal.stopProgress()
      if (args.json) return terminal.print(JSON.stringify(result, null, 2))
      const { tableText } = await import('./_table.ts')
      const { columns, rows } = feedbackTable(result)
      const left = columns[0]
      terminal.print(
        tableText(
          rows,
          columns.map((title, place) => ({
            title,
            of: (row) => row[place]!,
            align: title === left ? ('left' as const) : ('right' as const),
          })),
        ),
      )
      terminal.print(`\neach round is a run folder: ${request.out}/round-1, …   (feedback: ${args.feedback})`)
    }

    async function simulateWith(request: SimulateRequest): Promise<void> {
      const { simulate } = await import('../experiments/index.ts')
      await simulate({ ...request, signal: interrupt.signal, onProgress: terminal.progress })
    }
  },
})

/** A server may have moved since the run began. */
function llmOverrides(args: LlmFlags): LlmFlags {
  return {
    ...(args['llm-url'] ? { 'llm-url': args['llm-url'] } : {}),
    ...(args.lanes ? { lanes: args.lanes } : {}),
  }
}

async function printPlan(request: SimulateRequest): Promise<void> {
  const { planSimulation } = await import('../experiments/index.ts')
  const { planText } = await import('./_plan-text.ts')
  terminal.print(planText(await planSimulation({ ...request, onProgress: terminal.progress })))
}

/** Prints the tables of a finished run. */
export async function printTables(folder: string, json: boolean): Promise<void> {
  const { readSimulation } = await import('../evaluation/index.ts')
  const { simulationText } = await import('./_simulation-text.ts')
  const result = await readSimulation(folder)
  if (json) {
    const { manifest, rows, comparisons, trust, cost, card, ledger } = result
    return terminal.print(JSON.stringify({ manifest, rows, comparisons, trust, cost, card, ledger }, null, 2))
  }
  terminal.print(simulationText(result))
  terminal.print(`\nrun folder: ${folder}   (tastemaker report ${folder} makes the page with pictures)`)
}

/** The first of name, name-2, name-3, … that is not there: an earlier run is never overwritten unasked. */
export function freeFolder(name: string): string {
  for (let number = 1; ; number++) {
    const folder = number === 1 ? name : `${name}-${number}`
    if (!existsSync(folder)) return folder
  }
}
