import { describe, expect, it } from 'vitest'
import { type Persona, personas } from '../../agents/index.ts'
import { datasetFromRows, joinLogs, splitByName, withLog } from '../../data/index.ts'
import type { Dataset, ItemIndex, UserIndex } from '../../domain/index.ts'
import { type AlignmentTest, agreement, alignmentTest } from '../../evaluation/index.ts'
import { randomStream } from '../../random.ts'
import { scriptedMind, TOY_GENRES, toyWorld } from '../../testing/index.ts'
import { type AlignFacts, itemCard } from './facts.ts'
import { alignQuestion } from './questions.ts'

/** The toy world with everybody's two genres rated whole: what a person never chose is of the other two genres. */
function wholeWorld(): Dataset {
  const { people, catalogue, scale } = toyWorld()
  const rows = people.flatMap(({ id, attributes }) =>
    catalogue
      .filter(({ categories }) => String(attributes!['genres']).includes(categories[0]!))
      .map((item, at) => ({ user: id, item: item.id, value: 4 + (at % 2), at })),
  )
  return datasetFromRows(rows, { name: 'whole', licence: 'MIT', people, catalogue, scale: scale! })
}

const world = wholeWorld()
const { train, private: held, test } = splitByName('three-way', randomOrder(world), randomStream(1))
const known = withLog(world, joinLogs(train.log, held!.log))
const everybody = world.users.ids.map((_, user) => user as UserIndex)
const people = personas(train, 2)

/** All at one time, so that the split parts each person's films by chance and not by genre. */
function randomOrder(data: Dataset): Dataset {
  return withLog(data, { ...data.log, at: data.log.at.slice().fill(0) })
}

/** Says yes exactly to the two genres of the persona it is asked as. */
const mind = scriptedMind({
  'agent4rec/align': ({ persona, card }: AlignFacts) =>
    persona.tastes.some(({ genre }) => genre === card.id.split('-')[0]) ? 'yes' : 'no',
})

const question = (persona: Persona, item: ItemIndex, position: number) => {
  const card = itemCard(world.catalogue[item]!, Number.NaN, { showGenres: false, showMeanRating: true })
  return alignQuestion({ persona, card, position, recalled: [] }, randomStream(1, card.id))
}

/** Mean agreement of everybody's viewer, asked as the person that `whose` names. */
async function agreementOf({ lists }: AlignmentTest, whose: (user: UserIndex) => UserIndex) {
  const all = await Promise.all(
    lists.map(async ({ user, items, chosen }) => {
      const persona = people.persona(whose(user))
      const asked = items.map((item, place) => mind.choose(question(persona, item, place), ['yes', 'no']))
      return agreement(
        (await Promise.all(asked)).map(({ picked }) => picked === 'yes'),
        chosen,
      )
    }),
  )
  const mean = (of: (one: (typeof all)[number]) => number | null): number =>
    all.reduce((sum, one) => sum + (of(one) ?? 0), 0) / all.length
  return {
    accuracy: mean((one) => one.accuracy),
    precision: mean((one) => one.precision),
    recall: mean((one) => one.recall),
    f1: mean((one) => one.f1),
  }
}

describe('alignment of Agent4Rec viewers on a toy world', () => {
  const settings = [1, 2, 3, 9].map((ratio) => ({ ratio, rivals: 'uniform' }) as const)
  const lists = (setting: (typeof settings)[number]) =>
    alignmentTest({ known, test }, everybody, setting, randomStream(2))

  it('alignQuestion() reaches a mind that knows its genres: all four measures are 1 at every ratio', async () => {
    expect(TOY_GENRES).toHaveLength(4)
    for (const setting of settings) {
      const asked = lists(setting)
      expect(asked).toMatchObject({ excluded: 0 })
      expect(await agreementOf(asked, (user) => user)).toEqual({ accuracy: 1, precision: 1, recall: 1, f1: 1 })
    }
  })

  it('alignQuestion() with another person’s persona is chance: half of what is chosen, half of what is not', async () => {
    const asked = lists(settings[0]!)
    const random = randomStream(3)
    let accuracy = 0
    const rounds = 20
    for (let round = 0; round < rounds; round++) {
      const shuffled = random.shuffle([...everybody])
      accuracy += (await agreementOf(asked, (user) => shuffled[user]!)).accuracy / rounds
    }
    expect(Math.abs(accuracy - 0.5)).toBeLessThan(0.05)
  })

  it('alignQuestion() asks the same words when the truth is swapped', () => {
    const asked = lists(settings[0]!)
    const swapped = { ...asked, lists: asked.lists.map((list) => ({ ...list, chosen: list.chosen.map((is) => !is) })) }
    const words = (of: AlignmentTest): string[] =>
      of.lists.flatMap(({ user, items }) =>
        items.map((item, place) => JSON.stringify(question(people.persona(user), item, place).prompt())),
      )
    expect(words(swapped)).toEqual(words(asked))
    expect(words(asked).every((text) => !/chosen|held|test/i.test(text))).toBe(true)
  })
})
