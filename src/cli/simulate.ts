import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { defineCommand } from 'citty'
import { TastemakerError, type UserId } from '../domain/index.ts'
import { dataFlags, dataFlagsOf, dataFrom, nameList, seedFlag, wholeNumber } from './_data.ts'
import { onInterrupt } from './_interrupt.ts'
import { terminal } from './_terminal.ts'
import { DEFAULT_RECOMMENDERS } from './evaluate.ts'

/** `tastemaker simulate`: viewers in front of recommenders; writes a run folder and prints its tables. */
export const simulateCommand = defineCommand({
  meta: {
    name: 'simulate',
    description: 'Put simulated viewers in front of recommenders; print who serves them better',
  },
  args: {
    ...dataFlags,
    recommenders: {
      type: 'string',
      default: DEFAULT_RECOMMENDERS,
      valueHint: 'A,B:option=1',
      description: 'names between commas',
    },
    viewers: { type: 'string', default: '500', valueHint: 'N', description: 'how many people take part' },
    panel: {
      type: 'string',
      valueHint: 'FILE',
      description: 'the panel.json of an earlier run: the same people again',
    },
    'control-viewers': {
      type: 'string',
      valueHint: 'N',
      description: 'on how many of them each control runs; a fifth unless given',
    },
    mind: { type: 'enum', options: ['choice'], default: 'choice', description: 'who decides for a viewer' },
    pages: { type: 'string', default: '5', valueHint: 'N', description: 'pages at most' },
    'page-size': { type: 'string', default: '4', valueHint: 'N', description: 'items a page' },
    mask: {
      type: 'enum',
      options: ['train', 'train+test'],
      default: 'train',
      description: 'what may not be shown; train+test is as published',
    },
    options: {
      type: 'string',
      valueHint: 'K=V,K=V',
      description: 'options of the viewers, such as memoryPreset=released',
    },
    ...seedFlag,
    workers: { type: 'string', default: '2', valueHint: 'N', description: 'threads; the events do not depend on it' },
    out: { type: 'string', valueHint: 'FOLDER', description: 'the run folder; a new one under runs/ unless given' },
    json: { type: 'boolean', description: 'print one JSON document' },
  },
  run: async ({ args }) => {
    const { simulationText } = await import('./_simulation-text.ts')
    const { simulate } = await import('../experiments/index.ts')
    const { readSimulation } = await import('../evaluation/index.ts')
    const { parseNameWithOptions } = await import('../name-with-options.ts')
    const data = await dataFrom(args)
    const out = args.out ?? freeFolder(`runs/${data.name}-seed${args.seed}`)
    const interrupt = onInterrupt()
    try {
      await simulate({
        data,
        dataFlags: dataFlagsOf(args),
        recommenders: nameList(args.recommenders),
        out,
        viewers: wholeNumber('viewers', args.viewers),
        ...(args.panel ? { panel: await readPanel(args.panel) } : {}),
        ...(args['control-viewers'] ? { controlViewers: wholeNumber('control-viewers', args['control-viewers']) } : {}),
        seed: wholeNumber('seed', args.seed, 0),
        workers: wholeNumber('workers', args.workers),
        pageSize: wholeNumber('page-size', args['page-size']),
        maxPages: wholeNumber('pages', args.pages),
        mask: args.mask as 'train',
        ...(args.options ? { options: parseNameWithOptions(`agent4rec:${args.options}`).options } : {}),
        signal: interrupt.signal,
        onProgress: terminal.progress,
      })
    } finally {
      interrupt.release()
      terminal.stopProgress()
    }
    const result = await readSimulation(out)
    if (args.json) {
      const { manifest, rows, comparisons, trust, cost } = result
      return terminal.print(JSON.stringify({ manifest, rows, comparisons, trust, cost }, null, 2))
    }
    terminal.print(simulationText(result))
    terminal.print(`\nrun folder: ${out}   (tastemaker report ${out} makes the page with pictures)`)
  },
})

/** The first of name, name-2, name-3, … that is not there: an earlier run is never overwritten unasked. */
export function freeFolder(name: string): string {
  for (let number = 1; ; number++) {
    const folder = number === 1 ? name : `${name}-${number}`
    if (!existsSync(folder)) return folder
  }
}

async function readPanel(file: string): Promise<UserId[]> {
  const { z } = await import('zod')
  let value: unknown
  try {
    value = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new TastemakerError(
      'io/missing',
      `The panel ${file} cannot be read: ${(error as Error).message}.`,
      'Give the panel.json of a run folder.',
    )
  }
  const parsed = z.object({ users: z.array(z.string()).min(1) }).safeParse(value)
  if (parsed.success) return parsed.data.users as UserId[]
  throw new TastemakerError(
    'format/value',
    `${file} is not a panel: it needs { "users": [ids] }.`,
    'Give the panel.json of a run folder.',
  )
}
