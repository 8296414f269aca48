import { defineCommand } from 'citty'
import type { RankingTable } from '../evaluation/index.ts'
import { dataFlags, dataFrom, nameList, seedFlag, wholeNumber } from './_data.ts'
import { terminal } from './_terminal.ts'

/** The recommenders of the demo and the default of every command: two controls and three that learn. */
export const DEFAULT_RECOMMENDERS = 'random,popularity,item-knn,transition,ease'

/** `tastemaker evaluate`: the same held-out events for every recommender, full ranking, intervals, paired tests. */
export const evaluateCommand = defineCommand({
  meta: {
    name: 'evaluate',
    description: 'Compare recommenders on held-out events: full ranking, intervals, paired tests',
  },
  args: {
    ...dataFlags,
    recommenders: {
      type: 'string',
      default: DEFAULT_RECOMMENDERS,
      valueHint: 'A,B:option=1',
      description: 'names between commas, options on the name; see doctor for the list',
    },
    split: {
      type: 'string',
      default: '80/20',
      valueHint: 'NAME',
      description: '80/20, last-out, global-time or three-way',
    },
    k: { type: 'string', default: '10', valueHint: 'K,K', description: 'cut-offs' },
    metrics: { type: 'string', valueHint: 'M,M', description: 'such as ndcg,recall; all unless given' },
    ...seedFlag,
    detail: { type: 'boolean', description: 'print every metric, not only the summary' },
    threads: { type: 'string', default: '1', valueHint: 'N', description: 'threads for fitting' },
    json: { type: 'boolean', description: 'print one JSON document' },
  },
  run: async ({ args }) => {
    const { evaluationText } = await import('./_evaluation-text.ts')
    const { evaluate } = await import('../experiments/index.ts')
    const table = await evaluate({
      data: await dataFrom(args),
      recommenders: nameList(args.recommenders),
      split: args.split,
      ks: args.k.split(',').map((text) => wholeNumber('k', text)),
      ...(args.metrics ? { metrics: nameList(args.metrics) } : {}),
      seed: wholeNumber('seed', args.seed, 0),
      threads: wholeNumber('threads', args.threads),
      onProgress: terminal.progress,
    })
    terminal.stopProgress()
    terminal.print(args.json ? JSON.stringify(withoutModels(table), null, 2) : evaluationText(table, args.detail))
  },
})

function withoutModels({ protocol, rows, comparisons, notes }: RankingTable): RankingTable {
  return { protocol, rows, comparisons, notes }
}
