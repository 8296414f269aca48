import type { MindCard } from '../../domain/index.ts'

/**
 * Two cards of one key as one: a quick look never takes the place of a full gate.
 *
 * @param older null when there is none
 * @returns the newer card; of each job the newer result, unless the older has the larger n and `replace` is not set
 * @example mergeCards(older, newer).jobs
 */
export function mergeCards(
  older: MindCard | null,
  newer: MindCard,
  { replace = false }: { readonly replace?: boolean } = {},
): MindCard {
  const jobs = new Map((older?.jobs ?? []).map((result) => [result.job, result]))
  for (const result of newer.jobs) {
    const before = jobs.get(result.job)
    if (replace || !before || before.n <= result.n) jobs.set(result.job, result)
  }
  return { ...newer, jobs: [...jobs.values()] }
}
