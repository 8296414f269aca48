export { type ChanceScores, chanceScores } from './chance-scores.ts'
export { isConsistent } from './is-consistent.ts'
export {
  claimMeasures,
  type RatingSubstitute,
  rankIn,
  rankMeasures,
  rankScores,
  rateMeasures,
  rateScores,
  ratingSubstitutes,
  type TaskMeasure,
  type TaskScores,
  textMeasures,
} from './task-scores.ts'
export { textScores } from './text-scores.ts'
