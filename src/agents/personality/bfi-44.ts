import { defineInstrument, type Instrument } from './instrument.ts'

/**
 * The Big Five Inventory: key and norms only. Its statements may be used for research but not passed on, so whoever
 * administers it brings them with `withTexts`.
 *
 * Source: key of John and Srivastava 1999; norms of the crowd in the data of Wang et al. 2024 (InCharacter), n = 6,076.
 *
 * @example withTexts(bfi44, texts)
 */
export const bfi44: Instrument = /* @__PURE__ */ defineInstrument({
  id: 'bfi-44',
  source: 'John and Srivastava 1999',
  licence: 'statements under copyright, free for research; not shipped',
  items: Array.from({ length: 44 }, (_, place) => ({ number: place + 1, text: null })),
  key: [
    { trait: 'extraversion', items: [1, 6, 11, 16, 21, 26, 31, 36], reversed: [6, 21, 31] },
    { trait: 'agreeableness', items: [2, 7, 12, 17, 22, 27, 32, 37, 42], reversed: [2, 12, 27, 37] },
    { trait: 'conscientiousness', items: [3, 8, 13, 18, 23, 28, 33, 38, 43], reversed: [8, 18, 23, 43] },
    { trait: 'neuroticism', items: [4, 9, 14, 19, 24, 29, 34, 39], reversed: [9, 24, 34] },
    { trait: 'openness', items: [5, 10, 15, 20, 25, 30, 35, 40, 41, 44], reversed: [35, 41] },
  ],
  range: { min: 1, max: 5 },
  scale: ['disagree strongly', 'disagree a little', 'neither agree nor disagree', 'agree a little', 'agree strongly'],
  norms: {
    source: 'Wang et al. 2024 (InCharacter), crowd',
    n: 6076,
    traits: {
      extraversion: { mean: 3.25, sd: 0.9 },
      agreeableness: { mean: 3.64, sd: 0.72 },
      conscientiousness: { mean: 3.45, sd: 0.73 },
      neuroticism: { mean: 3.32, sd: 0.82 },
      openness: { mean: 3.92, sd: 0.66 },
    },
  },
})
