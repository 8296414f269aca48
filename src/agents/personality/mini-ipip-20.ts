import { defineInstrument, type Instrument } from './instrument.ts'

/** Words for the five points that the item pool is answered on. */
export const ipipWords: readonly string[] = [
  'very inaccurate',
  'moderately inaccurate',
  'neither accurate nor inaccurate',
  'moderately accurate',
  'very accurate',
]

/**
 * The Mini-IPIP: twenty statements, four for each trait.
 *
 * Source: Donnellan, Oswald, Baird and Lucas 2006, Psychological Assessment 18, 192 to 203; statements of the International
 * Personality Item Pool, which are in the public domain. No norms are shipped: scores stand against the people asked.
 *
 * @example scoreInstrument(miniIpip20, answers).extraversion.mean
 */
export const miniIpip20: Instrument = /* @__PURE__ */ defineInstrument({
  id: 'mini-ipip-20',
  source: 'Donnellan et al. 2006; International Personality Item Pool',
  licence: 'public domain',
  items: [
    'Am the life of the party.',
    "Sympathize with others' feelings.",
    'Get chores done right away.',
    'Have frequent mood swings.',
    'Have a vivid imagination.',
    "Don't talk a lot.",
    "Am not interested in other people's problems.",
    'Often forget to put things back in their proper place.',
    'Am relaxed most of the time.',
    'Am not interested in abstract ideas.',
    'Talk to a lot of different people at parties.',
    "Feel others' emotions.",
    'Like order.',
    'Get upset easily.',
    'Have difficulty understanding abstract ideas.',
    'Keep in the background.',
    'Am not really interested in others.',
    'Make a mess of things.',
    'Seldom feel blue.',
    'Do not have a good imagination.',
  ].map((text, place) => ({ number: place + 1, text })),
  key: [
    { trait: 'extraversion', items: [1, 6, 11, 16], reversed: [6, 16] },
    { trait: 'agreeableness', items: [2, 7, 12, 17], reversed: [7, 17] },
    { trait: 'conscientiousness', items: [3, 8, 13, 18], reversed: [8, 18] },
    { trait: 'neuroticism', items: [4, 9, 14, 19], reversed: [9, 19] },
    { trait: 'openness', items: [5, 10, 15, 20], reversed: [10, 15, 20] },
  ],
  range: { min: 1, max: 5 },
  scale: ipipWords,
})
