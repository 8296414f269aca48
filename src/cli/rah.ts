import { join } from 'node:path'
import { defineCommand } from 'citty'
import type { AgentMind } from '../agents/index.ts'
import { type Dataset, type LanguageModel, TastemakerError } from '../domain/index.ts'
import type { ActGain, ActRow, ArmRow, RahReport, RoundRow } from '../experiments/rah/index.ts'
import { type Asked, openAsked } from './_asked.ts'
import { dataFlags, dataFrom, seedFlag, wholeNumber } from './_data.ts'
import { interval, number } from './_format.ts'
import { onInterrupt } from './_interrupt.ts'
import { cardOf, llmFlags, openLlm } from './_llm.ts'
import { tableText } from './_table.ts'
import { terminal } from './_terminal.ts'

/** People unless told otherwise: by rules, and with a model, which is asked thousands of times even so. */
const PEOPLE = { rules: 60, model: 4 }

/** `tastemaker rah`: does an assistant between recommender and people know them, and does what it says for them help? */
export const rahCommand = defineCommand({
  meta: {
    name: 'rah',
    description: 'Study an assistant that learns who people are, filters for them and answers for them (RAH)',
  },
  args: {
    ...dataFlags,
    n: { type: 'string', valueHint: 'N', description: 'people with an assistant; 60 by rules, 4 with a model' },
    options: {
      type: 'string',
      valueHint: 'A=1,B=2',
      description:
        'maxTries, guard, proxies, proxyWeight, propensity, minShown, actEvidence, nearest, domainMode, lessons',
    },
    ...llmFlags,
    mind: {
      type: 'enum',
      options: ['language', 'hybrid'],
      default: 'language',
      description: 'with --llm: the model does every job, or those that its card grants',
    },
    ...seedFlag,
    json: { type: 'boolean', description: 'print one JSON document' },
  },
  run: async ({ args }) => {
    const { rahStudy } = await import('../experiments/rah/index.ts')
    const { rahOptions } = await import('../systems/rah/index.ts')
    const { parseNameWithOptions, readOptions } = await import('../name-with-options.ts')
    const riding = args.options ? parseNameWithOptions(`rah:${args.options}`).options : {}
    const options = readOptions(rahOptions, riding, 'rah')
    const seed = wholeNumber('seed', args.seed, 0)
    const n = args.n ? wholeNumber('n', args.n, 2) : args.llm ? PEOPLE.model : PEOPLE.rules
    const data = await dataFrom(args)
    const interrupt = onInterrupt()
    const model = args.llm ? await openLlm(args) : null
    const asked = model ? await askedFor(model, interrupt.signal, seed) : null
    try {
      const report = await rahStudy({
        data,
        n,
        seed,
        options,
        onProgress: terminal.progress,
        ...(asked ? { mind: await mindOf(asked.journalled, data, args.mind as 'hybrid'), spent: asked.spent } : {}),
      })
      terminal.stopProgress()
      terminal.print(args.json ? JSON.stringify(report, null, 2) : rahText(report))
    } catch (error) {
      if (!interrupt.signal.aborted) throw error
      const hint = 'The same command again goes on with what the model answered.'
      throw new TastemakerError('runtime/interrupted', 'The study was interrupted.', hint, { cause: error })
    } finally {
      interrupt.release()
      terminal.stopProgress()
      await asked?.close()
      await model?.close()
    }
  },
})

/** The model with a journal before it, in the cache: a study that was stopped goes on where it was. */
async function askedFor(model: LanguageModel, signal: AbortSignal, seed: number): Promise<Asked> {
  const { assetHome } = await import('../assets/index.ts')
  return openAsked(model, { path: join(assetHome(process.env), 'journals', 'rah.sqlite'), signal, seed })
}

