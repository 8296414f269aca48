/** Compare recommenders on held-out events: full ranking, intervals, paired tests. */
import { evaluate, loadDataset } from '../src/index.ts'

const data = await loadDataset('generated:users=300,items=200')
const { rows, comparisons } = await evaluate({ data, recommenders: ['random', 'popularity', 'item-knn'], ks: [10] })

for (const { recommender, metrics } of rows) {
  const { mean, low, high } = metrics['ndcg@10']!
  process.stdout.write(
    `${recommender.padEnd(12)} ndcg@10 ${mean?.toFixed(3)} [${low?.toFixed(3)}, ${high?.toFixed(3)}]\n`,
  )
}
const best = comparisons.find(({ recommender, other }) => recommender === 'popularity' && other === 'item-knn')
process.stdout.write(`item-knn over popularity: p ${best?.adjustedP?.toFixed(4)} after Holm\n`)
if (!(rows[2]!.metrics['ndcg@10']!.mean! > rows[0]!.metrics['ndcg@10']!.mean!))
  throw new Error('Learning lost to chance.')
