import { defineCommand } from 'citty'
import { TastemakerError } from '../domain/index.ts'
import { terminal } from './_terminal.ts'

/** `tastemaker metrics`: which numbers there are, and what exactly each one is. */
export const metricsCommand = defineCommand({
  meta: {
    name: 'metrics',
    description: 'List the metrics, or describe one: formula, divisor, gain, ties, direction, source',
  },
  args: {
    action: {
      type: 'positional',
      required: false,
      default: 'list',
      description: 'list or describe',
      valueHint: 'ACTION',
    },
    name: { type: 'positional', required: false, description: 'with describe: any name of ranx, trec_eval or RecBole' },
    json: { type: 'boolean', description: 'print one JSON document' },
  },
  run: async ({ args }) => {
    const { metricsText } = await import('./_metrics-text.ts')
    const { describeMetric, findCard, metricCards } = await import('../evaluation/index.ts')
    if (args.action === 'list' && !args.name) {
      return terminal.print(args.json ? JSON.stringify(metricCards, null, 2) : metricsText(metricCards))
    }
    if (args.action === 'describe' && args.name) {
      return terminal.print(args.json ? JSON.stringify(findCard(args.name), null, 2) : describeMetric(args.name))
    }
    const typed = ['metrics', args.action, args.name].filter((word) => word).join(' ')
    throw new TastemakerError(
      'config/option',
      `tastemaker ${typed} says neither what to list nor what to describe.`,
      'Write tastemaker metrics list, or tastemaker metrics describe ndcg.',
    )
  },
})
