import { fitInterest, interestOf, itemMeans, personas, userTaste } from '../agents/index.ts'
import type { ItemIndex, UserIndex } from '../domain/index.ts'
import {
  type AlignmentRow,
  type AlignmentTest,
  alignmentRows,
  alignmentTest,
  type Rivals,
} from '../evaluation/index.ts'
import { choiceMind } from '../minds/index.ts'
import { ease, popularity } from '../models/index.ts'
import { type RandomStream, randomStream } from '../random.ts'
import { agent4recWords, alignQuestion, itemCard, viewerUtility } from '../systems/index.ts'
import type { Prepared } from './_prepare.ts'
import { tasteById } from './_taste-by-id.ts'
import type { SimulateRequest } from './simulate-request.ts'

/** The alignment part of a run folder. */
export interface AlignmentDocument {
  readonly settings: readonly {
    readonly ratio: number
    readonly rivals: Rivals
    readonly excluded: number
    readonly short: number
    readonly rows: readonly AlignmentRow[]
  }[]
}

const SETTINGS = (['uniform', 'equally-popular'] as const).flatMap((rivals) =>
  [1, 2, 3, 9].map((ratio) => ({ ratio, rivals })),
)

/**
 * Asks the viewers and every control about held-out and never-chosen items: does the viewer know whose viewer it is?
 *
 * A yes is a probability of one half or more. The rows `popularity` and `ease` answer by the same rule as the viewers, from
 * the same events, with another model: a viewer below `ease` has learned less than a simple linear model.
 *
 * @returns for each setting a row per answerer with intervals, and the viewer's gain over it
 * @example (await alignViewers(request, prepared)).settings[0]?.rows[0]?.accuracy.mean
 */
export async function alignViewers(request: SimulateRequest, prepared: Prepared): Promise<AlignmentDocument> {
  const { parts, test, random, panel } = prepared
  const tests = SETTINGS.map((setting) =>
    alignmentTest({ known: parts.known, test }, panel, setting, random.split('alignment', 'lists')),
  )
  const answers = await answersTo(tests, request, prepared)
  const chance = random.split('alignment', 'random-clicker')
  const settings = tests.map(({ ratio, rivals, excluded, short, lists }, place) => {
    const all = new Map([
      ...answers[place]!,
      ...rulesWithoutTaste(lists, answers[place]!.get('viewer')!, chance.split(rivals, ratio)),
    ])
    const rows = alignmentRows(tests[place]!, all, test.users.ids, random.split('alignment', rivals, ratio))
    return { ratio, rivals, excluded, short, rows }
  })
  return { settings }
}

type Yes = boolean[][]
type Lists = AlignmentTest['lists']

/** What those with taste say, by setting and name: each person is asked about all lists while their taste is at hand. */
async function answersTo(
  tests: readonly AlignmentTest[],
  request: SimulateRequest,
  prepared: Prepared,
): Promise<Map<string, Yes>[]> {
  const { panel, strangers, parts } = prepared
  const run = { random: prepared.random.split('alignment', 'controls'), threads: 1 }
  const simple = {
    popularity: await fitInterest(parts, popularity(), run),
    ease: await fitInterest(parts, ease(), run),
  }
  const viewer = viewers(prepared)
  const answers = tests.map(
    () => new Map(['viewer', ...Object.keys(simple), 'persona-shuffled'].map((who): [string, Yes] => [who, []])),
  )
  for (const [done, user] of panel.entries()) {
    request.onProgress?.({ stage: 'taste alignment', done, total: panel.length, unit: 'people' })
    const asked = tests.map(({ lists }) => lists.find((list) => list.user === user)?.items)
    const answer = async (
      who: string,
      say: (items: readonly ItemIndex[]) => boolean[] | Promise<boolean[]>,
    ): Promise<void> => {
      for (const [place, items] of asked.entries()) if (items) answers[place]!.get(who)!.push(await say(items))
    }
    await answer('viewer', viewer(user, user))
    await answer('persona-shuffled', viewer(user, strangers.get(user)!))
    for (const [who, interest] of Object.entries(simple)) {
      const likely = interestOf(interest, user)
      await answer(who, (items) => items.map((item) => likely(item) >= 0.5))
    }
  }
  return answers
}

/** What those without taste say; the random clicker says yes as often as the viewers do. */
function rulesWithoutTaste(lists: Lists, viewer: Yes, chance: RandomStream): [who: string, yes: Yes][] {
  const said = viewer.flat()
  const rate = said.filter(Boolean).length / said.length
  const rule = (yes: (place: number, of: number) => boolean): Yes =>
    lists.map(({ items }) => items.map((_, place) => yes(place, items.length)))
  return [
    ['random-clicker', rule(() => chance.next() < rate)],
    ['order-only', rule((place, of) => place < Math.round(rate * of))],
    ['always-yes', rule(() => true)],
    ['always-no', rule(() => false)],
  ]
}

/** Puts the align question to a choice mind; the mind sees items only, never which of them were chosen. */
function viewers({ parts, options, taste, seed }: Prepared) {
  const { train } = parts
  const people = personas(train, options.tasteCount)
  const means = itemMeans(train)
  return (user: UserIndex, whose: UserIndex): ((items: readonly ItemIndex[]) => Promise<boolean[]>) => {
    const utility = viewerUtility(tasteById(userTaste(taste, whose), train))
    const mind = choiceMind({ utility, words: agent4recWords })
    const persona = people.persona(whose)
    const random = randomStream(seed, 'alignment', train.users.ids[user]!)
    return (items) =>
      Promise.all(
        items.map(async (item, position) => {
          const card = itemCard(train.catalogue[item]!, means[item]!, options)
          const question = alignQuestion({ persona, card, position, recalled: [] }, random.split(card.id))
          return (await mind.choose(question, ['yes', 'no'])).probabilities[0]! >= 0.5
        }),
      )
  }
}
