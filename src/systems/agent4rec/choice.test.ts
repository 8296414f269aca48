import { describe, expect, it } from 'vitest'
import { personas } from '../../agents/index.ts'
import { MindFailure, type Question, userIndex } from '../../domain/index.ts'
import { choiceMind, softmax } from '../../minds/index.ts'
import { randomStream } from '../../random.ts'
import { toyWorld } from '../../testing/index.ts'
import { viewerUtility } from './choice.ts'
import { type controlNames, withoutTaste } from './controls.ts'
import { itemCard, type PageFacts, type SessionFacts } from './facts.ts'
import { alignQuestion, decideQuestion, interviewQuestion, rateQuestion } from './questions.ts'
import { agent4recWords } from './words.ts'

const world = toyWorld()
const persona = personas(world, 5).persona(userIndex(0))
const random = randomStream(1)
const taste = { interest: (item: string) => (item === 'comedy-1' ? 0.8 : 0.2), stars: () => 4, spread: 1 }
const utility = viewerUtility(taste)
const habits = { yesRate: 0.5, starShares: [0, 0.1, 0.2, 0.3, 0.4], pageSize: 4 }
const show = { showGenres: false, showMeanRating: true }
const card = (place: number) => itemCard(world.catalogue[place]!, 4, show)
const align = (place: number, position = 0) =>
  alignQuestion({ persona, card: card(place), position, recalled: [] }, random)

const session = (page: number, liked: number): SessionFacts => {
  const shown = [0, 1, 2, 3].map(card)
  const ids = shown.slice(0, liked).map(({ id }) => id)
  const facts: PageFacts = { page, shown, aligned: ids, watched: ids, liked: ids, disliked: [] }
  return { persona, page, fatigue: 'none', recalled: [{ type: 'page', text: '', page: facts }] }
}
const leave = (page: number, liked: number): number =>
  softmax(utility.of(decideQuestion(session(page, liked), random), ['next', 'exit']))[1]!

describe('viewerUtility()', () => {
  it('says yes with the probability of the taste', () => {
    expect(softmax(utility.of(align(0), ['yes', 'no']))[0]).toBeCloseTo(0.8)
    expect(softmax(utility.of(align(1), ['yes', 'no']))[0]).toBeCloseTo(0.2)
  })

  it('rates around the expectation', () => {
    const stars = softmax(utility.of(rateQuestion({ persona, card: card(0) }, random), ['1', '2', '3', '4', '5']))
    expect(stars.indexOf(Math.max(...stars))).toBe(3)
    expect(stars[2]).toBeCloseTo(stars[4]!)
  })

  it('rates the same by standing: the stars it expects, where they stand among the person’s own', () => {
    const ownStars = { points: [1, 2, 3, 4, 5], counts: [1, 1, 2, 4, 2] }
    const question = rateQuestion({ persona, card: card(0), ownStars }, random)
    const tenths = softmax(utility.of(question, ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']))
    expect(tenths).toHaveLength(10)
    const stars = softmax(utility.of(rateQuestion({ persona, card: card(0) }, random), ['1', '2', '3', '4', '5']))
    // One star is the first tenth of these ratings, four stars the fifth to the eighth.
    expect(tenths[0]).toBeCloseTo(stars[0]!)
    for (const tenth of [5, 6, 7, 8]) expect(tenths[tenth - 1]).toBeCloseTo(stars[3]! / 4)
    const control = softmax(withoutTaste('always-yes', habits, utility).of(question, []))
    expect(control).toHaveLength(10)
    expect(control.every((share) => share > 0)).toBe(true)
  })

  it('is not moved by the words of an advert', () => {
    const sold = { persona, card: { ...card(0), advert: 'See it.' }, position: 0, recalled: [] }
    expect(utility.of(alignQuestion(sold, random), ['yes', 'no'])).toEqual(utility.of(align(0), ['yes', 'no']))
  })

  it('leaves sooner on later pages and after pages without anything to like', () => {
    expect(leave(3, 2)).toBeGreaterThan(leave(1, 2))
    expect(leave(2, 0)).toBeGreaterThan(leave(2, 3))
  })

  it('is more satisfied the more was liked', () => {
    const best = (liked: number): number => {
      const points = Array.from({ length: 10 }, (_, point) => String(point + 1))
      const utilities = Array.from(utility.of(interviewQuestion(session(1, liked), random), points))
      return utilities.indexOf(Math.max(...utilities)) + 1
    }
    expect([best(0), best(2), best(4)]).toEqual([1, 5, 10])
  })

  it('refuses a question it has no rule for', () => {
    const other: Question = { type: 'other/question', facts: {}, prompt: () => ({ system: '', user: '' }), random }
    expect(() => utility.of(other, ['a'])).toThrow(MindFailure)
  })
})

describe('withoutTaste()', () => {
  const yes = (control: (typeof controlNames)[number], place: number, position: number): number =>
    softmax(withoutTaste(control, habits, utility).of(align(place, position), ['yes', 'no']))[0]!

  it('answers as if every person and item were the same', () => {
    for (const control of ['always-yes', 'always-no', 'random-clicker', 'order-only'] as const) {
      expect(yes(control, 0, 1)).toBe(yes(control, 1, 1))
    }
  })

  it('clicks at the yes-rate, always, never, or the first places', () => {
    expect(yes('random-clicker', 0, 3)).toBeCloseTo(0.5)
    expect(yes('always-yes', 0, 3)).toBeCloseTo(1)
    expect(yes('always-no', 0, 3)).toBeCloseTo(0)
    expect([0, 1, 2, 3].map((position) => Math.round(yes('order-only', 0, position)))).toEqual([1, 1, 0, 0])
  })

  it('gives stars by everybody’s histogram', async () => {
    const mind = choiceMind({ utility: withoutTaste('always-yes', habits, utility), words: agent4recWords })
    const { probabilities } = await mind.rate(rateQuestion({ persona, card: card(0) }, random), world.scale!)
    for (const [place, share] of habits.starShares.entries()) expect(probabilities[place]).toBeCloseTo(share, 6)
  })

  it('leaves taste alone where the viewer is changed instead', () => {
    expect(withoutTaste('persona-shuffled', habits, utility)).toBe(utility)
    expect(withoutTaste('no-memory', habits, utility)).toBe(utility)
  })
})
