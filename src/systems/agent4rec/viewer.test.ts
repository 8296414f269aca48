import { describe, expect, it } from 'vitest'
import { personas } from '../../agents/index.ts'
import { type Action, MindFailure, type Page, userIndex } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { type ScriptedAnswer, scriptedMind, toyWorld } from '../../testing/index.ts'
import type { AlignFacts, ExperienceFacts, SessionFacts, WatchFacts } from './facts.ts'
import { type Agent4RecOptions, agent4rec } from './index.ts'
import { agent4recWords } from './words.ts'

const world = toyWorld()
const own = String(world.people[0]?.attributes?.['genres'])
const page = (number: number, items = world.catalogue.slice(13, 17)): Page => ({ number, items })

const script: Record<string, ScriptedAnswer> = {
  'agent4rec/align': ({ card }: AlignFacts) => (own.includes(card.id.split('-')[0]!) ? 'yes' : 'no'),
  'agent4rec/watch': ({ watchedOnPage }: WatchFacts) => (watchedOnPage < 1 ? 'watch' : 'skip'),
  'agent4rec/rate': () => 4,
  'agent4rec/feel': () => 'Fine.',
  'agent4rec/decide': ({ page: number }: SessionFacts) => (number < 2 ? 'next' : 'exit'),
  'agent4rec/reflect': () => 'satisfied',
  'agent4rec/interview': () => 7,
}

function viewerWith(
  answers: Record<string, ScriptedAnswer> = {},
  spoken = true,
  options: Partial<Agent4RecOptions> = {},
) {
  const mind = scriptedMind({ ...script, ...answers })
  // Reflection and interview ask twice: an answer among options or on a scale, then words.
  const write: typeof mind.write = async (question) =>
    spoken && question.type !== 'agent4rec/feel' ? agent4recWords(question) : mind.write(question)
  const viewer = agent4rec.create(
    {
      persona: personas(world, 5).persona(userIndex(0)),
      mind: { ...mind, write },
      random: randomStream(1, 'viewer', '1'),
      meanRating: () => 3.456,
      scale: world.scale!,
      starCounts: [1, 1, 2, 4, 2],
    },
    agent4rec.options.parse(options),
  )
  return { viewer, mind }
}

const types = (actions: readonly Action[]): string[] => actions.map(({ type }) => type)

