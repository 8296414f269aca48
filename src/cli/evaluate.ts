import { defineCommand } from 'citty'
import { TastemakerError } from '../domain/index.ts'
import type { RankingTable } from '../evaluation/index.ts'
import type { RankingChoice } from '../experiments/index.ts'
import { dataFlags, dataFlagsOf, dataFrom, nameList, seedFlag, wholeNumber } from './_data.ts'
import { evaluateTasksCommand, refuseTaskFlags, taskFlags } from './_tasks.ts'
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
    config: {
      type: 'string',
      valueHint: 'FILE',
      description: 'an experiment with search spaces and seeds; examples/ml-100k.json shows one. Goes on when killed',
    },
    out: {
      type: 'string',
      valueHint: 'FOLDER',
      description: 'keep it here, with a report; for --config runs/ and the name of the file unless given',
    },
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
      description: '80/20, last-out, last-5, global-time, three-way or strong-generalisation',
    },
    k: { type: 'string', default: '10', valueHint: 'K,K', description: 'cut-offs' },
    metrics: { type: 'string', valueHint: 'M,M', description: 'such as ndcg,recall; see metrics list' },
    ties: {
      type: 'enum',
      options: ['id', 'expected'],
      default: 'id',
      description: 'by item id, or the mean over all orders of tied items',
    },
    'relevant-from': { type: 'string', valueHint: 'VALUE', description: 'held-out ratings below it are not relevant' },
    'sampled-negatives': {
      type: 'string',
      valueHint: 'N',
      description: 'rank N drawn items instead of the catalogue; every row is marked, since the order may turn around',
    },
    ...seedFlag,
    detail: { type: 'boolean', description: 'print every metric, not only the summary' },
    ...taskFlags,
    threads: { type: 'string', default: '1', valueHint: 'N', description: 'threads for fitting' },
    json: { type: 'boolean', description: 'print one JSON document' },
  },
  run: async ({ args, rawArgs }) => {
    if (args.task !== undefined) return evaluateTasksCommand(args, rawArgs)
    refuseTaskFlags(rawArgs)
    const { table, named } = args.config ? await fromFile(args.config, args.out, rawArgs) : await fromFlags(args)
    terminal.stopProgress()
    const { evaluationText } = await import('./_evaluation-text.ts')
    terminal.print(args.json ? JSON.stringify(table, null, 2) : evaluationText(table, args.detail || named))
  },
})

/** A table, and whether its metrics were asked for by name: then all of them print. */
interface Printed {
  readonly table: RankingTable
  readonly named: boolean
}

async function fromFlags(args: Parameters<typeof dataFrom>[0] & Readonly<Record<string, unknown>>): Promise<Printed> {
  const { evaluate } = await import('../experiments/index.ts')
  const text = (flag: string) => String(args[flag])
  const data = await dataFrom(args)
  const [seed, threads] = [wholeNumber('seed', text('seed'), 0), wholeNumber('threads', text('threads'))]
  const {
    fitted: _,
    evaluated,
    ...table
  } = await evaluate({
    data,
    recommenders: nameList(text('recommenders')),
    split: text('split'),
    ks: text('k')
      .split(',')
      .map((cut) => wholeNumber('k', cut)),
    ...(args['metrics'] ? { metrics: nameList(text('metrics')) } : args['detail'] ? { metrics: ['all'] } : {}),
    ranking: rankingFrom(args),
    seed,
    threads,
    onProgress: terminal.progress,
  })
  const printed = { table, named: args['metrics'] !== undefined }
  if (!args['out']) return printed
  const { storedData, thisEnvironment, writeEvaluation } = await import('../evaluation/index.ts')
  const { systemClock } = await import('../clock.ts')
  await writeEvaluation(text('out'), {
    recommenders: evaluated,
    seed,
    createdAt: new Date(systemClock.now()).toISOString(),
    environment: thisEnvironment(threads),
    data: storedData(data),
    plan: {},
    request: { ...dataFlagsOf(args), recommenders: text('recommenders'), split: text('split') },
    notes: [],
  })
  await report(text('out'))
  return printed
}

function rankingFrom(flags: Readonly<Record<string, unknown>>): RankingChoice {
  const from = flags['relevant-from']
  const count = flags['sampled-negatives']
  if (from !== undefined && !Number.isFinite(Number(from))) {
    throw new TastemakerError('config/range', `--relevant-from must be a number, got "${String(from)}".`, 'Such as 4.')
  }
  return {
    ties: flags['ties'] === 'expected' ? 'expected' : 'id',
    ...(from === undefined ? {} : { relevantFrom: Number(from) }),
    ...(count === undefined ? {} : { sampledNegatives: wholeNumber('sampled-negatives', String(count)) }),
  }
}

/** Runs the experiment of a file, or goes on with it. Everything but where it is kept stands in the file. */
async function fromFile(path: string, given: string | undefined, rawArgs: readonly string[]): Promise<Printed> {
  const besides = rawArgs.filter((arg) =>
    /^--(data|columns|duplicates|recommenders|split|k|metrics|seed|threads|ties|relevant-from|sampled-negatives)\b/.test(
      arg,
    ),
  )
  if (besides.length > 0) {
    throw new TastemakerError(
      'config/option',
      `${besides[0]!.replace(/=.*/, '')} and --config do not go together: the file says it.`,
      `Change it in ${path}.`,
    )
  }
  const { readExperiment, runExperiment } = await import('../experiments/index.ts')
  const { storedTable } = await import('../evaluation/index.ts')
  const { systemClock } = await import('../clock.ts')
  const { basename, join } = await import('node:path')
  const experiment = await readExperiment(path)
  const out = given ?? join('runs', basename(path, '.json'))
  const stored = await runExperiment(experiment, {
    data: await dataFrom(experiment),
    out,
    clock: systemClock,
    onProgress: terminal.progress,
  })
  await report(out)
  return { table: storedTable(stored), named: experiment.metrics !== undefined }
}

async function report(folder: string): Promise<void> {
  const { writeReport } = await import('../report/index.ts')
  const path = await writeReport(folder)
  terminal.stopProgress()
  terminal.note(`kept in ${folder}; ${path} shows it`)
}
