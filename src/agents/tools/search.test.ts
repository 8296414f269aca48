import { describe, expect, it } from 'vitest'
import { datasetFromRows } from '../../data/dataset.ts'
import { type Item, itemId, userId } from '../../domain/index.ts'
import { toyWorld } from '../../testing/toy-world.ts'
import { hashedText } from '../memory/hashed-text.ts'
import { catalogueColumns } from './catalogue-columns.ts'
import { lookUpItem } from './look-up-item.ts'
import { lookUpUser } from './look-up-user.ts'
import { pastOf } from './past.ts'
import { searchCatalogue } from './search-catalogue.ts'
import { searchIndex } from './search-index.ts'
import { type Review, searchReviews } from './search-reviews.ts'
import { titlesIn } from './titles-in.ts'
import { useTool } from './use-tool.ts'
import { userHistory } from './user-history.ts'

const film = (id: string, title: string, text: string, categories: readonly string[] = []): Item => ({
  ...{ id: itemId(id), title, text, categories, attributes: {} },
})
const shelf = [
  film('a', 'Alien (1979)', 'A crew meets a creature in deep space.', ['Horror']),
  film('b', 'Alien 3', 'A prison planet.', ['Horror']),
  film('c', 'Cabaret', 'A singer in Berlin.', ['Musical']),
  film('d', '', 'No words of note.'),
]
const rows = [
  { user: userId('u'), item: itemId('a'), value: 5, at: 10 },
  { user: userId('u'), item: itemId('b'), value: 1, at: 20 },
  { user: userId('v'), item: itemId('c'), value: 3, at: 30 },
]
const data = datasetFromRows(rows, { name: 'x', licence: 'MIT', catalogue: shelf, scale: { min: 1, max: 5, step: 1 } })
const columns = catalogueColumns(data)

describe('search_catalogue', () => {
  it('finds items by words of title, category and text, with a letter wrong, and gives ids only', async () => {
    const tool = searchCatalogue(columns, await searchIndex(data))
    const ids = async (query: string) => {
      const used = await useTool(tool, { query })
      expect(titlesIn(shelf).find(used.words)).toEqual([])
      return (used as { output: { items: { id: string }[] } }).output.items.map(({ id }) => id)
    }
    expect(await ids('singer berlin')).toEqual(['c'])
    expect(await ids('horrer')).toEqual(['a', 'b'])
    expect(await ids('alein 1979')).toContain('a')
    expect(await ids('nothing')).toEqual([])
    expect(await ids('...')).toEqual([])
  })

  it('adds one over sixty plus the rank in words and in vectors', async () => {
    // Vectors that know one thing: whether a text speaks of song.
    const embed = async (texts: readonly string[]) =>
      texts.map((text) => Float32Array.of(/sing|song|Cabaret/.test(text) ? 1 : 0, 0.1))
    const index = await searchIndex(data, embed)
    const found = await index.search('a creature in a song', 4)
    expect(found[0]).toMatchObject({ item: 0 })
    expect(found.find(({ item }) => item === 2)!.score).toBeGreaterThan(1 / 61 - 1e-6)
    const song = await index.search('song', 1)
    expect(song).toEqual([{ item: 2, score: Math.fround(1 / 61) }])
  })

  it('refuses an empty query and a k out of bounds, and takes long ones', async () => {
    const tool = searchCatalogue(columns, await searchIndex(data))
    for (const bad of [{ query: '' }, { query: 'a', k: 0 }, { query: 'a', k: 51 }, { query: 'a'.repeat(501) }]) {
      expect(await useTool(tool, bad)).toMatchObject({ ok: false, kind: 'input' })
    }
    expect(await useTool(tool, { query: 'berlin '.repeat(70) })).toMatchObject({ ok: true })
    const empty = datasetFromRows([], { name: 'x', licence: 'MIT' })
    const none = searchCatalogue(
      catalogueColumns(empty),
      await searchIndex(empty, async (texts) => texts.map(hashedText(8))),
    )
    expect((await useTool(none, { query: 'a' })).words).toBe('Nothing was found. Try other words.')
  })

  it('says when an embedding function loses texts', async () => {
    await expect(searchIndex(data, async () => [])).rejects.toThrow('4 texts were embedded as 0 vectors')
  })
})

