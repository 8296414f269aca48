import { describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import type { RunEvent } from '../../runs/index.ts'
import { behaviouralValidity } from './behavioural-validity.ts'
import { answerEntropy, detectFailures } from './detectors.ts'
import { EVEN, entropyOf, observedBehaviour } from './observed-behaviour.ts'

type Step = { readonly type: RunEvent['type'] } & Readonly<Record<string, unknown>>

/** Events of one visit from its steps. */
const visitOf = (user: string, steps: readonly Step[]): RunEvent[] =>
  steps.map((step, n) => {
    const envelope = {
      v: 1,
      ts: n,
      n,
      session: `viewer/r/${user}`,
      user,
      recommender: 'r',
      as: 'viewer',
      source: 'simulation',
    }
    return { ...envelope, ...step } as unknown as RunEvent
  })
const begun = (count: number, item: (i: number) => string): Step[] =>
  Array.from({ length: count }, (_, i) => ({ type: 'item-watched', item: item(i) }))
const rated = (stars: readonly number[]): Step[] =>
  stars.map((value, i) => ({ type: 'item-rated', item: `i${i}`, stars: value }))
const read = {
  scale: { min: 1, max: 5 },
  kindsOf: (item: string) => (item.startsWith('x') ? ['x'] : [`kind ${Number(item.slice(1)) % 4}`]),
  meanRating: () => 3,
}
const of = (steps: readonly Step[]) => observedBehaviour(visitOf('a', steps), read)[0]!

describe('observedBehaviour()', () => {
  it('counts kinds of as many items for everybody', () => {
    expect(of(begun(EVEN, () => 'x')).kindEntropy).toBe(0)
    expect(of(begun(2 * EVEN, (i) => (i < EVEN ? 'x' : `i${i}`))).kindEntropy).toBe(0)
    expect(of(begun(EVEN, (i) => `i${i}`)).kindEntropy).toBeGreaterThan(1.3)
    expect(of(begun(EVEN - 1, () => 'x')).kindEntropy).toBeNaN()
  })

  it('reads finishing, telling, negative ratings and nearness to the others', () => {
    const steps = [
      ...begun(8, (i) => `i${i}`),
      ...rated([1, 2, 4, 4]),
      { type: 'item-felt', item: 'i1', text: 'so' } as const,
    ]
    expect(of(steps)).toMatchObject({ finished: 0.5, told: 1, negative: 0.5 })
    expect(of([...begun(4, (i) => `i${i}`), ...rated([3, 3, 3, 3])]).conformity).toBe(0)
    // Somebody who rates everything lower follows the others as closely.
    expect(of([...begun(4, (i) => `i${i}`), ...rated([1, 1, 1, 1])]).conformity).toBe(0)
    expect(of(rated([1, 5, 1, 5])).conformity).toBeLessThan(-2)
  })

  it('says nothing of somebody who did too little', () => {
    expect(of(rated([1, 1, 1]))).toMatchObject({ negative: Number.NaN, conformity: Number.NaN, finished: Number.NaN })
  })

  it('entropyOf() is that of the worked shares', () => {
    expect(entropyOf([0.5, 0.25, 0.25])).toBeCloseTo(1.039721, 6)
    expect(entropyOf([0.9, 0.1])).toBeCloseTo(0.325083, 6)
  })
})

describe('behaviouralValidity()', () => {
  const people = Array.from({ length: 60 }, (_, i) => `p${i}`)
  const luck = randomStream(2)
  const traits = new Map(
    people.map((id) => {
      const [openness, conscientiousness, extraversion, agreeableness, neuroticism] = [0, 1, 2, 3, 4].map(() =>
        luck.normal(),
      )
      return [id, { openness, conscientiousness, extraversion, agreeableness, neuroticism }] as const
    }),
  ) as unknown as Parameters<typeof behaviouralValidity>[0]
  const observed = people.map((user) => ({
    user,
    kindEntropy: luck.normal(),
    told: traits.get(user)!.extraversion! + 0.5 * luck.normal(),
    finished: -traits.get(user)!.conscientiousness! + 0.5 * luck.normal(),
    negative: Number.NaN,
    conformity: luck.normal(),
  }))
  const rows = behaviouralValidity(traits, observed, { random: randomStream(1), resamples: 200 })
  const row = (trait: string) => rows.find((one) => one.trait === trait)!

  it('shows what shows, with its sign, and not what goes the other way or is chance', () => {
    expect(row('extraversion')).toMatchObject({ shown: true })
    expect(row('conscientiousness').shown).toBe(false)
    expect(row('conscientiousness').r.high).toBeLessThan(0)
    expect(row('openness').shown).toBe(false)
    expect(Math.abs(row('extraversion').otherTrait!.r)).toBeLessThan(row('extraversion').r.mean!)
  })

  it('has no value where nobody did it', () => {
    expect(row('neuroticism')).toMatchObject({ shown: false, r: { mean: null } })
  })
})

describe('detectFailures()', () => {
  const real = { mean: 3.2, deviation: 1, scale: { min: 1, max: 5 } }
  const luck = randomStream(4)
  const healthy = Array.from({ length: 30 }, () => [
    ...begun(6, () => `i${luck.int(400)}`),
    ...rated(Array.from({ length: 4 }, () => [2, 3, 3, 4, 4][luck.int(5)]!)).map((step) => ({
      ...step,
      item: `i${luck.int(400)}`,
    })),
    { type: 'page-decided', decision: 'exit', probability: 0.5 } as const,
  ])
  const events = (visits: readonly (readonly Step[])[]) => visits.flatMap((steps, i) => visitOf(`p${i}`, steps))
  const failing = (visits: readonly (readonly Step[])[]) =>
    detectFailures(events(visits), real)
      .filter(({ warning }) => warning !== null)
      .map(({ failure }) => failure)

  it('is silent about people who differ', () => {
    expect(failing(healthy)).toEqual([])
  })

  it('finds each planted failure, in a sentence with figures', () => {
    const change = (of: (step: Step) => Step) => healthy.map((steps) => steps.map(of))
    const stars = (value: (step: Step) => number) =>
      change((step) => (step.type === 'item-rated' ? { ...step, stars: value(step) } : step))
    expect(failing(stars(() => 5))).toEqual(expect.arrayContaining(['positivity', 'uniform answers']))
    expect(failing(stars((step) => (Number(step['stars']) > 3 ? 5 : 1)))).toContain('exaggeration')
    expect(failing(healthy.map(() => healthy[0]!))).toEqual(expect.arrayContaining(['homogenisation', 'duplicates']))
    const refused = { type: 'answer-failed', kind: 'refused', step: 'rate', raw: '' } as const
    expect(failing(healthy.map((steps) => [...steps, refused]))).toContain('refusals')
    const [found] = detectFailures(events(stars(() => 5)), real)
    expect(found!.warning).toBe('Ratings are too glad: 5.00 stars on average, 3.20 in the data.')
  })

  it('has no value, and no warning, where there is nothing to measure', () => {
    for (const { value, warning } of detectFailures([], null)) expect([value, warning]).toEqual([null, null])
  })

  it('answerEntropy() is 1 for an even spread and 0 for one answer', () => {
    expect(answerEntropy([1, 2, 3, 4, 5], 5)).toBeCloseTo(1, 12)
    expect(answerEntropy([3, 3, 3], 5)).toBeCloseTo(0, 12)
    expect(answerEntropy([], 5)).toBeNull()
  })
})
