/*
 * Area under the ROC curve of answers that come in clusters, one cluster a person (Obuchowski 1997).
 *
 * The area is the share of (liked, disliked) pairs, over all people, in which the liked one has the higher score; ties, and
 * scores that are missing, count one half. Each answer has a placement: the share of the other kind that it stands on the right
 * side of. A person's value is the area plus how far the person's placements push it; the mean of the values over people is the
 * area itself, and resampling people's values gives its interval to first order.
 */

/** Answers of all people in one column. */
export interface Answers {
  /** Each answer's person, from 0 to `people` - 1. */
  readonly person: ArrayLike<number>
  readonly people: number
  /** What came true. */
  readonly liked: readonly boolean[]
}

/**
 * One value a person whose mean is the area under the curve.
 *
 * @param scores one number per answer, higher for a surer yes; NaN without an answer
 * @returns NaN for everybody where there is no pair to compare
 * @example aucByPerson(Float64Array.of(2, 1), { person: [0, 0], people: 1, liked: [true, false] }) // [1]
 */
export function aucByPerson(scores: ArrayLike<number>, { person, people, liked }: Answers): Float64Array {
  const places = liked.map((_, place) => place)
  const positive = places.filter((place) => liked[place])
  const negative = places.filter((place) => !liked[place])
  // Wins are counted in halves, which are exact, and divided once.
  const wins = new Float64Array(scores.length)
  let total = 0
  for (const i of positive) {
    for (const j of negative) {
      const won = winOf(scores[i]!, scores[j]!)
      wins[i]! += won
      wins[j]! += won
      total += won
    }
  }
  const area = total / (positive.length * negative.length)
  const values = new Float64Array(people).fill(area)
  for (const place of places) {
    const [own, other] = liked[place] ? [positive, negative] : [negative, positive]
    values[person[place]!]! += ((wins[place]! / other.length - area) * people) / own.length
  }
  return values
}

/**
 * Each person's own area: only pairs within the person count, so that being generous or strict does not.
 *
 * @returns NaN for a person who lacks either kind
 * @example aucWithin(scores, answers)[0]
 */
export function aucWithin(scores: ArrayLike<number>, { person, people, liked }: Answers): Float64Array {
  const wins = new Float64Array(people)
  const pairs = new Float64Array(people)
  for (let i = 0; i < liked.length; i++) {
    for (let j = 0; j < liked.length; j++) {
      if (person[i] !== person[j] || !liked[i] || liked[j]) continue
      pairs[person[i]!]!++
      wins[person[i]!]! += winOf(scores[i]!, scores[j]!)
    }
  }
  return wins.map((won, place) => won / pairs[place]!)
}

const winOf = (liked: number, disliked: number): number => (liked > disliked ? 1 : liked < disliked ? 0 : 0.5)
