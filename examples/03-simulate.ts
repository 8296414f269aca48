/** Put simulated viewers in front of recommenders and read the result. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadDataset, readSimulation, simulate } from '../src/index.ts'

const out = await mkdtemp(join(tmpdir(), 'tastemaker-example-'))
const data = await loadDataset('generated:users=200,items=200')
await simulate({ data, recommenders: ['random', 'popularity', 'item-knn'], out, viewers: 60, workers: 1 })
const { rows, trust } = await readSimulation(out)

for (const { recommender, measures } of rows) {
  process.stdout.write(
    `${recommender.padEnd(12)} satisfaction ${measures.satisfaction.mean?.toFixed(2)} of 10, exit page ${measures.exitPage.mean?.toFixed(2)}\n`,
  )
}
for (const warning of trust.warnings) process.stdout.write(`warning: ${warning}\n`)
await rm(out, { recursive: true })
