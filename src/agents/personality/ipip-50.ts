import { defineInstrument, type Instrument } from './instrument.ts'
import { ipipWords } from './mini-ipip-20.ts'

/**
 * Fifty statements for Goldberg's markers of the five factors, ten for each.
 *
 * Source: Goldberg 1992, Psychological Assessment 4, 26 to 42, in the words of the International Personality Item Pool, which
 * are in the public domain. The pool keys its fourth factor as emotional stability; here it is neuroticism, so that the items
 * of stability are the reversed ones. No norms are shipped: scores stand against the people asked.
 *
 * @example keyedItems(ipip50).filter(({ reversed }) => reversed).length // 18
 */
export const ipip50: Instrument = /* @__PURE__ */ defineInstrument({
  id: 'ipip-50',
  source: 'Goldberg 1992; International Personality Item Pool',
  licence: 'public domain',
  items: [
    'Am the life of the party.',
    'Feel little concern for others.',
    'Am always prepared.',
    'Get stressed out easily.',
    'Have a rich vocabulary.',
    "Don't talk a lot.",
    'Am interested in people.',
    'Leave my belongings around.',
    'Am relaxed most of the time.',
    'Have difficulty understanding abstract ideas.',
    'Feel comfortable around people.',
    'Insult people.',
    'Pay attention to details.',
    'Worry about things.',
    'Have a vivid imagination.',
    'Keep in the background.',
    "Sympathize with others' feelings.",
    'Make a mess of things.',
    'Seldom feel blue.',
    'Am not interested in abstract ideas.',
    'Start conversations.',
    "Am not interested in other people's problems.",
    'Get chores done right away.',
    'Am easily disturbed.',
    'Have excellent ideas.',
    'Have little to say.',
    'Have a soft heart.',
    'Often forget to put things back in their proper place.',
    'Get upset easily.',
    'Do not have a good imagination.',
    'Talk to a lot of different people at parties.',
    'Am not really interested in others.',
    'Like order.',
    'Change my mood a lot.',
    'Am quick to understand things.',
    "Don't like to draw attention to myself.",
    'Take time out for others.',
    'Shirk my duties.',
    'Have frequent mood swings.',
    'Use difficult words.',
    "Don't mind being the center of attention.",
    "Feel others' emotions.",
    'Follow a schedule.',
    'Get irritated easily.',
    'Spend time reflecting on things.',
    'Am quiet around strangers.',
    'Make people feel at ease.',
    'Am exacting in my work.',
    'Often feel blue.',
    'Am full of ideas.',
  ].map((text, place) => ({ number: place + 1, text })),
  key: [
    { trait: 'extraversion', items: [1, 6, 11, 16, 21, 26, 31, 36, 41, 46], reversed: [6, 16, 26, 36, 46] },
    { trait: 'agreeableness', items: [2, 7, 12, 17, 22, 27, 32, 37, 42, 47], reversed: [2, 12, 22, 32] },
    { trait: 'conscientiousness', items: [3, 8, 13, 18, 23, 28, 33, 38, 43, 48], reversed: [8, 18, 28, 38] },
    { trait: 'neuroticism', items: [4, 9, 14, 19, 24, 29, 34, 39, 44, 49], reversed: [9, 19] },
    { trait: 'openness', items: [5, 10, 15, 20, 25, 30, 35, 40, 45, 50], reversed: [10, 20, 30] },
  ],
  range: { min: 1, max: 5 },
  scale: ipipWords,
})
