import type { RunEvent } from '../../runs/index.ts'

/** What became of the items at each place of a page, by who decided. */
export interface PositionCurve {
  /** `viewer`, or the name of a control. */
  readonly as: string
  /** By place on the page, the first first: items judged, found fitting, watched. */
  readonly judged: readonly number[]
  readonly yes: readonly number[]
  readonly watched: readonly number[]
}

/** Collects something from events as they pass. */
export interface Tally<Result> {
  see(event: RunEvent): void
  result(): Result
}

/**
 * Counts by place on the page.
 *
 * @returns curves in order of first appearance; events of one visit must come in order
 * @example tally.result().find(({ as }) => as === 'viewer')?.yes // [93, 88, 85, 84]
 */
export function positionTally(): Tally<PositionCurve[]> {
  const curves = new Map<string, { judged: number[]; yes: number[]; watched: number[] }>()
  let page: readonly string[] = []
  return {
    see(event) {
      if (event.type === 'slate-shown') page = event.slate.map(({ item }) => item)
      if (event.type !== 'item-judged' && event.type !== 'item-watched') return
      const place = page.indexOf(event.item)
      if (place < 0) return
      const curve = curves.get(event.as) ?? { judged: [], yes: [], watched: [] }
      curves.set(event.as, curve)
      for (const counts of [curve.judged, curve.yes, curve.watched]) while (counts.length <= place) counts.push(0)
      if (event.type === 'item-watched') curve.watched[place]!++
      else {
        curve.judged[place]!++
        curve.yes[place]! += Number(event.aligned)
      }
    },
    result: () => [...curves].map(([as, curve]) => ({ as, ...curve })),
  }
}

/**
 * How much of what separates a yes from a no is explained by the place alone: the correlation ratio, between-place variance
 * over variance (Pearson 1905).
 *
 * @param judged by place
 * @param yes by place
 * @returns from 0 (the place says nothing) to 1 (it says everything); null when all answers are alike
 * @example explainedByPlace([10, 10], [10, 0]) // 1
 */
export function explainedByPlace(judged: readonly number[], yes: readonly number[]): number | null {
  const all = sum(judged)
  const mean = sum(yes) / all
  if (!(mean > 0 && mean < 1)) return null
  const between = judged.reduce((total, count, place) => {
    return count === 0 ? total : total + count * (yes[place]! / count - mean) ** 2
  }, 0)
  return between / all / (mean * (1 - mean))
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)
