/** How often each run of n words occurs. @example wordRuns(['a', 'b', 'a'], 1).get('a') // 2 */
export function wordRuns(words: readonly string[], n: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (let at = 0; at + n <= words.length; at++) {
    const run = words.slice(at, at + n).join(' ')
    counts.set(run, (counts.get(run) ?? 0) + 1)
  }
  return counts
}

/** How many runs two texts have in common, each counted as often as both have it. */
export function sharedRuns(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let shared = 0
  for (const [run, count] of one) shared += Math.min(count, other.get(run) ?? 0)
  return shared
}
