import { defineCommand } from 'citty'
import { dataFlags, dataFrom, nameList, seedFlag, wholeNumber } from './_data.ts'
import { terminal } from './_terminal.ts'

/** `tastemaker ladder`: the steps that the field took, on one data set under one protocol. */
export const ladderCommand = defineCommand({
  meta: {
    name: 'ladder',
    description:
      'From counting to sequence models on one data set: does each step of the field pay here, and at what cost?',
  },
  args: {
    ...dataFlags,
    split: { type: 'string', default: 'last-out', valueHint: 'NAME', description: 'as for evaluate' },
    k: { type: 'string', default: '10', valueHint: 'K', description: 'cut-off' },
    rungs: {
      type: 'string',
      valueHint: 'NAME,NAME',
      description: 'only these steps, such as "controls,collaborative filtering"; all unless given',
    },
    ...seedFlag,
    threads: { type: 'string', default: '2', valueHint: 'N', description: 'threads for fitting' },
    json: { type: 'boolean', description: 'print one JSON document' },
  },
  run: async ({ args }) => {
    const { chosenRungs, ladder } = await import('../experiments/index.ts')
    const { ladderText } = await import('./_ladder-text.ts')
    const rungs = args.rungs ? chosenRungs(nameList(args.rungs)) : {}
    const made = await ladder({
      data: await dataFrom(args),
      rungs,
      split: args.split,
      ks: [wholeNumber('k', args.k)],
      metrics: ['ndcg', 'recall', 'item_coverage'],
      seed: wholeNumber('seed', args.seed, 0),
      threads: wholeNumber('threads', args.threads),
      onProgress: terminal.progress,
    })
    terminal.stopProgress()
    terminal.print(args.json ? JSON.stringify(made, null, 2) : ladderText(made))
  },
})
