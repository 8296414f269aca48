export { type Adjustment, adjustments } from './adjustment.ts'
export {
  type BootstrapOptions,
  bootstrapMeans,
  type Interval,
  type IntervalKind,
  intervalKinds,
  pairedDifference,
} from './bootstrap.ts'
export { holm } from './holm.ts'
export { kendallTau } from './kendall-tau.ts'
export { pairedDifferences } from './paired-differences.ts'
export {
  type PairedTest,
  type PairedTestName,
  type PairedTestOptions,
  pairedTest,
  pairedTests,
} from './paired-test.ts'
export type { PersonValues } from './person-values.ts'
export { studentisedRangeQuantile, studentisedRangeTail } from './studentised-range.ts'
export { type TukeyHsd, type TukeyPair, tukeyHsd } from './tukey-hsd.ts'
