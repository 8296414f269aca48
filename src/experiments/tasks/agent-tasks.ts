import { likedFromOf, pastOf } from '../../agents/index.ts'
import type { TitledReview } from '../../data/index.ts'
import {
  type AgentTask,
  type AgentTaskType,
  type Dataset,
  type ItemIndex,
  Label,
  TastemakerError,
} from '../../domain/index.ts'
import { nearest } from '../../nearest.ts'
import { type RandomStream, randomStream } from '../../random.ts'
import { counted } from '../../words.ts'
import { negativesFor } from '../_negatives.ts'
import { eligiblePeople, type HeldOut } from './_eligible.ts'
import { reviewsByPair } from './_reviews-by-pair.ts'
import { untouchedItems } from './_untouched-items.ts'
import {
  type AgentTaskSet,
  agentTaskTypes,
  type TaskProtocol,
  type TaskSample,
  type TaskTruth,
  taskProtocols,
} from './task-sample.ts'

/** How a task set is made. */
export interface AgentTaskOptions {
  readonly task: AgentTaskType
  /** `1+19` unless given; for `rank` only. */
  readonly protocol?: TaskProtocol
  /** People; all there are where fewer are eligible. 200 unless given. */
  readonly n?: number
  /** 1 unless given. */
  readonly seed?: number
  /** What counts as liked, in the scale of the data; three quarters of the way up unless given. */
  readonly likedFrom?: number
  /** Orders in which the same candidates are shown; 1 unless given. For `rank` only. */
  readonly shuffles?: number
  /** What people wrote: the texts to summarise, and references for explanations. */
  readonly reviews?: readonly TitledReview[]
}

/** Items that an answer names where the catalogue or a long list is ranked; a list of up to 20 is ordered whole. */
const TOP = 10
const WHOLE = 20

/**
 * Samples of a task: the last event of some people, or for `rank`, `next` and `explain` their last liked one, and what was before.
 *
 * The models around a sample may know the log up to the last of the rolling cuts before it (`rollingCuts`), and the agent the past up to
 * the event itself. Candidates are the true item and items that the person never touched, in an order that comes from the seed and the
 * person alone. Data without times has one part to learn from: all events before the held-out ones of each person.
 *
 * @throws {TastemakerError} `config/unknown-name` for a task or protocol that is none; `config/range` for n or shuffles below 1, or
 *   more negatives than there are; `data/empty` for data that cannot be asked this: no ratings, no texts, or nobody eligible
 * @example agentTasks(data, { task: 'rank', protocol: '1+19', n: 200 }).samples[0]?.asked[0]
 */
export function agentTasks(data: Dataset, options: AgentTaskOptions): AgentTaskSet {
  const { task, protocol = '1+19', n = 200, seed = 1, shuffles = 1 } = options
  requireName('task', task, agentTaskTypes)
  requireName('protocol', protocol, taskProtocols)
  requireWhole({ n, shuffles })
  if (task === 'rate' && !data.scale) {
    throw new TastemakerError('data/empty', `${data.name} has no ratings to foresee.`, 'Ask for rank or next.')
  }
  const written = reviewsByPair(data, options.reviews ?? [])
  const likedFrom = options.likedFrom ?? likedFromOf({ past: pastOf(data) })
  const found = eligiblePeople(data, { task, likedFrom, written })
  const random = randomStream(seed, 'agent-tasks')
  const drawn = random
    .split('people')
    .shuffle([...found.people])
    .slice(0, n)
    .sort((one, other) => one.user - other.user)
  const samples = drawn.map((one): TaskSample => {
    const { user, row, past, cut } = one
    const item = data.log.item[row]! as ItemIndex
    const review = written.get(user, item)
    const references: Partial<Record<AgentTaskType, string>> = { summarise: review?.title, explain: review?.text }
    const truth: TaskTruth = { item, value: data.log.value[row]!, reference: references[task] ?? null }
    const asked = questions(data, one, { task, protocol, shuffles, item, review: review?.text ?? '' }, random)
    return { user, past, cut, asked, truth: new Label(truth) }
  })
  const used = new Set(samples.map(({ cut }) => cut))
  const { tooEarly, repeats } = found
  const eligible = found.people.length
  return {
    task,
    protocol,
    samples,
    cuts: found.cuts.filter((cut) => used.has(cut)),
    eligible,
    tooEarly,
    repeats,
    notes: notesOf({ data, n, eligible, tooEarly, repeats }),
  }
}

interface Asked {
  readonly task: AgentTaskType
  readonly protocol: TaskProtocol
  readonly shuffles: number
  readonly item: ItemIndex
  readonly review: string
}

function questions(
  data: Dataset,
  one: HeldOut,
  { task, protocol, shuffles, item, review }: Asked,
  random: RandomStream,
): TaskSample['asked'] {
  const user = data.users.ids[one.user]!
  const id = `${task}:${user}`
  const thing = data.items.ids[item]!
  switch (task) {
    case 'rate':
    case 'explain':
      return [{ type: task, id, user, item: thing }]
    case 'summarise':
      return [{ type: task, id, user, item: thing, review }]
    case 'next':
      return [{ type: task, id, user, k: Math.min(TOP, data.items.size) }]
    case 'rank': {
      const own = random.split('candidates', user)
      const items = protocol === 'full' ? untouchedItems(one) : [item, ...drawnBeside(data, one, protocol, own)]
      // Ascending first, so that the shuffle cannot know which one came from where.
      const candidates = items.sort((a, b) => a - b).map((index) => data.items.ids[index]!)
      const k = candidates.length <= WHOLE ? candidates.length : TOP
      const [first, ...others] = Array.from({ length: shuffles }, (_, shuffle): AgentTask => {
        const order = own.split('order', shuffle).shuffle([...candidates])
        return { type: 'rank', id: shuffle === 0 ? id : `${id}:shuffle-${shuffle + 1}`, user, candidates: order, k }
      })
      return [first!, ...others]
    }
  }
}

function drawnBeside(data: Dataset, { user, past }: HeldOut, protocol: TaskProtocol, own: RandomStream): ItemIndex[] {
  const negatives = Number(protocol.slice(2))
  return negativesFor(data, user, { negatives, by: 'uniform', counts: past.counts }, own)
}

function notesOf(found: {
  readonly data: Dataset
  readonly n: number
  readonly eligible: number
  readonly tooEarly: number
  readonly repeats: number
}): string[] {
  const { data, n, eligible, tooEarly, repeats } = found
  const untimed = data.log.at.some(Number.isNaN)
  return [
    ...(eligible < n ? [`${n} people were asked for, and ${eligible} of ${data.name} are eligible.`] : []),
    ...(tooEarly > 0
      ? [`${counted(tooEarly, 'person', 'people')} left out: the held-out event comes before the first cut.`]
      : []),
    ...(repeats > 0 ? [`${counted(repeats, 'person', 'people')} left out: they had touched the item before.`] : []),
    ...(untimed
      ? [
          'Some events have no time: models learn once, from all events before those held out, and those of other people may be later.',
        ]
      : []),
  ]
}

function requireName(what: string, name: string, names: readonly string[]): void {
  if (names.includes(name)) return
  const near = nearest(name, names)
  throw new TastemakerError(
    'config/unknown-name',
    `There is no ${what} "${name}".`,
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are ${names.join(', ')}.`,
  )
}

function requireWhole(numbers: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(numbers)) {
    if (Number.isInteger(value) && value >= 1) continue
    throw new TastemakerError('config/range', `${name} must be a whole number from 1, got ${value}.`, 'Try 200 people.')
  }
}
