export {
  type Agreement,
  type AlignmentList,
  type AlignmentTest,
  agreement,
  alignmentTest,
  type Rivals,
} from './alignment.ts'
export { type AlignmentRow, type Answers, alignmentRows } from './alignment-table.ts'
export * from './classification/index.ts'
export * from './conversation/index.ts'
export { describeMetric, findCard, metricCards } from './describe-metric.ts'
export type { EvaluatedRecommender, RequestTimes } from './evaluated-recommender.ts'
export { type ExportFormat, exportFormats, exportTable } from './export/index.ts'
export { evaluateLists, type ListsRequest, type ListsResult } from './lists.ts'
export * from './metrics/index.ts'
export { bestFirst, comparisonOf, decisive, noTest, toldApart } from './order.ts'
export * from './personality/index.ts'
export { protocolNotes } from './protocol.ts'
export {
  type EvaluationRequest,
  evaluateRanking,
  type MetricValue,
  type RankingProtocol,
  type RankingRequest,
  type RankingResult,
  type SampledNegatives,
} from './ranking.ts'
export type { RankingComparison } from './ranking-comparisons.ts'
export { type MetricCell, type RankingRow, type RankingTable, rankingTable, type TablePlan } from './ranking-table.ts'
export { evaluateRating, type RatingError, type RatingRequest, type RatingResult } from './rating.ts'
export { marked, markedName, type RowMark, rowMarks } from './row-marks.ts'
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
export * from './stored/index.ts'
export * from './suites/index.ts'
export { comparisonSentence, meansSentence, protocolSentence } from './table-sentences.ts'
export * from './tasks/index.ts'
export * from './text/index.ts'
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
