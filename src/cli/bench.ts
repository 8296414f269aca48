import { defineCommand } from 'citty'
import { TastemakerError } from '../domain/index.ts'
import type { ReproducedRow, Reproduction } from '../experiments/index.ts'
import { dataFlags, dataFrom, seedFlag, wholeNumber } from './_data.ts'
import { number } from './_format.ts'
import { tableText } from './_table.ts'
import { terminal } from './_terminal.ts'

/** `tastemaker bench`: published tables, and the same protocol here. */
export const benchCommand = defineCommand({
  meta: { name: 'bench', description: 'Published numbers: list them, or reproduce a protocol on data you have' },
  args: {
    what: { type: 'positional', description: 'list or reproduce', valueHint: 'list|reproduce' },
    id: { type: 'positional', required: false, description: 'the table, such as surprise-ml-100k', valueHint: 'ID' },
    ...dataFlags,
    ...seedFlag,
    threads: { type: 'string', default: '2', valueHint: 'N', description: 'threads for fitting' },
    json: { type: 'boolean', description: 'print one JSON document' },
  },
  run: async ({ args }) => {
    const { published, reproduce } = await import('../experiments/index.ts')
    if (args.what === 'list') {
      const text = tableText(published, [
        { title: 'id', of: ({ id }) => id, align: 'left' },
        { title: 'data', of: ({ dataset }) => dataset, align: 'left', width: 22 },
        { title: 'protocol', of: ({ protocol }) => protocol, align: 'left', width: 44 },
        { title: 'here', of: ({ run, why }) => (run ? 'reproduce' : `to read: ${why}`), align: 'left', width: 28 },
      ])
      return terminal.print(args.json ? JSON.stringify(published, null, 2) : text)
    }
    if (args.what !== 'reproduce' || !args.id) {
      throw new TastemakerError(
        'config/option',
        `bench knows list and reproduce ID, got "${[args.what, args.id].filter(Boolean).join(' ')}".`,
        'tastemaker bench list names the tables.',
      )
    }
    const made = await reproduce(args.id, await dataFrom(args), {
      seed: wholeNumber('seed', args.seed, 0),
      threads: wholeNumber('threads', args.threads),
      onProgress: terminal.progress,
    })
    terminal.stopProgress()
    terminal.print(args.json ? JSON.stringify(made, null, 2) : reproductionText(made))
  },
})

function reproductionText({ table, rows, split, environment }: Reproduction): string {
  const metric = (name: string) => [
    { title: `${name} published`, of: (row: ReproducedRow) => number(row.metrics[name]!.published) },
    { title: 'here', of: (row: ReproducedRow) => ours(row, name) },
    { title: 'difference', of: (row: ReproducedRow) => difference(row, name) },
  ]
  return [
    `${table.dataset}: ${table.protocol}`,
    `published: ${table.source} (${table.standing})`,
    `here: ${split}; ${environment.processor}, ${environment.threads} threads, Node ${environment.node}`,
    '',
    tableText(rows, [
      { title: 'published as', of: (row) => row.published || '–', align: 'left' },
      { title: 'here as', of: (row) => row.model ?? '–', align: 'left', width: 24 },
      ...table.metrics.flatMap(metric),
      { title: 'fit s', of: (row) => number(row.seconds, 1) },
    ]),
    '',
    'Default options unless the source gives others; another draw of the same split moves the last digit or two.',
  ].join('\n')
}

function ours(row: ReproducedRow, name: string): string {
  const { ours: mean, low, high } = row.metrics[name]!
  if (mean === null) return '–'
  return low === null || high === null ? mean.toFixed(4) : `${mean.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`
}

function difference(row: ReproducedRow, name: string): string {
  const { ours: mean, published: theirs } = row.metrics[name]!
  if (mean === null || theirs === null) return '–'
  return `${mean >= theirs ? '+' : ''}${(mean - theirs).toFixed(4)}`
}
