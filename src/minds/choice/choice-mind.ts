import { type Mind, MindFailure, type Question, type Scale } from '../../domain/index.ts'

/**
 * What a choice mind decides with: utilities of options, read from the facts of a question.
 *
 * An implementer returns one finite number for each option, in nats and in the order given; only differences count. It
 * never draws: the mind does.
 */
export interface ChoiceUtility {
  of(question: Question, options: readonly string[]): ArrayLike<number>
}

/** Words for a question, from its facts, by template. */
export type Words = (question: Question) => string

/** A value for a question, from its facts, before it is checked against the schema asked for. */
export type Values = (question: Question) => unknown

/**
 * A mind that decides from a fitted utility and speaks in templates; no language model takes part.
 *
 * It picks an option with probability proportional to exp(utility): the multinomial logit (McFadden 1974). On a scale
 * the points are the options. A question its parts have no rule for is refused with a `policy` failure, not guessed.
 *
 * @example choiceMind({ utility, words: () => 'I liked it.' })
 */
export function choiceMind(parts: { utility: ChoiceUtility; words: Words; values?: Values }): Mind {
  const decide = (question: Question, options: readonly string[]): { place: number; probabilities: number[] } => {
    if (options.length === 0) throw new MindFailure('bad_input', question.type, 'no options')
    const probabilities = softmax(parts.utility.of(question, options))
    return { place: question.random.pick(probabilities), probabilities }
  }
  // Most questions in a row are about one scale.
  let lastScale: Scale | null = null
  let points: number[] = []
  let names: string[] = []
  return {
    name: 'choice',
    choose: async (question, options) => {
      const { place, probabilities } = decide(question, options)
      return { picked: options[place]!, probabilities }
    },
    rate: async (question, scale) => {
      if (scale !== lastScale) {
        lastScale = scale
        points = scalePoints(scale)
        names = points.map(String)
      }
      const { place, probabilities } = decide(question, names)
      return { value: points[place]!, probabilities }
    },
    write: async (question) => parts.words(question),
    extract: async (question, schema) => {
      const parsed = schema.safeParse(parts.values?.(question))
      if (parsed.success) return parsed.data
      throw new MindFailure('policy', question.type, `no rule gives a value: ${parsed.error.issues[0]?.message}`)
    },
  }
}

/** The points of a scale from `min` to `max`. @example scalePoints({ min: 1, max: 3, step: 1 }) // [1, 2, 3] */
export function scalePoints({ min, max, step }: Scale): number[] {
  const count = Math.round((max - min) / step) + 1
  return Array.from({ length: count }, (_, place) => min + place * step)
}

/** Probabilities proportional to exp(utility), safe for large ones. @example softmax([0, 0]) // [0.5, 0.5] */
export function softmax(utilities: ArrayLike<number>): number[] {
  const values = Array.from(utilities)
  const highest = Math.max(...values)
  const weights = values.map((utility) => Math.exp(utility - highest))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}
