import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generatedPopulation } from '../../data/index.ts'
import type { ItemCard, ItemIndex, Reply, SeekerTurn } from '../../domain/index.ts'
import { namesTitle } from '../../evaluation/conversation/index.ts'
import { randomStream } from '../../random.ts'
import { type CatalogueColumns, catalogueColumns } from '../tools/catalogue-columns.ts'
import { saidWithout } from './_gate.ts'
import { contradiction, facetWords } from './facet.ts'
import { facetsOf } from './facets.ts'
import {
  drawTemperament,
  type TargetSeekerParts,
  type TellingSeeker,
  targetSeeker,
  temperamentOf,
  type UtilitySeekerParts,
  utilitySeeker,
} from './index.ts'

const { data } = generatedPopulation({ users: 30, items: 150, genres: 8, seed: 3 })
const columns = catalogueColumns(data)
const target = 7 as ItemIndex
const liked = [20, 21, 22, 23] as ItemIndex[]

const target1 = (over: Partial<TargetSeekerParts> = {}): TellingSeeker =>
  targetSeeker({
    id: '1',
    columns,
    target,
    liked,
    known: liked,
    random: randomStream(1, 'seeker'),
    names: namesTitle,
    frontLoaded: 0,
    ...over,
  })

const shows = (items: readonly ItemIndex[], over: CatalogueColumns = columns): Pick<Reply, 'text' | 'items'> => ({
  text: 'Here.',
  items: items.map((item): ItemCard => {
    const { id, title, categories } = over.items[item]!
    return { id, title, categories, year: null, reason: null }
  }),
})
const everything = data.catalogue.map((_, item) => item as ItemIndex)
const without = (...some: ItemIndex[]) => everything.filter((item) => !some.includes(item))
/** Five items, none of them looked for, of which each contradicts the wishes told as told. */
const against = (seeker: TellingSeeker) =>
  without(target, ...liked)
    .filter((item) => seeker.contradicted([data.items.ids[item]!]).some((share) => share === 1))
    .slice(0, 5)
const inKeeping = (seeker: TellingSeeker) =>
  without(target, ...liked)
    .filter((item) => seeker.contradicted([data.items.ids[item]!]).every((share) => share !== 1))
    .slice(0, 5)

/** A seeker who began with a wish that cards can contradict. */
async function demanding(over: Partial<TargetSeekerParts> = {}): Promise<TellingSeeker> {
  for (let seed = 0; ; seed++) {
    const seeker = target1({ random: randomStream(seed, 'demanding'), ...over })
    await seeker.open()
    if (against(seeker).length === 5 && seeker.temperament.patience > 2) return seeker
  }
}

describe('facetsOf', () => {
  it('facetsOf() says only what is true of every wanted item, and never its title', () => {
    for (const item of everything) {
      for (const { facet, bits } of facetsOf(columns, [item], liked, randomStream(item))) {
        expect(contradiction(columns, facet)(item)).toBe(false)
        expect(facetWords(facet)).not.toContain(data.catalogue[item]!.title)
        expect(bits).toBeGreaterThan(0)
      }
    }
  })
})

