import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { defineCommand } from 'citty'
import { systemClock } from '../clock.ts'
import { type Job, type LanguageModel, type ModelUsage, TastemakerError } from '../domain/index.ts'
import { dataFlags, dataFrom, nameList, seedFlag, wholeNumber } from './_data.ts'
import { onInterrupt } from './_interrupt.ts'
import { llmFlags, openLlm } from './_llm.ts'
import { terminal } from './_terminal.ts'

/** `tastemaker qualify`: what may this model decide on these data? Keeps the card and prints it. */
export const qualifyCommand = defineCommand({
  meta: {
    name: 'qualify',
    description: 'Examine a language model: what may it decide for a viewer, against cheap rules, on these data?',
  },
  args: {
    ...llmFlags,
    ...dataFlags,
    gates: {
      type: 'string',
      valueHint: 'A,B',
      description: 'of form, history, taste, choice, ranking, stability; all unless given',
    },
    n: {
      type: 'string',
      valueHint: 'N',
      description: 'people or questions of a gate at most; below its own number a gate grants tests only',
    },
    'speed-budget': {
      type: 'string',
      default: '10000',
      valueHint: 'MS',
      description: 'milliseconds within which 95% of the answers have to come',
    },
    ...seedFlag,
    json: { type: 'boolean', description: 'print one JSON document' },
    markdown: { type: 'boolean', description: 'print the card as a Markdown page' },
  },
  run: async ({ args }) => {
    if (!args.llm) {
      throw new TastemakerError(
        'config/option',
        'qualify examines a language model, and none was named.',
        'Name one with --llm, such as --llm local/smollm2-135m.',
      )
    }
    const { assetHome } = await import('../assets/index.ts')
    const { cardMarkdown, hybridMeaning, qualify } = await import('../experiments/index.ts')
    const { keepCard, languageMind } = await import('../minds/index.ts')
    const home = assetHome(process.env)
    const request = {
      data: await dataFrom(args),
      ...(args.gates ? { gates: nameList(args.gates) as Job[] } : {}),
      ...(args.n ? { n: wholeNumber('n', args.n) } : {}),
      speedBudget: wholeNumber('speed-budget', args['speed-budget']),
      seed: wholeNumber('seed', args.seed, 0),
    }
    const interrupt = onInterrupt()
    const model = await openLlm(args)
    try {
      const asked = await openAsked(model, {
        folder: join(home, 'journals'),
        signal: interrupt.signal,
        seed: request.seed,
      })
      try {
        const card = await qualify({
          ...request,
          mind: languageMind({ model: asked.journalled, agent: 'qualify' }),
          fresh: languageMind({ model: asked.fresh, agent: 'qualify' }),
          model,
          usage: asked.usage,
          concurrency: model.concurrency,
          clock: systemClock,
          signal: interrupt.signal,
          onProgress: (progress) => terminal.progress({ ...progress, calls: asked.spent() }),
        })
        terminal.stopProgress()
        const kept = await keepCard(home, card)
        if (args.json) return terminal.print(JSON.stringify(card, null, 2))
        if (args.markdown) return terminal.print(cardMarkdown(card).trimEnd())
        const { mindCardText } = await import('./_mind-card-text.ts')
        terminal.print(mindCardText(card, hybridMeaning(kept)))
      } finally {
        await asked.close()
      }
    } finally {
      interrupt.release()
      terminal.stopProgress()
      await model.close()
    }
  },
})

/** A model as a qualification asks it: with and without the journal. */
interface Asked {
  /** What was answered once, in this qualification or one that was interrupted, is not asked again. */
  readonly journalled: LanguageModel
  readonly fresh: LanguageModel
  /** What was asked of the model itself in this process. */
  usage(): ModelUsage
  spent(): { readonly calls: number; readonly tokens: number; readonly money: null }
  close(): Promise<void>
}

/** Puts limiter, retries, a counter and the journal around a model, in this order. */
async function openAsked(
  model: LanguageModel,
  { folder, signal, seed }: { readonly folder: string; readonly signal: AbortSignal; readonly seed: number },
): Promise<Asked> {
  const { openJournal, systemSleep, withLimiter, withRetries } = await import('../minds/index.ts')
  const { randomStream } = await import('../random.ts')
  await mkdir(folder, { recursive: true })
  const journal = await openJournal(join(folder, 'qualify.sqlite'), { mode: 'write', clock: systemClock })
  const used = { calls: 0, promptTokens: 0, generatedTokens: 0 }
  const patient = withRetries(withLimiter(model, { clock: systemClock, sleep: systemSleep }), {
    random: randomStream(seed, 'retries'),
    sleep: systemSleep,
  })
  const fresh: LanguageModel = {
    ...patient,
    answer: async (call) => {
      const answer = await patient.answer(call, signal)
      used.calls++
      used.promptTokens += answer.usage.promptTokens
      used.generatedTokens += answer.usage.generatedTokens
      return answer
    },
  }
  return {
    journalled: journal.wrap(fresh),
    fresh,
    usage: () => ({ ...used }),
    spent: () => ({ calls: used.calls, tokens: used.promptTokens + used.generatedTokens, money: null }),
    close: async () => journal.close(),
  }
}