describe('viewer()', () => {
  it('judges every item, watches among the aligned, rates and feels each watched one, then decides', async () => {
    const { viewer } = viewerWith()
    const actions = await viewer.react(page(1))
    expect(types(actions)).toEqual([
      'item-judged',
      'item-judged',
      'item-judged',
      'item-judged',
      'item-watched',
      'item-rated',
      'item-felt',
      'page-decided',
    ])
    const judged = actions.flatMap((action) => (action.type === 'item-judged' && action.aligned ? [action.item] : []))
    const watched = actions.flatMap((action) => (action.type === 'item-watched' ? [action.item] : []))
    expect(judged.every((item) => own.includes(item.split('-')[0]!))).toBe(true)
    expect(watched.every((item) => judged.includes(item))).toBe(true)
  })

  it('reflects after every fourth memory: after pages 2 and 4', async () => {
    const { viewer } = viewerWith({ 'agent4rec/decide': () => 'next' })
    const reflected: number[] = []
    for (let number = 1; number <= 4; number++) {
      if (types(await viewer.react(page(number))).includes('user-reflected')) reflected.push(number)
    }
    expect(reflected).toEqual([2, 4])
  })

  it('recalls earlier pages from page 2 on, built by code', async () => {
    const { viewer, mind } = viewerWith()
    await viewer.react(page(1))
    await viewer.react(page(2))
    const align = mind.asked.filter(({ type }) => type === 'agent4rec/align').map(({ facts }) => facts as AlignFacts)
    expect(align.slice(0, 4).every(({ recalled }) => recalled.length === 0)).toBe(true)
    expect(align[4]!.recalled.some(({ text }) => text.startsWith('Page 1: watched'))).toBe(true)
  })

  it('grows tired above page 2 and very tired above page 4', async () => {
    const { viewer, mind } = viewerWith({ 'agent4rec/decide': () => 'next' })
    for (let number = 1; number <= 5; number++) await viewer.react(page(number))
    const fatigue = mind.asked
      .filter(({ type }) => type === 'agent4rec/decide')
      .map(({ facts }) => (facts as SessionFacts).fatigue)
    expect(fatigue).toEqual(['none', 'none', 'slight', 'slight', 'strong'])
  })

  it('shows mean rating and no genres unless asked', async () => {
    const { viewer, mind } = viewerWith()
    await viewer.react(page(1))
    const { card } = mind.asked[0]!.facts as AlignFacts
    expect(card).toMatchObject({ meanRating: 3.46 })
    expect(card.genres).toBeUndefined()
  })

  it('takes a page back when a verdict is missing, flags it, and still decides', async () => {
    for (const step of ['agent4rec/align', 'agent4rec/watch']) {
      const { viewer } = viewerWith({ [step]: () => new MindFailure('unparseable', step, 'maybe') })
      const actions = await viewer.react(page(1))
      expect(actions[0]).toEqual({ type: 'answer-failed', kind: 'unparseable', step, raw: 'maybe' })
      expect(types(actions)).toEqual(['answer-failed', 'page-decided'])
    }
  })

  it('keeps a watched film whose rating failed, without stars, neither liked nor disliked', async () => {
    const failure = new MindFailure('unparseable', 'agent4rec/rate', 'ten stars')
    const { viewer, mind } = viewerWith({ 'agent4rec/rate': () => failure })
    const actions = await viewer.react(page(1))
    expect(types(actions).slice(4)).toEqual(['item-watched', 'answer-failed', 'page-decided'])
    await viewer.react(page(2))
    const { recalled } = mind.asked.findLast(({ type }) => type === 'agent4rec/align')!.facts as AlignFacts
    const remembered = recalled.find((entry) => entry.type === 'page')!.page
    expect(remembered.watched).toHaveLength(1)
    expect([...remembered.liked, ...remembered.disliked]).not.toContain(remembered.watched[0])
  })

  it('keeps the stars of a film about which nothing could be said', async () => {
    const { viewer } = viewerWith({ 'agent4rec/feel': () => new MindFailure('timeout', 'agent4rec/feel', '') })
    expect(types(await viewer.react(page(1))).slice(4)).toEqual([
      'item-watched',
      'item-rated',
      'answer-failed',
      'page-decided',
    ])
  })

  it('has no interview when the mind has no answer on the scale', async () => {
    for (const answer of [0, 11]) {
      const { viewer } = viewerWith({ 'agent4rec/interview': () => answer })
      await viewer.react(page(1))
      expect(types(await viewer.interview('left'))).toEqual(['answer-failed'])
    }
  })

  it('keeps the number of an interview whose reason failed', async () => {
    const { viewer } = viewerWith(
      { 'agent4rec/interview': (facts: SessionFacts) => (facts.satisfaction ? 1 : 7) },
      false,
    )
    await viewer.react(page(1))
    const actions = await viewer.interview('left')
    expect(types(actions)).toEqual(['answer-failed', 'user-interviewed'])
    expect(actions[1]).toMatchObject({ satisfaction: 7, text: '' })
  })

  it('turns standings into stars by the person’s own ratings in percentile mode', async () => {
    const scales: unknown[] = []
    const rate = (tenth: number) => (facts: ExperienceFacts, scale: unknown) => {
      scales.push(scale)
      expect(facts.ownStars?.counts).toEqual([1, 1, 2, 4, 2])
      return tenth
    }
    const stars: number[] = []
    for (const tenth of [1, 2, 4, 5, 10]) {
      const { viewer } = viewerWith({ 'agent4rec/rate': rate(tenth) }, true, { ratingMode: 'percentile' })
      for (const action of await viewer.react(page(1))) if (action.type === 'item-rated') stars.push(action.stars)
    }
    expect(stars).toEqual([1, 2, 3, 4, 5])
    expect(scales[0]).toEqual({ min: 1, max: 10, step: 1 })
  })

  it('sees what an advert says on the card of its item alone, and only where it has words', async () => {
    const items = world.catalogue.slice(13, 17)
    const advertsOn = async (text: string | null) => {
      const { viewer, mind } = viewerWith()
      await viewer.react({ number: 1, items, advert: { item: items[1]!.id, text } })
      return mind.asked.slice(0, 4).map(({ facts }) => (facts as AlignFacts).card.advert)
    }
    expect(await advertsOn('See it.')).toEqual([undefined, 'See it.', undefined, undefined])
    expect(await advertsOn(null)).toEqual([undefined, undefined, undefined, undefined])
  })

  it('lets a fault that is not the mind’s through', async () => {
    const { viewer } = viewerWith({
      'agent4rec/align': () => {
        throw new TypeError('a bug')
      },
    })
    await expect(viewer.react(page(1))).rejects.toThrow('a bug')
  })
})
