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
export { bestFirst, comparisonOf, decisive, noTest, toldApart } from './order.ts'
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
export {
  type AlignmentSetting,
  decidesUnqualified,
  type Evidence,
  type Finding,
  type Judgement,
  judge,
  type Narrowing,
  type PositionCurve,
  type RecommenderOrder,
  type StarHistogram,
  type Trust,
  type TrustQuestion,
  type TrustVerdict,
  trustQuestions,
  untold,
} from './trust/index.ts'
export { type Visit, visits } from './visits.ts'