describe('targetSeeker', () => {
  it('targetSeeker() tells one thing a turn where it reveals bit by bit', async () => {
    for (let seed = 0; seed < 30; seed++) {
      const seeker = target1({ random: randomStream(seed), leaves: false })
      await seeker.open()
      for (let turn = 1; turn < 4; turn++) {
        expect(seeker.told().length).toBe(turn)
        await seeker.answer(shows(inKeeping(seeker)))
      }
      expect(new Set(seeker.told().map(({ wish }) => wish)).size).toBe(seeker.told().length)
    }
  })

  it('targetSeeker() tells all at once where it is front-loaded', async () => {
    const seeker = target1({ frontLoaded: 1 })
    const { text } = await seeker.open()
    const facets = facetsOf(columns, [target], liked, randomStream(1, 'seeker').split('facets'))
    expect(
      seeker
        .told()
        .map(({ wish }) => wish)
        .sort(),
    ).toEqual(facets.map(({ facet }) => facetWords(facet)).sort())
    expect(seeker.told().every(({ turn }) => turn === 1)).toBe(true)
    for (const category of data.catalogue[target]!.categories)
      expect(text.toLowerCase()).toContain(category.toLowerCase())
  })

  it('targetSeeker() draws who is front-loaded in the share asked for', () => {
    const seekers = Array.from({ length: 400 }, (_, seed) => target1({ random: randomStream(seed), frontLoaded: 0.25 }))
    const share = seekers.filter(({ frontLoaded }) => frontLoaded).length / 400
    expect(share).toBeGreaterThan(0.18)
    expect(share).toBeLessThan(0.32)
  })

  it('targetSeeker() takes the target whenever it is shown', async () => {
    const seeker = target1()
    await seeker.open()
    const turn = await seeker.answer(shows([3 as ItemIndex, target]))
    expect(turn).toMatchObject({ leaves: true, accepts: data.items.ids[target], because: 'found' })
  })

  it('targetSeeker() insists once in clearer words, then leaves and says what to change', async () => {
    const seeker = await demanding()
    const { wish } = seeker.told()[0]!
    const insisted = await seeker.answer(shows(against(seeker)))
    expect(insisted.leaves).toBe(false)
    expect(seeker.told()).toEqual([{ wish, turn: 1, insisted: [2] }])
    const left = await seeker.answer(shows(against(seeker)))
    expect(left).toMatchObject({ leaves: true, because: 'ignored', accepts: null })
    expect(left.text).toMatch(/leaving|goodbye|twice/)
    const value = wish.replace(/^not /, '').match(/\d{4}|[\w-]+/)![0]
    expect(left.text).toContain(value)
  })

  it('targetSeeker() that instructs waits for a reply, stays where it is followed, and leaves where it is not', async () => {
    const upTo = async (answer: (seeker: TellingSeeker) => readonly ItemIndex[]): Promise<SeekerTurn[]> => {
      const seeker = await demanding({ instructs: true, patience: 3 })
      await seeker.answer(shows(against(seeker)))
      const warning = await seeker.answer(shows(against(seeker)))
      return [warning, await seeker.answer(shows(answer(seeker))), await seeker.answer(shows(inKeeping(seeker)))]
    }
    const [warning, stays, leaves] = await upTo(inKeeping)
    expect([warning!.leaves, stays!.leaves]).toEqual([false, false])
    expect(leaves).toMatchObject({ leaves: true, because: 'patience' })
    const [, lost] = await upTo(against)
    expect(lost).toMatchObject({ leaves: true, because: 'ignored' })
    const [, empty] = await upTo(() => [])
    expect(empty!.leaves).toBe(true)
  })

  it('targetSeeker() leaves when its patience is over, and never before the turns where it may not', async () => {
    const replies = async (over: Partial<TargetSeekerParts>): Promise<readonly [number, string | null]> => {
      const seeker = target1(over)
      let turn = await seeker.open()
      for (let heard = 0; ; heard++) {
        if (turn.leaves) return [heard, turn.because]
        turn = await seeker.answer(shows(inKeeping(seeker)))
      }
    }
    expect(await replies({ turns: 30 })).toEqual([target1().temperament.patience, 'patience'])
    expect(await replies({ turns: 12, leaves: false })).toEqual([12, 'turns'])
  })

  it('targetSeeker() says that it knows what it has seen, and that nothing was shown', async () => {
    const seeker = target1({ random: randomStream(5), leaves: false })
    await seeker.open()
    expect((await seeker.answer(shows([liked[0]!]))).text).toMatch(/seen|know|said|told|missed|asked/i)
    expect(seeker.contradicted([])).toEqual(seeker.told().map(() => null))
  })

  it('targetSeeker() never names its target, whatever it is shown and whoever it is', async () => {
    const run = fc.asyncProperty(fc.nat(10_000), async (seed) => {
      const random = randomStream(seed, 'case')
      const wanted = random.int(150) as ItemIndex
      const seeker = target1({
        target: wanted,
        liked: [0, 1, 2].map((k) => random.split(k).int(150) as ItemIndex),
        random,
        frontLoaded: 0.5,
        instructs: seed % 2 === 0,
        noun: 'film',
      })
      let turn = await seeker.open()
      for (let heard = 0; heard < 6; heard++) {
        expect(namesTitle(turn.text, data.catalogue[wanted]!.title), turn.text).toBe(false)
        if (turn.leaves) break
        turn = await seeker.answer(shows([0, 1, 2, 3, 4].map((k) => random.split(heard, k).int(150) as ItemIndex)))
      }
    })
    await fc.assert(run, { numRuns: 300 })
  })

  it('targetSeeker() says the same again from the same stream', async () => {
    const script = async (): Promise<string[]> => {
      const seeker = target1({ random: randomStream(9, 'again') })
      const said = [(await seeker.open()).text]
      for (let heard = 0; heard < 3; heard++) said.push((await seeker.answer(shows(against(seeker)))).text)
      return said
    }
    expect(await script()).toEqual(await script())
  })

  it('saidWithout() says something anew up to five times', () => {
    const words = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    const drafts = (upTo: number) => {
      let said = 0
      return saidWithout(
        (text) => text <= words[upTo]!,
        () => words[said++]!,
        randomStream(1),
      )
    }
    expect(drafts(4)).toEqual({ text: 'f', resaid: 5, named: false })
    expect(drafts(6)).toEqual({ text: 'f', resaid: 5, named: true })
  })

  it.each([
    [{ target: 999 as ItemIndex }, 'The catalogue has no item number 999'],
    [{ columns: catalogueColumns({ catalogue: [], items: data.items }) }, 'The catalogue is empty'],
    [{ frontLoaded: 2 }, 'frontLoaded must be a share from 0 to 1, got 2'],
    [{ patience: 0 }, 'patience must be a number above 0, got 0'],
    [{ turns: 0 }, 'turns must be a whole number from 1, got 0'],
  ] as const)('targetSeeker() refuses %o', (over, sentence) => {
    expect(() => target1(over as Partial<TargetSeekerParts>)).toThrow(sentence)
  })

  it('targetSeeker() refuses an item without a title', () => {
    const catalogue = data.catalogue.map((item, place) => (place === target ? { ...item, title: ' ' } : item))
    const untitled = catalogueColumns({ catalogue, items: data.items })
    expect(() => target1({ columns: untitled })).toThrow('has no title: nobody can look for it.')
  })
})

