import { fitInterest, interestOf, itemMeans, personas, userTaste } from '../agents/index.ts'
import { type ItemIndex, MindFailure, type UserIndex } from '../domain/index.ts'
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
import { inOrder } from '../scale/index.ts'
import { agent4recWords, alignQuestion, itemCard, viewerUtility } from '../systems/index.ts'
import type { Prepared } from './_prepare.ts'
import { tasteById } from './_taste-by-id.ts'
import type { ViewerMinds } from './_viewer-minds.ts'
import type { MindOf, SimulateRequest } from './simulate-request.ts'

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
 * the same events, with another model: a viewer below `ease` has learned less than a simple linear model. Where a language
 * model decides, it is asked at 1:1 only, and where one answers beside the viewers, among equally popular rivals only: every
 * answer costs, and elsewhere popularity alone answers well.
 *
 * @returns for each setting a row per answerer with intervals, and the viewer's gain over it
 * @example (await alignViewers(request, prepared, minds)).settings[0]?.rows[0]?.accuracy.mean
 */
export async function alignViewers(
  request: SimulateRequest,
  prepared: Prepared,
  minds: ViewerMinds,
): Promise<AlignmentDocument> {
  const { parts, test, random, panel } = prepared
  const tests = SETTINGS.filter(({ ratio }) => ratio === 1 || !costs(minds)).map((setting) =>
    alignmentTest({ known: parts.known, test }, panel, setting, random.split('alignment', 'lists')),
  )
  const answers = await answersTo(tests, request, prepared, minds)
  const chance = random.split('alignment', 'random-clicker')
  const settings = []
  for (const [place, each] of tests.entries()) {
    const { ratio, rivals, excluded, short, lists } = each
    const all = new Map([
      ...answers[place]!,
      ...rulesWithoutTaste(lists, answers[place]!.get('viewer')!, chance.split(rivals, ratio)),
    ])
    const rows = alignmentRows(each, all, test.users.ids, random.split('alignment', rivals, ratio))
    const beside = ratio === 1 && rivals === 'equally-popular' ? await besideRow(each, all, prepared, minds) : []
    settings.push({ ratio, rivals, excluded, short, rows: [...rows, ...beside] })
  }
  return { settings }
}

const costs = ({ own, name }: ViewerMinds): boolean => own !== null && name !== 'own'

type Yes = boolean[][]
type Lists = AlignmentTest['lists']

/** What those with taste say, by setting and name: each person is asked about all lists while their taste is at hand. */
async function answersTo(
  tests: readonly AlignmentTest[],
  request: SimulateRequest,
  prepared: Prepared,
  minds: ViewerMinds,
): Promise<Map<string, Yes>[]> {
  const { panel, strangers, parts } = prepared
  const run = { random: prepared.random.split('alignment', 'controls'), threads: 1 }
  const simple = {
    popularity: await fitInterest(parts, popularity(), run),
    ease: await fitInterest(parts, ease(), run),
  }
  const viewer = viewers(prepared)
  const names = ['viewer', ...(minds.own ? ['utility'] : []), ...Object.keys(simple), 'persona-shuffled']
  const answers = tests.map(() => new Map(names.map((who): [string, Yes] => [who, []])))
  const ask = (user: UserIndex) => tests.map(({ lists }) => lists.find((list) => list.user === user)?.items)
  for (const [done, user] of panel.entries()) {
    request.onProgress?.({ stage: 'taste alignment', done, total: panel.length, unit: 'people', ...minds.spent() })
    const asked = ask(user)
    const answer = async (
      who: string,
      say: (items: readonly ItemIndex[]) => boolean[] | Promise<boolean[]>,
    ): Promise<void> => {
      for (const [place, items] of asked.entries()) if (items) answers[place]!.get(who)!.push(await say(items))
    }
    await answer(minds.own ? 'utility' : 'viewer', viewer(user, user))
    if (!minds.own) await answer('persona-shuffled', viewer(user, strangers.get(user)!))
    for (const [who, interest] of Object.entries(simple)) {
      const likely = interestOf(interest, user)
      await answer(who, (items) => items.map((item) => likely(item) >= 0.5))
    }
  }
  if (!minds.own) return answers
  // Minds that may have to wait are asked on all lanes, as the person and as a stranger.
  let done = 0
  const work = async (user: UserIndex, signal: AbortSignal) => {
    const mindOf: MindOf = (who, utility) => minds.own!({ ...who, signal }, utility)
    const own = await inTurn(ask(user), (items) => items && viewer(user, user, mindOf)(items))
    const shuffled = await inTurn(ask(user), (items) => items && viewer(user, strangers.get(user)!, mindOf)(items))
    return { viewer: own, 'persona-shuffled': shuffled }
  }
  for await (const said of inOrder(minds.lanes, panel, work)) {
    for (const [who, lists] of Object.entries(said)) {
      for (const [place, yes] of lists.entries()) if (yes) answers[place]!.get(who)!.push(yes)
    }
    done++
    request.onProgress?.({
      stage: 'alignment of the minds',
      done,
      total: panel.length,
      unit: 'people',
      ...minds.spent(),
    })
  }
  return answers
}

