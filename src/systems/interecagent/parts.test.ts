import { describe, expect, it } from 'vitest'
import { agentMind, candidateBus, catalogueColumns, pastOf, popularityScores } from '../../agents/index.ts'
import { type ItemId, itemId, Label, userId } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { around, scripted, world } from './_world.test-parts.ts'
import { checkedReply } from './checked-reply.ts'
import { demonstrationsOf, isInOrder, rougeL } from './demonstrations.ts'
import { interecagent, interecagentOptions } from './index.ts'

const options = interecagentOptions.parse({})
const run = async () => ({ surroundings: await around(), random: randomStream(1), elapsed: () => 0 })

describe('demonstrationsOf()', () => {
  it('demonstrationsOf() keeps plans whose tools stand in order, none alike, and finds the nearest', () => {
    const { all, near } = demonstrationsOf(catalogueColumns(world()))
    expect(all.length).toBeGreaterThan(8)
    for (const { plan } of all) expect(isInOrder(plan)).toBe(true)
    for (const one of all)
      for (const other of all) if (one !== other) expect(rougeL(one.request, other.request)).toBeLessThanOrEqual(0.8)
    expect(near('no comedy and no drama', 1)[0]?.request).toBe('no comedy and no drama')
    expect(near('qwertz', 3)).toEqual(all.slice(0, 3))
  })

  it('rougeL() is twice the longest common subsequence over both lengths', () => {
    expect(rougeL('police killed the gunman', 'police kill the gunman')).toBeCloseTo(0.75)
    expect(rougeL('a b', 'a b')).toBe(1)
    expect(rougeL('a', 'b')).toBe(0)
  })
})

describe('popularityScores()', () => {
  it('popularityScores() is ln(1 + visits), as InteRecAgent ranks by it', () => {
    const visits = (count: number) =>
      Array.from({ length: count }, (_, place) => ({ user: `v${place}`, item: 0, at: 20_000 + place }))
    const data = world(visits(99))
    const counts = pastOf(data).counts()
    expect(popularityScores(pastOf(data))[0]).toBeCloseTo(Math.log(1 + counts[0]!))
    expect(Math.log1p(99)).toBeCloseTo(4.60517)
  })
})

describe('candidateBus()', () => {
  it('candidateBus() begins with every item, the last included', () => {
    expect([...candidateBus(10).items]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })
})

describe('checkedReply()', () => {
  const facts = [
    { title: 'Dr. Ember', year: 1990, genres: ['Drama'], because: [] },
    { title: 'Cedar Ship', year: 1991, genres: ['Comedy'], because: [{ kind: 'liked-genre', value: 'Comedy' }] },
  ] as const

  it('checkedReply() holds a sentence to the facts of the card that it names', () => {
    expect(
      checkedReply(
        '"Dr. Ember" is a drama from 1990. "Cedar Ship" is a drama. You like comedies, so try "Cedar Ship".',
        facts,
      ).text,
    ).toBe('"Dr. Ember" is a drama from 1990. You like comedies, so try "Cedar Ship".')
  })

  it('checkedReply() keeps a sentence that names several cards and claims no more than they share', () => {
    expect(checkedReply('You might enjoy "Dr. Ember" or "Cedar Ship".', facts).refused).toEqual([])
    expect(checkedReply('"Dr. Ember" and "Cedar Ship" are from 1990.', facts).text).toBe('')
  })

  it('checkedReply() lets no sentence name what was not shown', () => {
    expect(checkedReply('Try "Gone Fishing". See Gone Fishing. Brad Pitt is in it.', facts).text).toBe('')
    expect(checkedReply('Anything at all by Tarantino!', []).text).toBe('')
  })
})

describe('interecagent', () => {
  it('interecagent ranks candidates by the utility, whatever their order, and goes on to the whole catalogue', async () => {
    const agent = interecagent.create({ mind: agentMind('choice') }, options)
    const candidates = ['i3', 'i7', 'i11', 'i20'].map(itemId)
    const task = { type: 'rank', id: 't', user: userId('u0'), candidates, k: 4 } as const
    const ranked = await agent.perform(task, await run())
    const again = await agent.perform({ ...task, candidates: candidates.toReversed() }, await run())
    expect(again.answer).toEqual(ranked.answer)
    expect(ranked).toMatchObject({ decidedBy: 'utility', status: 'answered', cost: { calls: 0 } })
    const next = await agent.perform({ type: 'next', id: 't', user: userId('u0'), k: 30 }, await run())
    expect(next.answer).toHaveLength(25)
  })

  it('interecagent explains with facts that hold, and asks a model only for what it earned', async () => {
    const task = { type: 'explain', id: 't', user: userId('u0'), item: itemId('i3') } as const
    const agent = interecagent.create({ mind: agentMind('choice') }, options)
    expect(await agent.perform(task, await run())).toMatchObject({
      decidedBy: 'template',
      answer: expect.stringContaining('"'),
    })
    const { mind } = scripted(() => 'It is directed by Nobody.')
    const fell = await interecagent.create({ mind }, options).perform(task, await run())
    expect(fell).toMatchObject({ decidedBy: 'template', cost: { calls: 2 }, details: { fellBack: 1 } })
  })

  it('interecagent lets a model order candidates, and never lets it add one', async () => {
    const { mind } = scripted(({ by }) =>
      JSON.stringify(by.step === 'plan' ? { steps: [] } : { reasoning: '', answer: ['c2', 'x9', 'c2'] }),
    )
    const task = {
      type: 'rank',
      id: 't',
      user: userId('u0'),
      candidates: ['i3', 'i7', 'i11'].map(itemId),
      k: 3,
    } as const
    const result = await interecagent.create({ mind }, options).perform(task, await run())
    expect([...(result.answer as readonly ItemId[])].toSorted()).toEqual(['i11', 'i3', 'i7'])
    expect(result).toMatchObject({ decidedBy: 'model', mended: { unknown: 1, duplicate: 1 } })
  })

  it('interecagent refuses tasks it does not do, unknown ids and labels, before any call', async () => {
    const agent = interecagent.create({ mind: agentMind('choice') }, options)
    await expect(
      agent.perform({ type: 'rate', id: 't', user: userId('u0'), item: itemId('i0') }, await run()),
    ).rejects.toThrow('is to rate')
    await expect(
      agent.perform({ type: 'explain', id: 't', user: userId('u0'), item: itemId('x') }, await run()),
    ).rejects.toThrow('item "x"')
    const held = { type: 'next', id: 't', user: userId('u0'), k: 3, truth: new Label('i1') }
    await expect(agent.perform(held as never, await run())).rejects.toMatchObject({ code: 'planner/label' })
  })
})
