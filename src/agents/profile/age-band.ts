/** The usual age bands, as two ages with a hyphen. */
export const ageBands = ['5-17', '18-24', '25-34', '35-44', '45-54', '55-64', '65-79', '80-110'] as const

/**
 * The band that an age falls in.
 *
 * @returns null for an age that no band holds
 * @example ageBandOf(34) // '25-34'
 */
export function ageBandOf(age: number, bands: readonly string[] = ageBands): string | null {
  return (
    bands.find((band) => {
      const [from, to] = agesOfBand(band)
      return age >= from && age <= to
    }) ?? null
  )
}

/** First and last age of a band; NaN where the text is no band. @example agesOfBand('25-34') // [25, 34] */
export function agesOfBand(band: string): readonly [number, number] {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(band) ?? []
  return [Number(from), Number(to)]
}
