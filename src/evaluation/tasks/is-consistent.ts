/** Room for what adding up rounds away. */
const SLACK = 1e-9

/** Means of a row by measure, those that it has. */
type Means = Readonly<Partial<Record<'HR@5' | 'HR@10' | 'nDCG@5' | 'nDCG@10', number | null>>>

/**
 * Whether a row of rankings with one true item can be true.
 *
 * A hit within five counts from 1 / log2(6) to 1, and one from the sixth place to the tenth from 1 / log2(11) to 1 / log2(7); means of
 * such values keep to the same bounds. Published rows that break them were computed in another way than they say.
 *
 * @param slack how far printed figures may be off for having been rounded
 * @example isConsistent({ 'HR@5': 0.0915, 'nDCG@5': 0.0624, 'HR@10': 0.1559, 'nDCG@10': 0.1063 }) // false
 */
export function isConsistent(means: Means, slack = SLACK): boolean {
  const [hit5, hit10, gain5, gain10] = [means['HR@5'], means['HR@10'], means['nDCG@5'], means['nDCG@10']]
  const within = (value: number, low: number, high: number): boolean => low - slack <= value && value <= high + slack
  if (hit5 == null || gain5 == null) return true
  if (!within(gain5, hit5 / Math.log2(6), hit5)) return false
  if (hit10 == null || gain10 == null) return true
  return within(gain10 - gain5, (hit10 - hit5) / Math.log2(11), (hit10 - hit5) / Math.log2(7))
}