describe('search_reviews', () => {
  const review = (user: string, item: string, at: number, text: string): Review => ({
    ...{ user: userId(user), item: itemId(item), at, text },
  })
  const reviews = [
    review('u', 'a', 11, 'Scary. Better than Alien 3 and "Cabaret" together.'),
    review('u', 'b', 25, 'Scary but dull.'),
    review('v', 'c', 31, 'Not scary at all.'),
    review('v', 'a', 5, 'Scary, says somebody who never saw it.'),
  ]
  const of = async (end: number, input: object) => {
    const used = await useTool(searchReviews(columns, pastOf(data, { before: end }), reviews), input)
    return (used as { output: { reviews: { item: string; text: string }[] } }).output.reviews
  }

  it('finds what was written in the past about items that were touched then', async () => {
    expect((await of(25, { query: 'scary' })).map(({ item }) => item)).toEqual(['a'])
    expect((await of(26, { query: 'scary' })).map(({ item }) => item).sort()).toEqual(['a', 'b'])
    expect(await of(10, { query: 'scary' })).toEqual([])
  })

  it('keeps titles out unless the item was asked for by its id', async () => {
    expect((await of(25, { query: 'scary' }))[0]!.text).toBe('Scary. Better than [title] and "[title]" together.')
    expect((await of(25, { query: 'scary', item: 'a' }))[0]!.text).toContain('Better than Alien 3')
    const unknown = await useTool(searchReviews(columns, pastOf(data), reviews), { query: 'scary', item: 'z' })
    expect(unknown).toMatchObject({ ok: false, kind: 'refused' })
  })
})

describe('look_up_item, look_up_user and user_history', () => {
  const world = toyWorld()

  it('look_up_item counts and averages the past alone', async () => {
    const of = async (end: number) =>
      (await useTool(lookUpItem(columns, pastOf(data, { before: end })), { id: 'b' })).words
    expect(await of(21)).toBe(
      '"b" "Alien 3": {"category":["Horror"],"text":"A prison planet."}\n1 interaction, mean rating 1.00.',
    )
    expect(await of(20)).toMatch(/\n0 interactions\.$/)
  })

  it('user_history of a target at the sixth place has five rows, newest first and none later', async () => {
    const target = world.log.offsets[2]! + 5
    const tool = userHistory(pastOf(world, { row: target }), { user: userId('3') })
    const used = await useTool(tool, { id: '3', k: 10 })
    const earlier = Array.from(world.log.item.subarray(world.log.offsets[2]!, target), (item) => world.items.ids[item])
    const { rows: shown, left } = (used as { output: { rows: { item: string }[]; left: number } }).output
    expect(shown.map(({ item }) => item)).toEqual(earlier.reverse())
    expect(left).toBe(0)
    expect((await useTool(tool, { id: '3', k: 2 })).words).toMatch(
      /^"[a-z]+-\d+" rated [45] on \d{4}-\d\d-\d\d\n.*\n3 older ones\.$/,
    )
  })

  it('look_up_user and user_history show nobody else unless everybody may be looked up', async () => {
    const past = pastOf(world, { row: 100 })
    for (const make of [lookUpUser, userHistory]) {
      const own = make(past, { user: userId('3') })
      expect(await useTool(own, { id: '4' })).toMatchObject({
        kind: 'refused',
        words: 'Only the data of "3" may be read here. Ask for that id.',
      })
      const open = make(past, 'everybody')
      expect(await useTool(open, { id: '4' })).toMatchObject({ ok: true })
      expect((await useTool(open, { id: '400' })).words).toContain('Nobody has the id "400". Did you mean')
    }
  })

  it('look_up_user tells the profile and how much was done, never what', async () => {
    const past = pastOf(world, { row: 21 })
    const tool = lookUpUser(past, 'everybody')
    expect((await useTool(tool, { id: '2' })).words).toMatch(
      /^"2": {"age":21,"genres":"comedy, horror"}\n1 interaction, mean rating [45]\.00, from/,
    )
    expect(await useTool(tool, { id: '30' })).toMatchObject({
      output: { interactions: 0, meanRating: null, first: null, last: null },
    })
  })
})

describe('titlesIn()', () => {
  const { find, mask } = titlesIn([
    ...shelf,
    film('e', 'It', ''),
    film('f', '"9" & a half', ''),
    film('g', '!!!', ''),
    film('h', "'Til", ''),
  ])

  it('finds titles by their letters, the longest at a place, also as JSON writes them', () => {
    expect(find('Alien 3, Alien and Alien (1979)')).toEqual(['Alien 3', 'Alien (1979)'])
    expect(find(JSON.stringify({ title: '"9" & a half' }))).toEqual(['"9" & a half'])
    expect(find("I went 'Til dawn.")).toEqual(["'Til"])
  })

  it('finds none in a longer word, in other letters or in nothing', () => {
    expect(find('Aliens and Italians; it is alien; Cabarets, !!!')).toEqual([])
    expect(find('')).toEqual([])
    expect(titlesIn([]).find('Alien')).toEqual([])
  })

  it('masks what it finds, so that nothing is found any more', () => {
    const text = 'It was Alien 3, no: Cabaret.'
    expect(mask(text, '[title]')).toBe('[title] was [title], no: [title].')
    expect(find(mask(text, '[title]'))).toEqual([])
  })
})
