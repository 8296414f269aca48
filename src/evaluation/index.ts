export {
  type Agreement,
  type AlignmentList,
  type AlignmentTest,
  agreement,
  alignmentTest,
  type Rivals,
} from './alignment.ts'
export { type AlignmentRow, type Answers, alignmentRows } from './alignment-table.ts'
export * from './metrics/index.ts'
export { evaluateRanking, type RankingProtocol, type RankingRequest, type RankingResult } from './ranking.ts'
export {
  type EvaluatedRecommender,
  type MetricCell,
  type RankingComparison,
  type RankingRow,
  type RankingTable,
  rankingTable,
} from './ranking-table.ts'
export {
  type Cost,
  readSimulation,
  readVisits,
  type SimulationResult,
  type StarHistogram,
  type Trust,
} from './simulation.ts'
export {
  type SimulationComparison,
  type SimulationRow,
  type SimulationTable,
  simulationTable,
  type VisitMeasure,
  visitMeasures,
} from './simulation-table.ts'
export * from './statistics/index.ts'
export { type Visit, visits } from './visits.ts'
