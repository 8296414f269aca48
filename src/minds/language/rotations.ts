/** How a model answered one rotation of a list of options. */
export interface RotatedAnswer {
  /** The option that stood first, by its place in the list as given; the others follow it in order, round the end. */
  readonly shift: number
  /** Probability of each place of the rotated list, first place first. */
  readonly probabilities: readonly number[]
}

/** What several rotations come to, and what averaging them hides. */
export interface AveragedRotations {
  /** Probability of each option, in the order as given. */
  readonly probabilities: readonly number[]
  /** Mean probability of each place. Over all rotations a model that reads the options gives every place 1 / n. */
  readonly places: readonly number[]
  /** Share of the rotations whose likeliest option is the likeliest of the average; null without rotations. */
  readonly agreement: number | null
}

/**
 * Averages answers to rotations of one list of options, so that a love of one letter spreads over all of them.
 *
 * Small models answer by place: over four options SmolLM2-135M says A in 94 of 100 questions. Averaging over rotations
 * takes the place out of the answer (Zheng et al. 2024, Large language models are not robust multiple choice selectors);
 * `places` and `agreement` keep how much of it there was.
 *
 * @param answers one for each rotation asked, all over the same number of options
 * @example averageRotations([{ shift: 0, probabilities: [1, 0] }, { shift: 1, probabilities: [1, 0] }]).probabilities // [0.5, 0.5]
 */
export function averageRotations(answers: readonly RotatedAnswer[]): AveragedRotations {
  const count = answers[0]?.probabilities.length ?? 0
  const byOption = answers.map(({ shift, probabilities }) =>
    probabilities.map((_, option) => probabilities[(option - shift + count) % count]!),
  )
  const mean = (rows: readonly (readonly number[])[]): number[] =>
    Array.from({ length: count }, (_, place) => rows.reduce((sum, row) => sum + row[place]!, 0) / rows.length)
  const probabilities = mean(byOption)
  const winner = likeliest(probabilities)
  const agreeing = byOption.filter((row) => likeliest(row) === winner).length
  return {
    probabilities,
    places: mean(answers.map((answer) => answer.probabilities)),
    agreement: answers.length === 0 ? null : agreeing / answers.length,
  }
}

/**
 * Which rotations of a list are asked: evenly spaced, all of them when as many are wanted as there are options.
 *
 * @param options how many there are
 * @param wanted how many rotations; 4 unless given
 * @example rotationShifts(8) // [0, 2, 4, 6]
 */
export function rotationShifts(options: number, wanted = 4): number[] {
  const count = Math.min(options, wanted)
  return Array.from({ length: count }, (_, turn) => Math.floor((turn * options) / count))
}

const likeliest = (probabilities: readonly number[]): number => probabilities.indexOf(Math.max(...probabilities))
