export { type InventedTauOptions, inventedTauSuite } from './invented-tau-suite.ts'
export { meets } from './meets.ts'
export { readTauRec } from './read-tau-rec.ts'
export {
  type ConstraintOp,
  constraintOps,
  type TauConstraint,
  type TauItem,
  type TauPolicy,
  type TauSuite,
  type TauTask,
  type TauValue,
  type TauWish,
  tauPolicies,
} from './tau-suite.ts'
export { type TauTrial, type TauVerdict, verifyTrial } from './verify-trial.ts'