/** The row of the model that answers beside the viewers, on the lists of its own people. */
async function besideRow(
  test: AlignmentTest,
  answers: ReadonlyMap<string, Yes>,
  prepared: Prepared,
  minds: ViewerMinds,
): Promise<AlignmentRow[]> {
  if (!minds.beside) return []
  const theirs = new Set<UserIndex>(minds.besideUsers)
  const places = test.lists.flatMap(({ user }, place) => (theirs.has(user) ? [place] : []))
  const lists = places.map((place) => test.lists[place]!)
  const viewer = viewers(prepared)
  const said: Yes = []
  const work = ({ user, items }: Lists[number], signal: AbortSignal) =>
    viewer(user, user, (who, utility) => minds.beside!({ ...who, as: 'language', signal }, utility))(items)
  for await (const yes of inOrder(minds.lanes, lists, work)) said.push(yes)
  const both = new Map([
    ['viewer', places.map((place) => answers.get('viewer')![place]!)],
    ['language', said],
  ])
  const random = prepared.random.split('alignment', 'language', test.rivals)
  return alignmentRows({ ...test, lists }, both, prepared.test.users.ids, random).filter(
    ({ who }) => who === 'language',
  )
}

async function inTurn<Thing, Result>(
  things: readonly Thing[],
  work: (thing: Thing) => Promise<Result> | undefined,
): Promise<(Result | undefined)[]> {
  const results: (Result | undefined)[] = []
  for (const thing of things) results.push(await work(thing))
  return results
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

/**
 * Puts the align question to the mind of a viewer; it sees items only, never which of them were chosen. An answer that
 * fails is a no, and counts as one.
 */
function viewers({ parts, options, taste, seed }: Prepared) {
  const { train } = parts
  const people = personas(train, options.tasteCount, options.tasteItems)
  const means = itemMeans(train)
  return (
    user: UserIndex,
    whose: UserIndex,
    mindOf?: MindOf,
  ): ((items: readonly ItemIndex[]) => Promise<boolean[]>) => {
    const utility = viewerUtility(tasteById(userTaste(taste, whose), train))
    const choice = choiceMind({ utility, words: agent4recWords })
    const id = train.users.ids[user]!
    const mind = mindOf?.({ user: id, as: 'viewer' }, choice) ?? choice
    const persona = people.persona(whose)
    const random = randomStream(seed, 'alignment', id)
    return (items) =>
      inTurn(
        items.map((item, position) => ({ item, position })),
        async ({ item, position }) => {
          const card = itemCard(train.catalogue[item]!, means[item]!, options)
          const question = alignQuestion({ persona, card, position, recalled: [] }, random.split(card.id))
          try {
            return (await mind.choose(question, ['yes', 'no'])).probabilities[0]! >= 0.5
          } catch (error) {
            if (error instanceof MindFailure) return false
            throw error
          }
        },
      ) as Promise<boolean[]>
  }
}
