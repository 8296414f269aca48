import { defineCommand } from 'citty'
import { systemClock } from '../clock.ts'
import { type Dataset, type LanguageModel, TastemakerError } from '../domain/index.ts'
import { examine } from './_examination.ts'
import { llmFlags, llmFlagsOf, openLlm } from './_llm.ts'
import { terminal } from './_terminal.ts'
import { DEFAULT_RECOMMENDERS } from './evaluate.ts'
import { pullAsset } from './pull.ts'
import { recommend } from './recommend.ts'
import { freeFolder } from './simulate.ts'

/** The model of the demo where none is named. */
const SMALL_MODEL = 'local/smollm2-135m'

/** People or questions of each gate: a look, not an examination. */
const FEW = 4

/** `tastemaker demo`: the whole job once, on real ratings where they can be had. */
export const demo = defineCommand({
  meta: { name: 'demo', description: 'The whole job once: pull, compare, qualify a model, simulate, explain, report' },
  args: {
    short: { type: 'boolean', description: 'fewer viewers, for a look in seconds' },
    ...llmFlags,
  },
  run: async ({ args }) => {
    const { cardText } = await import('./_card-text.ts')
    const { evaluationText } = await import('./_evaluation-text.ts')
    const { simulationText } = await import('./_simulation-text.ts')
    const { evaluate, hybridMeaning, simulate } = await import('../experiments/index.ts')
    const { mindCardText } = await import('./_mind-card-text.ts')
    const { assetHome } = await import('../assets/index.ts')
    const { dataCard } = await import('../data/index.ts')
    const { readSimulation } = await import('../evaluation/index.ts')
    const { writeReport } = await import('../report/index.ts')
    const started = systemClock.elapsed()
    const recommenders = DEFAULT_RECOMMENDERS.split(',')
    const flags = { ...llmFlagsOf(args), llm: args.llm ?? SMALL_MODEL }

    heading('1  Real ratings')
    const data = await realRatings()
    terminal.print(cardText(dataCard(data)))

    heading('2  Which recommender finds what people chose later?')
    terminal.print(evaluationText(await evaluate({ data, recommenders, ks: [10], onProgress: terminal.progress })))
    terminal.stopProgress()

    heading('3  May a small language model decide for a viewer?')
    const model = await smallModel(flags)
    const examined = model
      ? await examine(model, {
          data,
          home: assetHome(process.env),
          n: args.short ? FEW / 2 : FEW,
          gates: ['history', 'taste'],
        })
      : null
    terminal.stopProgress()
    if (examined) terminal.print(mindCardText(examined.card, hybridMeaning(examined.kept)))

    heading('4  Which recommender serves simulated viewers better?')
    const out = freeFolder(`runs/demo${args.short ? '-short' : ''}`)
    await simulate({
      data,
      recommenders,
      out,
      viewers: args.short ? 150 : 500,
      ...(model && examined
        ? {
            model,
            modelFlags: flags,
            card: examined.kept,
            languageViewers: args.short ? 1 : 2,
            languageRecommenders: ['popularity', 'ease'],
          }
        : {}),
      onProgress: terminal.progress,
    })
    terminal.stopProgress()
    await model?.close()
    terminal.print(simulationText(await readSimulation(out)))

    heading('5  One recommendation, explained')
    await recommend.run?.({ args: { data: data.name, recommender: 'ease', k: '5', explain: true, seed: '1' } } as never)

    heading('6  The report')
    terminal.print(`${await writeReport(out)}   (open it in a browser: the visits by the language model are in it)`)
    terminal.print(`\ndone in ${((systemClock.elapsed() - started) / 1000).toFixed(1)} s`)
  },
})

async function realRatings(): Promise<Dataset> {
  const { loadDataset } = await import('../edge.ts')
  try {
    const { source, cached } = await pullAsset('ml-100k', {})
    terminal.print(cached ? 'ml-100k was pulled before' : `ml-100k came from ${source}`)
    return await loadDataset('ml-100k')
  } catch (error) {
    if (!(error instanceof TastemakerError) || error.code === 'runtime/interrupted') throw error
    terminal.print(`Real ratings cannot be had (${error.message.split('\n')[0]}); a generated population stands in.`)
    return loadDataset('generated')
  }
}

/** The model, pulled first where it is one that can be pulled; null, with the reason told, where it cannot be had. */
async function smallModel(flags: { readonly llm: string }): Promise<LanguageModel | null> {
  try {
    const asset = flags.llm.match(/^local\/([^/]+)$/)?.[1]
    if (asset && !asset.endsWith('.gguf')) {
      const { source, cached } = await pullAsset(asset, {})
      terminal.print(cached ? `${asset} was pulled before` : `${asset} came from ${source}`)
    }
    return await openLlm(flags)
  } catch (error) {
    if (!(error instanceof TastemakerError) || error.code === 'runtime/interrupted') throw error
    terminal.print(`The model cannot be had (${error.message.split('\n')[0]}); the demo goes on without one.`)
    return null
  }
}

function heading(text: string): void {
  terminal.print(`\n── ${text} ${'─'.repeat(Math.max(0, 76 - text.length))}\n`)
}
