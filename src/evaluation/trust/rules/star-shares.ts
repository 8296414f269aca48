import { fixed, percent, whole } from '../../../words.ts'
import { caution, type Rule, refuse, supported } from '../_rule.ts'
import type { StarHistogram } from '../evidence.ts'

/*
 * Distance: total variation, the share of the viewers' stars that would have to move for the two histograms to be one. Up
 * to a tenth they count as alike. To be refused, the distance must lie above a quarter by more than chance makes of two
 * samples of these sizes from one histogram.
 */
const ALIKE = 0.1
const UNLIKE = 0.25
const FEWEST = 100

/** Do viewers give stars as the same people did in the held-out part? */
export const starShares: Rule = ({ stars: { simulated, real } }) => {
  const [given, truly] = [total(simulated), total(real)]
  if (given < FEWEST || truly < FEWEST) {
    return refuse(
      `Viewers gave ${whole(given)} stars and people ${whole(truly)}: below ${FEWEST} on either side nothing can be compared.`,
    )
  }
  const [ours, theirs] = [simulated, real].map(({ counts }, at) =>
    counts.map((count) => count / (at === 0 ? given : truly)),
  ) as [number[], number[]]
  const distance = ours.reduce((sum, share, at) => sum + Math.abs(share - theirs[at]!), 0) / 2
  const says = `${percent(distance, 0)} of the viewers' stars would have to move to match the stars these people really gave (mean ${fixed(mean(simulated), 2)} against ${fixed(mean(real), 2)}; ${whole(given)} and ${whole(truly)} stars)`
  if (distance <= ALIKE) return supported(`${says}; up to ${percent(ALIKE, 0)} counts as alike.`)
  const chance =
    (theirs.reduce((sum, share) => sum + Math.sqrt(share * (1 - share)), 0) *
      Math.sqrt((2 / Math.PI) * (1 / given + 1 / truly))) /
    2
  return distance - 2 * chance > UNLIKE
    ? refuse(`${says}: they are not the stars these people give.`)
    : caution(`${says}; up to ${percent(ALIKE, 0)} counts as alike.`)
}

const total = ({ counts }: StarHistogram): number => counts.reduce((sum, count) => sum + count, 0)
const mean = (histogram: StarHistogram): number =>
  histogram.counts.reduce((sum, count, at) => sum + count * histogram.points[at]!, 0) / total(histogram)
