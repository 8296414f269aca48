import type { Row } from '../dataset.ts'

/** The 19 genre flags of a film, in the order of the files. */
export const genres = [
  'unknown',
  'Action',
  'Adventure',
  'Animation',
  "Children's",
  'Comedy',
  'Crime',
  'Documentary',
  'Drama',
  'Fantasy',
  'Film-Noir',
  'Horror',
  'Musical',
  'Mystery',
  'Romance',
  'Sci-Fi',
  'Thriller',
  'War',
  'Western',
] as const

/** A film as both forms of the data tell it. */
export interface Film {
  readonly id: string
  /** As the catalogue spells it. */
  readonly title: string
  /** Such as `01-Jan-1995`; empty where unknown. */
  readonly released: string
  /** One flag a genre, 1 where the film has it. */
  readonly flags: readonly number[]
}

/** A person as both forms of the data tell it. */
export interface Rater {
  readonly id: string
  readonly age: number
  readonly gender: string
  readonly occupation: string
  readonly zipCode: string
}

/** MovieLens 100K in memory, by whichever road. */
export interface MovieLensTables {
  readonly rows: readonly Row[]
  readonly films: readonly Film[]
  readonly raters: readonly Rater[]
}
