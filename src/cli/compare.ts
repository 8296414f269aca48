import { basename, resolve } from 'node:path'
import { defineCommand } from 'citty'
import { TastemakerError } from '../domain/index.ts'
import { seedFlag, wholeNumber } from './_data.ts'
import { terminal } from './_terminal.ts'

/** `tastemaker compare A B`: the recommenders of two stored evaluations against each other, without scoring anything. */
export const compareCommand = defineCommand({
  meta: { name: 'compare', description: 'Compare the recommenders of two stored evaluations, person by person' },
  args: {
    first: { type: 'positional', required: true, description: 'a folder with an evaluation', valueHint: 'FOLDER' },
    second: { type: 'positional', required: true, description: 'another, of the same test', valueHint: 'FOLDER' },
    metric: {
      type: 'string',
      valueHint: 'M@K',
      description: 'what they are compared on; ndcg@10 where it was measured',
    },
    test: {
      type: 'enum',
      options: ['randomisation', 't', 'wilcoxon'],
      default: 'randomisation',
      description: 'the paired test',
    },
    adjust: {
      type: 'enum',
      options: ['holm', 'tukey', 'none'],
      default: 'holm',
      description: 'how p is adjusted for the number of comparisons',
    },
    interval: {
      type: 'enum',
      options: ['percentile', 'bca'],
      default: 'percentile',
      description: 'which bootstrap interval',
    },
    format: {
      type: 'enum',
      options: ['text', 'markdown', 'latex', 'csv', 'json'],
      default: 'text',
      description: 'how the result is written',
    },
    ...seedFlag,
    detail: { type: 'boolean', description: 'print every metric, not only the summary' },
    json: { type: 'boolean', description: 'the same as --format json' },
  },
  run: async ({ args }) => {
    const { compareStored, exportTable, readEvaluation } = await import('../evaluation/index.ts')
    const { randomStream } = await import('../random.ts')
    const folders = [args.first, args.second] as const
    requireTwo(folders)
    const [first, second] = [await readEvaluation(folders[0]), await readEvaluation(folders[1])]
    const table = compareStored(first, second, {
      random: randomStream(wholeNumber('seed', args.seed, 0), 'compare'),
      names: namesOf(folders),
      test: args.test,
      adjustment: args.adjust,
      interval: args.interval,
      ...(args.metric ? { primary: args.metric } : {}),
    })
    const format = args.json ? 'json' : args.format
    if (format === 'text') {
      const { evaluationText } = await import('./_evaluation-text.ts')
      terminal.print(evaluationText(table, args.detail))
    } else {
      terminal.print(exportTable(table, format).trimEnd())
    }
  },
})

/** The folders by their own names where these tell them apart. */
function namesOf(folders: readonly [string, string]): readonly [string, string] {
  const [first, second] = folders.map((folder) => basename(resolve(folder))) as [string, string]
  return first === second ? folders : [first, second]
}

function requireTwo([first, second]: readonly [string, string]): void {
  if (resolve(first) !== resolve(second)) return
  const message = `compare needs two evaluations, got ${first} twice.`
  throw new TastemakerError('config/option', message, 'evaluate has already compared what is in one folder.')
}
