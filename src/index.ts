export { type Dataset, itemId, type Recommender, type Slate, TastemakerError, userId } from './domain/index.ts'
export {
  evaluate,
  experiment,
  fitRecommender,
  loadDataset,
  pull,
  readSimulation,
  simulate,
  writeReport,
} from './edge.ts'
export type { RankingTable, SimulationResult } from './evaluation/index.ts'
export type { EvaluateRequest, Evaluation, SimulateRequest } from './experiments/index.ts'
export { type RandomStream, randomStream } from './random.ts'
