import { join } from 'node:path'
import { defineCommand } from 'citty'
import { type LanguageModel, TastemakerError } from '../domain/index.ts'
import type { LanguageSubjects, PersonalityReport } from '../experiments/personality/index.ts'
import { type Asked, openAsked } from './_asked.ts'
import { dataFlags, dataFrom, seedFlag, wholeNumber } from './_data.ts'
import { onInterrupt } from './_interrupt.ts'
import { llmFlags, openLlm } from './_llm.ts'
import { terminal } from './_terminal.ts'

/** `tastemaker personality`: is a personality that was given measurable, does it show, does it last, and does it move? */
export const personalityCommand = defineCommand({
  meta: {
    name: 'personality',
    description: 'Measure the personality of simulated people: by questionnaire, in what they do, and whether it lasts',
  },
  args: {
    ...dataFlags,
    data: { ...dataFlags.data, default: 'generated' },
    n: { type: 'string', default: '200', valueHint: 'N', description: 'how many people' },
    instrument: {
      type: 'string',
      default: 'mini-ipip-20',
      valueHint: 'NAME',
      description: 'mini-ipip-20 or ipip-50; bfi-44 needs --statements',
    },
    statements: {
      type: 'string',
      valueHint: 'FILE',
      description: 'the statements of an instrument that ships none, one a line in the order of their numbers',
    },
    ...llmFlags,
    'llm-n': { type: 'string', default: '4', valueHint: 'N', description: 'how many of the people the model plays' },
    'llm-turns': { type: 'string', default: '3', valueHint: 'N', description: "turns of one of the model's sessions" },
    probes: {
      type: 'string',
      default: '0,8,16,32',
      valueHint: 'T,T',
      description: 'after which turns the model is asked whether it is still the same',
    },
    ...seedFlag,
    out: { type: 'string', valueHint: 'FOLDER', description: 'keep report.json, answers.csv and answers.jsonl here' },
    json: { type: 'boolean', description: 'print one JSON document' },
  },
  run: async ({ args }) => {
    const { instrumentByName, withTexts } = await import('../agents/personality/index.ts')
    const { personality } = await import('../experiments/personality/index.ts')
    const shipped = instrumentByName(args.instrument)
    const instrument = args.statements ? withTexts(shipped, await statementsFrom(args.statements)) : shipped
    const seed = wholeNumber('seed', args.seed, 0)
    const request = { data: await dataFrom(args), n: wholeNumber('n', args.n, 2), instrument, seed }
    const interrupt = onInterrupt()
    const model = args.llm ? await openLlm(args) : null
    const asked = model ? await askedFor(model, interrupt.signal, seed) : null
    try {
      const language = asked ? await languageFrom(asked.journalled, args) : null
      const report = await personality({
        ...request,
        ...(language ? { language } : {}),
        onProgress: (progress) => terminal.progress({ ...progress, ...(asked ? { calls: asked.spent() } : {}) }),
      })
      terminal.stopProgress()
      if (args.out) await keep(args.out, report)
      const { answers: _, ...shown } = report
      if (args.json) return terminal.print(JSON.stringify(shown, null, 2))
      const { personalityText } = await import('./_personality-text.ts')
      terminal.print(personalityText(report))
    } catch (error) {
      if (!interrupt.signal.aborted) throw error
      const hint = 'The same command again goes on with what the model answered.'
      throw new TastemakerError('runtime/interrupted', 'Measuring was interrupted.', hint, { cause: error })
    } finally {
      interrupt.release()
      terminal.stopProgress()
      await asked?.close()
      await model?.close()
    }
  },
})

/** The model with a journal before it, in the cache: a run that was stopped goes on where it was. */
async function askedFor(model: LanguageModel, signal: AbortSignal, seed: number): Promise<Asked> {
  const { assetHome } = await import('../assets/index.ts')
  const path = join(assetHome(process.env), 'journals', 'personality.sqlite')
  return openAsked(model, { path, signal, seed })
}

/** The people that a model plays. */
async function languageFrom(
  model: LanguageModel,
  args: { readonly 'llm-n': string; readonly 'llm-turns': string; readonly probes: string },
): Promise<LanguageSubjects> {
  const { languageMind } = await import('../minds/index.ts')
  return {
    name: model.name,
    mindOf: (id) => languageMind({ model, agent: `personality/${id}`, temperature: 1 }),
    n: wholeNumber('llm-n', args['llm-n'], 2),
    turns: wholeNumber('llm-turns', args['llm-turns']),
    probes: args.probes.split(',').map((turn) => wholeNumber('probes', turn, 0)),
  }
}

async function statementsFrom(file: string): Promise<ReadonlyMap<number, string>> {
  const { readFile } = await import('node:fs/promises')
  const lines = (await readFile(file, 'utf8')).split(/\r?\n/).filter((line) => line.trim() !== '')
  return new Map(lines.map((line, place) => [place + 1, line.trim()]))
}

async function keep(folder: string, report: PersonalityReport): Promise<void> {
  const { mkdir, writeFile } = await import('node:fs/promises')
  const { writeAnswers } = await import('../agents/personality/index.ts')
  const { answers, ...rest } = report
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'report.json'), `${JSON.stringify(rest, null, 2)}\n`)
  await writeFile(join(folder, 'answers.csv'), writeAnswers(answers, 'csv'))
  await writeFile(join(folder, 'answers.jsonl'), writeAnswers(answers, 'jsonl'))
}
