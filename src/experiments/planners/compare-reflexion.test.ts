import { describe, expect, it } from 'vitest'
import { requireUnlabelled } from '../../agents/index.ts'
import { type Item, itemId } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { toyWorld } from '../../testing/index.ts'
import { compareReflexion } from './compare-reflexion.ts'
import { reflexionComparison } from './reflexion-comparison.ts'
import { ignorerRule, learnerRule } from './scripted-rules.ts'
import { wishSessions } from './sessions.ts'
import { SHORTLIST, shortlistFor } from './shortlist.ts'
import { changedWish, replyTo, type Wish, wishOf } from './wish.ts'

const data = toyWorld()
const clock = { now: () => 0, elapsed: () => 0 }
const film = (categories: readonly string[], year: number): Item => ({
  id: itemId('x'),
  title: 'X',
  categories,
  attributes: { year },
})

describe('replyTo()', () => {
  const wish: Wish = { wanted: 'comedy', refused: 'horror', era: { from: 1990 } }

  it.each([
    [film(['comedy'], 1990), true, 'Yes, I would like that.'],
    [film(['comedy'], 1989), false, 'Too old for me.'],
    [film(['comedy', 'horror'], 1995), false, 'No horror, please.'],
    [film(['drama'], 1995), false, 'I would rather have comedy.'],
    [null, false, 'You offered nothing.'],
  ])('replyTo() %j is %s', (item, ok, reason) => {
    expect(replyTo(wish, item)).toEqual({ ok, reason })
  })

  it('replyTo() says too new of what came after the era', () => {
    expect(replyTo({ ...wish, era: { until: 1990 } }, film(['comedy'], 1991)).reason).toBe('Too new for me.')
  })
})

describe('wishOf()', () => {
  it('wishOf() wants what the person likes and refuses what they never touched', () => {
    for (const [user, { attributes }] of data.people.entries()) {
      const wish = wishOf(data, user as never, randomStream(1, user))!
      expect(String(attributes!['genres'])).toContain(wish.wanted)
      expect(String(attributes!['genres'])).not.toContain(wish.refused)
      const then = changedWish(wish, data, user as never, randomStream(2, user))
      expect(then).not.toEqual(wish)
    }
  })

  it('shortlistFor() holds a few that meet the wish, none of which the person knows', () => {
    const wish = wishOf(data, 3 as never, randomStream(1))!
    const shortlist = shortlistFor(wish, data, 3 as never, randomStream(1))!
    expect(shortlist).toHaveLength(SHORTLIST.length)
    const meeting = shortlist.filter((item) => replyTo(wish, data.catalogue[item]!).ok)
    expect(meeting.length).toBeGreaterThan(0)
    expect(meeting.length).toBeLessThanOrEqual(SHORTLIST.good)
    const own = data.log.item.subarray(data.log.offsets[3]!, data.log.offsets[4]!)
    expect(shortlist.filter((item) => own.includes(item))).toEqual([])
  })
})

describe('wishSessions()', () => {
  it('wishSessions() tells the agent nothing of the wish', () => {
    const { people } = wishSessions(data, 10, randomStream(1))
    for (const { first } of people) {
      expect(() => requireUnlabelled(first.task, 'The task')).not.toThrow()
      expect(JSON.stringify(first.task)).not.toMatch(/wanted|refused/)
      expect(first.person).toMatchObject({ usesLabel: false, split: 'live' })
    }
  })

  it('wishSessions() refuses data in which nothing meets a wish', () => {
    const bare = { ...data, catalogue: data.catalogue.map((item) => ({ ...item, categories: [] })) }
    expect(() => wishSessions(bare, 5, randomStream(1))).toThrow('can be asked for a wish')
  })
})

describe('compareReflexion()', () => {
  it('compareReflexion() tells a rule that learns from one that passes lessons over', async () => {
    const asked = { data, clock, n: 30, scripted: true }
    const learner = await compareReflexion({ ...asked, model: learnerRule() })
    expect(reflexionComparison.parse(learner)).toEqual(learner)
    expect(learner.learning.reflexionMinusNone.low).toBeGreaterThan(0)
    expect(learner.table.find(({ row }) => row === 'learning')?.verdict).toBe('Reflexion learns from refusals')
    const ignorer = await compareReflexion({ ...asked, model: ignorerRule() })
    for (const gap of Object.values(ignorer.learning)) {
      expect(gap.low!).toBeLessThanOrEqual(0)
      expect(gap.high!).toBeGreaterThanOrEqual(0)
    }
    expect(ignorer.table.find(({ row }) => row === 'best use')?.verdict).toContain('not shown')
    expect(ignorer.recovery.trialsSaved).toMatchObject({ mean: 0 })
  })

  it('compareReflexion() gives every way the same first try, at about the chance of the shortlists', async () => {
    const { arms, chance } = await compareReflexion({ data, clock, n: 30, model: ignorerRule() })
    expect(new Set(arms.map(({ first }) => first.mean)).size).toBe(1)
    expect(arms[0]!.first.low!).toBeLessThanOrEqual(chance)
    expect(arms[0]!.first.high!).toBeGreaterThanOrEqual(chance)
    // A look-up and an offer: half of the steps use a tool.
    expect(arms[0]).toMatchObject({ focus: { mean: 0.5 }, structure: { mean: 1 }, steps: { mean: 2 }, calls: 2 })
  })

  it('compareReflexion() says the same, whatever is run at once', async () => {
    const asked = { data, clock, n: 6, model: learnerRule() }
    const { table } = await compareReflexion(asked)
    // Six people show nothing, however alike they are.
    expect(table.filter(({ verdict }) => !verdict.startsWith('not shown'))).toEqual([])
    expect(await compareReflexion({ ...asked, concurrency: 5 })).toEqual(
      await compareReflexion({ ...asked, concurrency: 1 }),
    )
  })

  it('compareReflexion() refuses sessions of one try', async () => {
    await expect(compareReflexion({ data, clock, trials: 1, model: learnerRule() })).rejects.toThrow('from 2')
  })
})