async function mindOf(model: LanguageModel, data: Dataset, name: 'language' | 'hybrid'): Promise<AgentMind> {
  const { agentMind } = await import('../agents/index.ts')
  if (name === 'language') return agentMind(name, { model })
  const { grantedJobs } = await import('../minds/index.ts')
  const card = await cardOf(model, data)
  return agentMind(name, { model, granted: card === null ? new Set() : grantedJobs(card) })
}

function rahText(report: RahReport): string {
  const { people, data, mind, seed, eligible, notes, attempts, cost } = report
  return [
    `An assistant for each of ${people} of ${eligible} people of ${data}, mind ${mind}, seed ${seed}. 95% intervals over people.`,
    ...notes,
    '',
    'What people like, foreseen on held-out events',
    actTable(report.act),
    '',
    'The assistant after its last lesson, less each control',
    gainTable(report.gains),
    '',
    `Lessons that explain their own action: ${attempts.map(({ attempt, share }) => `${named(attempt)} ${interval(share)}`).join('; ')}`,
    '',
    'A recommender that learned from people and from what was said on their behalf, on what they liked later',
    armTable(report.arms),
    '',
    'Proxies over rounds of learning again, held against what people did later',
    roundTable(report.rounds),
    '',
    `A lesson takes ${number(cost.millisecondsPerLesson, 1)} ms and ${number(cost.callsPerLesson, 1)} calls, a judgement ${number(cost.millisecondsPerJudgement, 2)} ms and ${number(cost.callsPerJudgement, 1)} calls; ${cost.calls} calls in all.`,
    '',
    ...report.sentences,
  ].join('\n')
}

const named = (attempt: string): string => (attempt === 'never' ? 'never' : `at attempt ${attempt}`)

const actTable = (rows: RahReport['act']): string =>
  tableText<Omit<ActRow, 'columns'>>(rows, [
    { title: 'who', of: ({ name }) => name, align: 'left' },
    { title: 'lessons', of: ({ lessons }) => (lessons === null ? '–' : String(lessons)) },
    { title: 'accuracy', of: ({ accuracy }) => interval(accuracy) },
    { title: 'F1 of likes', of: ({ f1 }) => interval(f1) },
    { title: 'Brier', of: ({ brier }) => interval(brier) },
    { title: 'no answer', of: ({ unanswered }) => String(unanswered) },
  ])

const gainTable = (rows: RahReport['gains']): string =>
  tableText<ActGain>(rows, [
    { title: 'control', of: ({ control }) => control, align: 'left' },
    { title: 'accuracy', of: ({ accuracy }) => interval(accuracy) },
    { title: 'Brier (less is better)', of: ({ brier }) => interval(brier) },
  ])

const armTable = (rows: RahReport['arms']): string =>
  tableText<Omit<ArmRow, 'columns'>>(rows, [
    { title: 'learned from', of: ({ name }) => name, align: 'left' },
    { title: 'added', of: ({ added }) => String(added) },
    { title: 'likes', of: ({ addedLikes }) => String(addedLikes) },
    { title: 'nDCG@10', of: ({ ndcg }) => interval(ndcg) },
    { title: 'less without', of: ({ ndcgGain }) => interval(ndcgGain) },
    { title: 'recall@20', of: ({ recall }) => interval(recall) },
    { title: 'less without', of: ({ recallGain }) => interval(recallGain) },
  ])

const roundTable = (rows: readonly RoundRow[]): string =>
  tableText<RoundRow>(rows, [
    { title: 'round', of: ({ round }) => String(round) },
    { title: 'proxies', of: ({ proxies }) => String(proxies) },
    { title: 'likes', of: ({ likeShare }) => number(likeShare, 2) },
    { title: 'known', of: ({ known }) => String(known) },
    { title: 'wrong', of: ({ error }) => interval(error) },
    { title: 'wrong if always like', of: ({ errorOfAlwaysLike }) => interval(errorOfAlwaysLike) },
    { title: 'nDCG@10', of: ({ ndcg }) => interval(ndcg) },
  ])
