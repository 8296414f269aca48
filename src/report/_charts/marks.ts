/** How one recommender looks in every picture: a colour of the style sheet and a shape, so that colour alone never tells. */
export interface Mark {
  readonly color: string
  readonly symbol: string
}

/** How many colours the style sheet has. */
export const SERIES = 8

const SYMBOLS = [
  'circle',
  'triangle',
  'rect',
  'diamond',
  'path://M3 0h4v3h3v4h-3v3h-4v-3h-3v-4h3z',
  'path://M0 0L10 0L5 9Z',
  'path://M5 0L6.5 3.5L10 3.8L7.4 6.2L8.2 10L5 8L1.8 10L2.6 6.2L0 3.8L3.5 3.5Z',
  'path://M2.5 0L7.5 0L10 4.5L7.5 9L2.5 9L0 4.5Z',
] as const

/** The mark of the recommender at a place of the result; the ninth looks like the first. @example markOf(0).color */
export const markOf = (place: number): Mark => ({
  color: `var(--series-${(place % SERIES) + 1})`,
  symbol: SYMBOLS[place % SYMBOLS.length]!,
})

/** Colours of what is not a recommender. */
export const tones = { ink: 'var(--ink)', quiet: 'var(--quiet)', line: 'var(--line)', ground: 'var(--ground)' } as const
