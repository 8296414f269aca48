export type { CollectedChoice } from './collected-choice.ts'
export * from './conversation/index.ts'
export { type EvaluateRequest, type Evaluation, evaluate, type RankingChoice } from './evaluate.ts'
export { evaluateRatings, type RatingFold, type RatingsEvaluation, type RatingsRequest } from './evaluate-ratings.ts'
export * from './experiment/index.ts'
export { type FeedbackRequest, type FeedbackResult, feedbackLoop } from './feedback-loop.ts'
export { type FeedbackSource, feedbackSources } from './feedback-source.ts'
export { feedbackTable } from './feedback-table.ts'
export {
  chosenRungs,
  type Ladder,
  type LadderRequest,
  ladder,
  type Rung,
  type RungName,
  rungNames,
  usualRungs,
} from './ladder.ts'
export * from './personality/index.ts'
export { planSimulation, type SimulationPlan } from './plan.ts'
export * from './planners/index.ts'
export type { CallsSoFar, OnProgress, Progress } from './progress.ts'
export * from './published/index.ts'
export * from './qualify/index.ts'
export * from './rah/index.ts'
export { type Replay, replay } from './replay.ts'
export { requestOf } from './request-of.ts'
export { simulate } from './simulate.ts'
export type { MindOf, SimulateRequest } from './simulate-request.ts'
export * from './suites/index.ts'
export * from './tasks/index.ts'
export * from './tuning/index.ts'
