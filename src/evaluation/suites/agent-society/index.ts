export { type AgentSocietyOptions, readAgentSociety } from './read-agent-society.ts'
export { readReviewErrors } from './read-review-errors.ts'
export {
  finalScore,
  type HitScores,
  hitScores,
  preferenceScore,
  type ReviewErrors,
  reviewScore,
} from './society-scores.ts'
export type { AgentSociety, LabelOrigin, SocietyReview, SocietyTask, SocietyTruth } from './society-task.ts'
