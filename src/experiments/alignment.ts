import {
  fitInterest,
  type Interest,
  interestOf,
  itemMeans,
  type Persona,
  personas,
  userTaste,
} from '../agents/index.ts'
import type { ItemIndex, Mind, UserIndex } from '../domain/index.ts'
import {
  type AlignmentRow,
  type AlignmentTest,
  alignmentRows,
  alignmentTest,
  type Rivals,
} from '../evaluation/index.ts'
import { choiceMind } from '../minds/index.ts'
import { ease, popularity } from '../models/index.ts'
import { randomStream } from '../random.ts'
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
  const run = { random: random.split('alignment', 'controls'), threads: 1 }
  const simple = {
    popularity: remembered(await fitInterest(parts, popularity(), run)),
    ease: remembered(await fitInterest(parts, ease(), run)),
  }
  const ask = askViewers(prepared)
  const settings = []
  for (const [done, setting] of SETTINGS.entries()) {
    request.onProgress?.({ stage: 'taste alignment', done, total: SETTINGS.length, unit: 'settings' })
    const lists = alignmentTest({ known: parts.known, test }, panel, setting, random.split('alignment', 'lists'))
    const answers = await answersTo(lists, prepared, ask, simple)
    const rows = alignmentRows(lists, answers, test.users.ids, random.split('alignment', setting.rivals, setting.ratio))
    settings.push({ ...setting, excluded: lists.excluded, short: lists.short, rows })
  }
  return { settings }
}

type InterestOf = (user: UserIndex) => (item: number) => number
type Yes = readonly (readonly boolean[])[]
type Ask = (user: UserIndex, taste: UserIndex, items: readonly ItemIndex[]) => Promise<boolean[]>

async function answersTo(
  { lists }: AlignmentTest,
  { seed, strangers }: Prepared,
  ask: Ask,
  simple: Readonly<Record<string, InterestOf>>,
): Promise<Map<string, Yes>> {
  const viewer: boolean[][] = []
  const shuffled: boolean[][] = []
  for (const { user, items } of lists) {
    viewer.push(await ask(user, user, items))
    shuffled.push(await ask(user, strangers.get(user)!, items))
  }
  const rate = viewer.flat().filter(Boolean).length / viewer.flat().length
  const rule = (answer: (place: number, user: UserIndex, items: readonly ItemIndex[]) => boolean): Yes =>
    lists.map(({ user, items }) => items.map((_, place) => answer(place, user, items)))
  const chance = randomStream(seed, 'alignment', 'random-clicker')
  return new Map<string, Yes>([
    ['viewer', viewer],
    ...Object.entries(simple).map(([name, interest]): [string, Yes] => [name, byInterest(lists, interest)]),
    ['persona-shuffled', shuffled],
    ['random-clicker', rule(() => chance.next() < rate)],
    ['order-only', rule((place, _user, items) => place < Math.round(rate * items.length))],
    ['always-yes', rule(() => true)],
    ['always-no', rule(() => false)],
  ])
}

/** Every setting asks about the same people: each person's interest is computed once. */
function remembered(interest: Interest): InterestOf {
  const known = new Map<UserIndex, (item: number) => number>()
  return (user) => {
    const likely = known.get(user) ?? interestOf(interest, user)
    known.set(user, likely)
    return likely
  }
}

function byInterest(lists: AlignmentTest['lists'], interest: InterestOf): Yes {
  return lists.map(({ user, items }) => {
    const likely = interest(user)
    return items.map((item) => likely(item) >= 0.5)
  })
}

/** Puts the align question to a choice mind; the mind sees items only, never which of them were chosen. */
function askViewers({ parts, options, taste, seed }: Prepared): Ask {
  const { train } = parts
  const people = personas(train, options.tasteCount)
  const means = itemMeans(train)
  const viewers = new Map<UserIndex, { mind: Mind; persona: Persona }>()
  const viewerOf = (whose: UserIndex): { mind: Mind; persona: Persona } => {
    const known = viewers.get(whose)
    if (known) return known
    const utility = viewerUtility(tasteById(userTaste(taste, whose), train))
    const made = { mind: choiceMind({ utility, words: agent4recWords }), persona: people.persona(whose) }
    viewers.set(whose, made)
    return made
  }
  return async (user, whose, items) => {
    const { mind, persona } = viewerOf(whose)
    const random = randomStream(seed, 'alignment', train.users.ids[user]!)
    const answers: boolean[] = []
    for (const [position, item] of items.entries()) {
      const card = itemCard(train.catalogue[item]!, means[item]!, options)
      const question = alignQuestion({ persona, card, position, recalled: [] }, random.split(card.id))
      answers.push((await mind.choose(question, ['yes', 'no'])).probabilities[0]! >= 0.5)
    }
    return answers
  }
}
