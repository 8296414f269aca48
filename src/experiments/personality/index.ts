export type { CalibrationResult } from './_calibration.ts'
export type { MeasureRow } from './_measure-rows.ts'
export type { TargetVerdict } from './_targets.ts'
export type { DriftRow, RepairRow } from './drift-probe.ts'
export {
  type LanguageSubjects,
  type PersonalityReport,
  type PersonalityRequest,
  personality,
  type ValidityTable,
} from './personality.ts'
export { type ConditionName, type TraitProfile, traitPopulation } from './population.ts'
export { personalitySentences } from './sentences.ts'
export type { TailoringRow } from './tailoring.ts'
