import type { PredictionCard } from './classification/rows.ts'

const shared = {
  level: 'rows',
  family: 'rating',
  group: 'error',
  tier: 'detail',
  gain: 'none',
  divisor: 'ratings (micro) or people (macro)',
  direction: 'down',
  source: 'Herlocker et al. 2004, section 5.1',
  note: 'Micro is over ratings, as papers report it, so that people with many ratings weigh more; macro is over people.',
} as const

/** What `evaluateRating` measures. */
export const ratingCards: readonly PredictionCard[] = [
  {
    ...shared,
    name: 'rmse',
    aliases: ['root_mean_squared_error'],
    formula: 'square root of the mean of (predicted - actual)^2',
  },
  { ...shared, name: 'mae', aliases: ['mean_absolute_error'], formula: 'mean of |predicted - actual|' },
]
