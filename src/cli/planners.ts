import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defineCommand } from 'citty'
import { systemClock } from '../clock.ts'
import { type LanguageModel, type PlannerResult, TastemakerError } from '../domain/index.ts'
import type { ReflexionComparison } from '../experiments/planners/index.ts'
import { nearest } from '../nearest.ts'
import { dataFlags, dataFrom, nameList, seedFlag, wholeNumber } from './_data.ts'
import { onInterrupt } from './_interrupt.ts'
import { cardOf, llmFlags, openLlm, priceOf, pricesFlag } from './_llm.ts'
import { terminal } from './_terminal.ts'

const ACTIONS = ['list', 'compare', 'reflexion'] as const

/** Compared unless others are named: settings that a small model on a laptop can pay. */
const USUAL =
  'chain-of-thought,self-consistency:samples=3,react,reflexion,tree-of-thoughts:depth=2,samples=2,breadth=1,votes=1,self-inspiring:alternatives=1,steps=3,plan-first'

/** `tastemaker planners`: lists the planners, compares them on held-out events, and sets ReAct beside Reflexion. */
export const plannersCommand = defineCommand({
  meta: {
    name: 'planners',
    description: 'Compare ways to plan: list, compare on held-out events, or reflexion (ReAct against Reflexion)',
  },
  args: {
    action: { type: 'positional', required: false, default: 'list', description: 'list, compare or reflexion' },
    ...dataFlags,
    ...llmFlags,
    planners: {
      type: 'string',
      valueHint: 'A,B:OPTION=1',
      description: 'compare: which; all, in small settings, unless given',
    },
    task: {
      type: 'enum',
      options: ['rank', 'rate'],
      default: 'rank',
      description: 'compare: order candidates, or foresee stars',
    },
    n: { type: 'string', default: '50', valueHint: 'N', description: 'people' },
    negatives: {
      type: 'string',
      default: '19',
      valueHint: 'N',
      description: 'compare: items beside the true one; 9, 19 and 99 are usual',
    },
    'negatives-by': {
      type: 'enum',
      options: ['uniform', 'popularity'],
      default: 'uniform',
      description: 'compare: how they are drawn',
    },
    baseline: {
      type: 'enum',
      options: ['given', 'popularity'],
      default: 'given',
      description: 'compare: the order of what an answer leaves out',
    },
    trials: { type: 'string', default: '3', valueHint: 'N', description: 'reflexion: tries of a session' },
    price: {
      type: 'string',
      valueHint: 'IN,OUT',
      description: 'money for a million prompt tokens and for a million generated ones',
    },
    ...pricesFlag,
    out: {
      type: 'string',
      valueHint: 'FOLDER',
      description: 'keeps answers and results; the same command again goes on',
    },
    transcripts: { type: 'boolean', description: 'also write every transcript into the folder' },
    ...seedFlag,
    json: { type: 'boolean', description: 'print one JSON document' },
  },
  run: async ({ args }) => {
    const action = actionOf(args.action)
    if (action === 'list') return printList(args.json ?? false)
    if (args.transcripts && !args.out) {
      throw new TastemakerError(
        'config/option',
        '--transcripts need a folder to be written into.',
        'Name one with --out FOLDER.',
      )
    }
    const interrupt = onInterrupt()
    const opened: LanguageModel[] = []
    try {
      const price = await priceOf(args, args.llm ?? '')
      const request = {
        data: await dataFrom(args),
        n: wholeNumber('n', args.n),
        seed: wholeNumber('seed', args.seed, 0),
        clock: systemClock,
        signal: interrupt.signal,
        onProgress: terminal.progress,
        ...(price ? { price } : {}),
      }
      if (action === 'compare') return await compare(request)
      return await reflexion(request)
    } finally {
      interrupt.release()
      terminal.stopProgress()
      for (const model of opened) await model.close()
    }

    async function compare(request: Common): Promise<void> {
      const { comparePlanners, genreReader } = await import('../experiments/planners/index.ts')
      const { plannerByName } = await import('../agents/index.ts')
      const planners = nameList(args.planners ?? USUAL).map(plannerByName)
      const negatives = wholeNumber('negatives', args.negatives)
      const model = args.llm ? await open() : genreReader()
      const written = await transcriptsInto('compare')
      const comparison = await comparePlanners({
        ...request,
        model,
        planners,
        negatives,
        task: args.task as 'rank',
        by: args['negatives-by'] as 'uniform',
        baseline: args.baseline as 'given',
        scripted: !args.llm,
        card: args.llm ? await cardOf(model, request.data) : null,
        ...(args.out ? { out: args.out } : {}),
        onResult: written.add,
      })
      await written.done()
      const { plannerComparisonText } = await import('./_planners-text.ts')
      await show('planners.json', comparison, () => plannerComparisonText(comparison))
    }

    async function reflexion(request: Common): Promise<void> {
      const { compareReflexion, ignorerRule, learnerRule } = await import('../experiments/planners/index.ts')
      const trials = wholeNumber('trials', args.trials)
      const models = args.llm ? [await open()] : [learnerRule(), ignorerRule()]
      const written = await transcriptsInto('reflexion')
      const comparisons: ReflexionComparison[] = []
      for (const model of models) {
        // Rules have journals of their own: a folder is about one model.
        const out = args.out && (args.llm ? args.out : join(args.out, model.name.replaceAll('/', '-')))
        comparisons.push(
          await compareReflexion({
            ...request,
            model,
            trials,
            scripted: !args.llm,
            card: args.llm ? await cardOf(model, request.data) : null,
            ...(out ? { out } : {}),
            onResult: written.add,
          }),
        )
      }
      await written.done()
      const { reflexionText } = await import('./_reflexion-text.ts')
      const document = args.llm ? comparisons[0]! : comparisons
      await show('reflexion.json', document, () => comparisons.map(reflexionText).join('\n\n'))
    }

    async function open(): Promise<LanguageModel> {
      const model = await openLlm(args)
      opened.push(model)
      return model
    }

    async function show(file: string, document: unknown, text: () => string): Promise<void> {
      terminal.stopProgress()
      const json = JSON.stringify(document, null, 2)
      if (args.out) await writeFile(join(args.out, file), `${json}\n`)
      terminal.print(args.json ? json : text())
    }

    /** Writes transcripts as they come: a comparison that is stopped leaves those it has. */
    async function transcriptsInto(name: string) {
      if (!args.transcripts || !args.out) return { add: () => {}, done: async () => {} }
      const { transcriptText } = await import('../agents/index.ts')
      await mkdir(args.out, { recursive: true })
      const path = join(args.out, `${name}-transcripts.txt`)
      await writeFile(path, '')
      let last = Promise.resolve()
      return {
        add: ({ row, task, result }: { row: string; task: { id: string }; result: PlannerResult }) => {
          last = last.then(() => appendFile(path, `── ${row}, person ${task.id}\n${transcriptText(result)}\n\n`))
        },
        done: () => last,
      }
    }

    type Common = {
      readonly data: Awaited<ReturnType<typeof dataFrom>>
      readonly n: number
      readonly seed: number
      readonly clock: typeof systemClock
      readonly signal: AbortSignal
      readonly onProgress: typeof terminal.progress
    }
  },
})

function actionOf(text: string): (typeof ACTIONS)[number] {
  const action = ACTIONS.find((one) => one === text)
  if (action) return action
  const near = nearest(text, ACTIONS)
  throw new TastemakerError(
    'config/unknown-name',
    `planners cannot "${text}".`,
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `It can ${ACTIONS.join(', ')}.`,
  )
}

async function printList(json: boolean): Promise<void> {
  const { planners } = await import('../agents/index.ts')
  const { z } = await import('zod')
  const entries = Object.fromEntries(
    Object.entries(planners).map(([name, { summary, paper, calls, options }]) => {
      const schema = options ? z.toJSONSchema(options, { io: 'input' }).properties : {}
      const described = Object.entries(schema ?? {}).map(
        ([key, field]) => `${key}=${(field as { default?: unknown }).default}`,
      )
      return [name, { summary, paper, calls, options: described }]
    }),
  )
  if (json) return terminal.print(JSON.stringify(entries, null, 2))
  const { plannersText } = await import('./_planners-text.ts')
  terminal.print(plannersText(entries))
}
