export type { AlignmentSetting, Evidence, RecommenderOrder, StarHistogram } from './evidence.ts'
export { judge } from './judge.ts'
export { type Narrowing, narrowingTally } from './narrowing-tally.ts'
export { explainedByPlace, type PositionCurve, positionTally, type Tally } from './position-tally.ts'
export { decidesUnqualified } from './qualified.ts'
export { withoutTaste } from './rules/controls-part.ts'
export { type Trust, trustOf, untold } from './trust.ts'
export {
  type Detectable,
  type Finding,
  type Judgement,
  type TrustQuestion,
  type TrustVerdict,
  trustQuestions,
} from './verdict.ts'
