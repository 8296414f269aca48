import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../runs/index.ts'
import { failureTally } from './failure-tally.ts'

const real = { points: [1, 2, 3, 4, 5], counts: [6, 11, 27, 34, 22] }

const rated = (person: number, stars: number, as = 'viewer'): RunEvent =>
  ({
    type: 'item-rated',
    as,
    user: `u${person}`,
    session: `${as}/ease/u${person}`,
    item: `i${person}`,
    stars,
  }) as RunEvent

describe('failureTally()', () => {
  it('failureTally() warns of people who give five stars to everything, and not of people like those in the data', () => {
    const glad = failureTally(real)
    for (let person = 0; person < 50; person++) glad.see(rated(person, 5))
    const warnings = glad.result().flatMap(({ failure, warning }) => (warning ? [failure] : []))
    expect(warnings).toContain('positivity')
    expect(warnings).toContain('uniform answers')

    const alike = failureTally(real)
    const stars = real.points.flatMap((point, place) => new Array<number>(real.counts[place]!).fill(point))
    for (const [person, star] of stars.entries()) alike.see(rated(person, star))
    expect(alike.result().filter(({ warning }) => warning !== null)).toEqual([])
  })

  it('failureTally() looks at viewers only, who are not alike on purpose as controls are', () => {
    const tally = failureTally(real)
    for (let person = 0; person < 50; person++) tally.see(rated(person, 5, 'control'))
    expect(tally.result().every(({ value }) => value === null)).toBe(true)
  })

  it('failureTally() has nothing to compare with where nobody rated', () => {
    const tally = failureTally({ points: [1, 2, 3, 4, 5], counts: [0, 0, 0, 0, 0] })
    tally.see(rated(1, 5))
    expect(tally.result().find(({ failure }) => failure === 'positivity')?.value).toBeNull()
  })
})
