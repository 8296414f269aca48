import { spread } from './_effect-size.ts'
import { studentTwoSided } from './_student.ts'
import type { TestOutcome } from './_test-outcome.ts'

/** Student's t test of at least two differences (Student 1908), two-sided. */
export function studentTest(differences: Float64Array): TestOutcome {
  const { mean, deviation } = spread(differences)
  if (deviation === 0) {
    return { statistic: null, p: null, method: null, reason: 'the differences do not vary, so t is not defined' }
  }
  const t = (mean / deviation) * Math.sqrt(differences.length)
  return { statistic: t, p: studentTwoSided(t, differences.length - 1), method: 'student', reason: null }
}
