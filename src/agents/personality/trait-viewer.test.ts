import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Item, itemId, MindFailure, userId } from '../../domain/index.ts'
import { choiceMind } from '../../minds/index.ts'
import { randomStream } from '../../random.ts'
import { bigFiveNames } from '../profile/profile.ts'
import { behaviourOf } from './behaviour-of.ts'
import { atRest, nextState, shiftOf } from './session-state.ts'
import { noTraits } from './trait-respondent.ts'
import type { TraitScores } from './trait-scores.ts'
import { traitViewer } from './trait-viewer.ts'
import { traitViewerUtility } from './trait-viewer-utility.ts'

const items: Item[] = Array.from({ length: 60 }, (_, i) => ({
  id: itemId(`i${i}`),
  title: `Film ${i}`,
  categories: [['drama'], ['war'], ['comedy', 'drama']][i % 3]!,
  attributes: {},
}))
const utility = traitViewerUtility({
  interest: (item) => 0.3 + 0.4 * (Number(item.slice(1)) % 2),
  stars: () => 3.5,
  spread: 1,
})
const mind = choiceMind({ utility, words: () => 'Nice.' })
const viewerOf = (traits: TraitScores, parts: object = {}) =>
  traitViewer({
    id: userId('a'),
    traits,
    mind,
    random: randomStream(3),
    scale: { min: 1, max: 5, step: 1 },
    meanRating: () => 3,
    session: null,
    ...parts,
  })

describe('traitViewer()', () => {
  it('ends a page with a decision, rates only what was begun, tells only of what was rated', async () => {
    const actions = await viewerOf(noTraits).react({ number: 1, items })
    expect(actions.at(-1)!.type).toBe('page-decided')
    const of = (type: string) =>
      actions.flatMap((action) => (action.type === type && 'item' in action ? [action.item] : []))
    const [judged, watched, rated, told] = ['item-judged', 'item-watched', 'item-rated', 'item-felt'].map(of)
    expect(judged).toEqual(items.map(({ id }) => id))
    expect(watched!.length).toBeGreaterThan(rated!.length)
    expect(rated!.length).toBeGreaterThan(told!.length)
    expect(rated!.every((item) => watched!.includes(item))).toBe(true)
    expect(told!.every((item) => rated!.includes(item))).toBe(true)
  })

  it('is the same person with another trait in everything that trait has no part in', async () => {
    const plain = await viewerOf(noTraits).react({ number: 1, items })
    const chatty = await viewerOf({ ...noTraits, extraversion: 2 }).react({ number: 1, items })
    const silent = (actions: typeof plain) => actions.filter(({ type }) => type !== 'item-felt')
    expect(silent(chatty)).toEqual(silent(plain))
    expect(chatty.length).toBeGreaterThan(plain.length)
  })

  it('moves its state with what it meets only where it has one', async () => {
    const [held, alive] = [viewerOf(noTraits), viewerOf(noTraits, { session: {} })]
    await held.react({ number: 1, items })
    await alive.react({ number: 1, items })
    expect(held.state()).toEqual(atRest)
    expect(alive.state().mood).not.toBe(0)
  })

  it('turns a failure of the mind into an event', async () => {
    const broken = { ...mind, choose: async () => Promise.reject(new MindFailure('timeout', 'x', '')) }
    const actions = await viewerOf(noTraits, { mind: broken }).react({ number: 1, items })
    expect(actions).toEqual([{ type: 'answer-failed', kind: 'timeout', step: 'x', raw: '' }])
  })
})

describe('behaviourOf()', () => {
  it('reads an unknown trait as average, and moves one behaviour a trait, up where the trait goes up', () => {
    const average = behaviourOf(noTraits)
    expect(average).toEqual(behaviourOf(Object.fromEntries(bigFiveNames.map((trait) => [trait, 0])) as never))
    const changed = (trait: string): string[] => {
      const moved = behaviourOf({ ...noTraits, [trait]: 1 })
      return Object.keys(average).filter((key) => moved[key as 'variety'] !== average[key as 'variety'])
    }
    expect(bigFiveNames.map(changed)).toEqual([
      ['temperature', 'variety'],
      ['finishing'],
      ['telling'],
      ['conformity'],
      ['ratingShift'],
    ])
    expect(behaviourOf({ ...noTraits, neuroticism: 1 }).ratingShift).toBeLessThan(0)
  })
})

describe('nextState()', () => {
  const still = (state: typeof atRest) => nextState(state, { satisfaction: 0 }, noTraits)

  it('forgets a mood when nothing happens, and stays at rest', () => {
    expect(still(atRest)).toEqual(atRest)
    let state = nextState(atRest, { satisfaction: -1 }, noTraits)
    expect(state.mood).toBeCloseTo(-0.4, 12)
    expect(shiftOf(state).neuroticism).toBeCloseTo(0.2, 12)
    for (let i = 0; i < 40; i++) state = still(state)
    expect(Math.abs(state.mood)).toBeLessThan(1e-3)
  })

  it('keeps a mood within what the worst and the best session can do', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 60 }), (turns) => {
        const end = turns.reduce((state, satisfaction) => nextState(state, { satisfaction }, noTraits), atRest)
        expect(Math.abs(end.mood)).toBeLessThanOrEqual(0.4 / (1 - 0.8) + 1e-9)
      }),
    )
  })

  it('gives way to arguments, more so the more agreeable, and takes it back when the profile is read again', () => {
    const push = { extraversion: 1 }
    const argued = nextState(atRest, { satisfaction: 0, push }, noTraits)
    const warm = nextState(atRest, { satisfaction: 0, push }, { ...noTraits, agreeableness: 2 })
    expect(argued.pressure.extraversion).toBeCloseTo(0.05, 12)
    expect(warm.pressure.extraversion).toBeGreaterThan(argued.pressure.extraversion)
    expect(nextState(argued, { satisfaction: 0, reinjected: true }, noTraits).pressure).toEqual(atRest.pressure)
  })
})
