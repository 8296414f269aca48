import { defineCommand } from 'citty'
import { systemClock } from '../clock.ts'
import { type Dataset, TastemakerError } from '../domain/index.ts'
import { cardText } from './_card-text.ts'
import { terminal } from './_terminal.ts'
import { DEFAULT_RECOMMENDERS } from './evaluate.ts'
import { pullAsset } from './pull.ts'
import { recommend } from './recommend.ts'
import { freeFolder } from './simulate.ts'

/** `tastemaker demo`: the whole job once, on real ratings where they can be had. */
export const demo = defineCommand({
  meta: { name: 'demo', description: 'The whole job once: pull, compare, simulate, explain, report' },
  args: { short: { type: 'boolean', description: 'fewer viewers, for a look in seconds' } },
  run: async ({ args }) => {
    const { evaluationText } = await import('./_evaluation-text.ts')
    const { simulationText } = await import('./_simulation-text.ts')
    const { evaluate, simulate } = await import('../experiments/index.ts')
    const { dataCard } = await import('../data/index.ts')
    const { readSimulation } = await import('../evaluation/index.ts')
    const { writeReport } = await import('../report/index.ts')
    const started = systemClock.elapsed()
    const recommenders = DEFAULT_RECOMMENDERS.split(',')

    heading('1  Real ratings')
    const data = await realRatings()
    terminal.print(cardText(dataCard(data)))

    heading('2  Which recommender finds what people chose later?')
    terminal.print(evaluationText(await evaluate({ data, recommenders, ks: [10], onProgress: terminal.progress })))
    terminal.stopProgress()

    heading('3  Which recommender serves simulated viewers better?')
    const out = freeFolder(`runs/demo${args.short ? '-short' : ''}`)
    await simulate({ data, recommenders, out, viewers: args.short ? 150 : 500, onProgress: terminal.progress })
    terminal.stopProgress()
    terminal.print(simulationText(await readSimulation(out)))

    heading('4  One recommendation, explained')
    await recommend.run?.({ args: { data: data.name, recommender: 'ease', k: '5', explain: true, seed: '1' } } as never)

    heading('5  The report')
    terminal.print(`${await writeReport(out)}   (open it in a browser)`)
    terminal.print(`\ndone in ${((systemClock.elapsed() - started) / 1000).toFixed(1)} s; no language model took part`)
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

function heading(text: string): void {
  terminal.print(`\n── ${text} ${'─'.repeat(Math.max(0, 76 - text.length))}\n`)
}
