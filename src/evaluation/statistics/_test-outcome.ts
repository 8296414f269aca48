/** How a p came about: all patterns counted, a sample of them drawn, or a distribution that fits many people. */
export type TestMethod = 'exact' | 'sampled' | 'normal' | 'student'

/** What one test says of the differences of at least two people, not all of them zero. */
export interface TestOutcome {
  readonly statistic: number | null
  /** Two-sided. */
  readonly p: number | null
  readonly method: TestMethod | null
  /** Why p is null. */
  readonly reason: string | null
}
