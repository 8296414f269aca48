/** Where long work stands. */
export interface Progress {
  /** What is being done, such as `fit ease` or `visits`. */
  readonly stage: string
  readonly done: number
  readonly total: number
  readonly unit: string
  /** What a language model was asked meanwhile; left out where none takes part. */
  readonly calls?: CallsSoFar
}

/** Calls of a language model, so far and foretold. */
export interface CallsSoFar {
  readonly calls: number
  readonly tokens: number
  readonly money: number | null
  /** What the viewers of the model will come to in all; null until enough of them are done. */
  readonly expected: { readonly calls: number; readonly tokens: number; readonly money: number | null } | null
}

/** Hears of progress; drawing it is the caller's business. */
export type OnProgress = (progress: Progress) => void
