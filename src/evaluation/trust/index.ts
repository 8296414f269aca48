export type { AlignmentSetting, Evidence, RecommenderOrder, StarHistogram } from './evidence.ts'
export { judge } from './judge.ts'
export { type Narrowing, narrowingTally } from './narrowing-tally.ts'
export { type PositionCurve, positionTally, type Tally } from './position-tally.ts'
export { decidesUnqualified } from './qualified.ts'
export { type Trust, trustOf, untold } from './trust.ts'
export {
  type Finding,
  type Judgement,
  type TrustQuestion,
  type TrustVerdict,
  trustQuestions,
} from './verdict.ts'