describe('utilitySeeker', () => {
  const scores = Float64Array.from(everything, (item) => randomStream(4, 'score', item).next())
  const withTaste = (over: Partial<UtilitySeekerParts> = {}) =>
    utilitySeeker({
      id: '1',
      columns,
      liked,
      known: liked,
      random: randomStream(2),
      utility: (item) => scores[item]!,
      topShare: 0.1,
      ...over,
    })

  it('utilitySeeker() takes the best of the cards that lie in its top share, and nothing else', async () => {
    const seeker = withTaste()
    expect(seeker.content.length).toBe(15)
    await seeker.open()
    const poor = without(...seeker.content, ...liked).slice(0, 5)
    expect((await seeker.answer(shows(poor))).accepts).toBeNull()
    const taken = await seeker.answer(shows([poor[0]!, seeker.content[3]!, seeker.content[1]!]))
    expect(taken).toMatchObject({ accepts: data.items.ids[seeker.content[1]!], because: 'found' })
  })

  it('utilitySeeker() takes the best so far when time is up, if it is so inclined', async () => {
    const ends = await Promise.all(
      Array.from({ length: 60 }, async (_, seed) => {
        const seeker = withTaste({ random: randomStream(seed), turns: 1 })
        await seeker.open()
        const poor = without(...seeker.content, ...liked).slice(0, 5)
        const turn = await seeker.answer(shows(poor))
        const best = poor.reduce((one, other) => (scores[other]! > scores[one]! ? other : one))
        if (turn.accepts !== null) expect(turn.accepts).toBe(data.items.ids[best])
        return turn.because
      }),
    )
    expect(new Set(ends)).toEqual(new Set(['settled', 'turns']))
  })

  it.each([
    [{ topShare: 0 }, 'topShare must lie above 0'],
    [{ utility: () => Number.NaN }, 'is NaN'],
    [{ known: everything }, 'knows every item'],
  ] as const)('utilitySeeker() refuses %o', (over, sentence) => {
    expect(() => withTaste(over as Partial<UtilitySeekerParts>)).toThrow(sentence)
  })
})

describe('drawTemperament', () => {
  it('temperamentOf() makes the neurotic less patient and the agreeable more polite', () => {
    expect(temperamentOf({ agreeableness: 0, neuroticism: 0 })).toMatchObject({ patience: 4, gain: 0.4, relief: 0.15 })
    expect(temperamentOf({ agreeableness: 0, neuroticism: 2 }).patience).toBe(3)
    expect(temperamentOf({ agreeableness: 0, neuroticism: 2 }).gain).toBeCloseTo(0.4 * Math.exp(0.6), 12)
    expect(temperamentOf({ agreeableness: -5, neuroticism: 5 }).patience).toBe(2)
    expect(temperamentOf({ agreeableness: 0.6, neuroticism: 0 }).politeness).toBe(0.5)
  })

  it('drawTemperament() draws standard traits that correlate negatively', () => {
    const people = Array.from({ length: 2000 }, (_, seed) => drawTemperament(randomStream(seed, 'temperament')))
    const mean = (of: (one: (typeof people)[number]) => number) => people.reduce((sum, one) => sum + of(one), 0) / 2000
    expect(Math.abs(mean(({ neuroticism }) => neuroticism))).toBeLessThan(0.1)
    const product = mean(({ agreeableness, neuroticism }) => agreeableness * neuroticism)
    expect(product).toBeLessThan(-0.15)
    expect(product).toBeGreaterThan(-0.35)
  })
})
