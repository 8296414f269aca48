import { systemClock } from '../clock.ts'
import { type Dataset, type ItemId, TastemakerError, type UserId } from '../domain/index.ts'
import { nearest } from '../nearest.ts'
import { columnsOf } from './_columns.ts'
import { judgedItems } from './_judged.ts'
import { measurer } from './_measure.ts'
import { listWorld, type RankedList, rankedList } from './metrics/index.ts'
import { type EvaluationRequest, evaluatedUsers, protocolOf, type RankingResult, requireParts } from './ranking.ts'

/** Rankings that somebody else made, and what to hold them against. */
export interface ListsRequest extends EvaluationRequest {
  /** Items for each person, best first; whoever is missing was recommended nothing. */
  readonly given: ReadonlyMap<UserId, readonly ItemId[]>
  /** Whether repeats of an item in a list are dropped, the first place kept; refused unless given. */
  readonly dedupe?: boolean
  /** Whether items met in training are taken out of the lists, as `evaluateRanking` does; false unless given. */
  readonly filterSeen?: boolean
}

/** How given rankings do, and what was found in them. */
export interface ListsResult extends RankingResult {
  /** Repeats that were dropped. */
  readonly repeats: number
  /** Places that items met in training take, or took before they were taken out. */
  readonly seen: number
  /** Evaluated people without a list: they count as lists without items. */
  readonly withoutList: number
}

/**
 * Measures rankings by ids, so that the output of any recommender in any language stands beside ours.
 *
 * Metrics that ask for scores, such as auc, are undefined. A list shorter than a cut-off is measured as it is.
 *
 * @returns the same numbers as `evaluateRanking`, by the same metrics
 * @throws {TastemakerError} `metric/duplicate-item` for an item that a list names twice, `config/unknown-name` for a person or an
 * item that the data do not know, and what `evaluateRanking` throws
 * @example evaluateLists({ given: new Map([[userId('196'), [itemId('50')]]]), train, test, split: 'last 2' }).values['recall@10']
 */
export function evaluateLists(request: ListsRequest): ListsResult {
  const { given, train, test, gain = 'binary', relevantFrom, noTestUsers = 'drop', clock = systemClock } = request
  const { filterSeen = false, dedupe = false, onProgress } = request
  requireParts(train, test)
  requireKnown(given, test)
  const columns = columnsOf({
    names: request.metrics,
    ks: request.ks ?? [5, 10, 20],
    items: train.items.size,
    ties: 'id',
  })
  const started = clock.elapsed()
  const world = listWorld(train)
  const users = evaluatedUsers(test, noTestUsers)
  const measure = measurer({ columns, world, people: users.length, ties: 'id', zero: noTestUsers === 'zero' })
  const lists: RankedList[] = []
  const total = { repeats: 0, seen: 0, withoutList: 0, unreachable: 0 }
  for (const [done, user] of users.entries()) {
    onProgress?.(done, users.length)
    const id = test.users.ids[user]!
    const all = itemsOf(given.get(id) ?? [], id, test, dedupe)
    const seen = new Set(world.historyOf(user))
    const fresh = all.filter((item) => !seen.has(item))
    const judged = judgedItems(test, user, { gain, relevantFrom })
    const list = rankedList(filterSeen ? fresh : all, judged, { user })
    measure.add(list)
    if (request.keepLists) lists.push(list)
    total.repeats += (given.get(id)?.length ?? 0) - all.length
    total.seen += all.length - fresh.length
    total.withoutList += Number(!given.has(id))
    if (filterSeen) total.unreachable += list.relevant.filter((item) => seen.has(item)).length
  }
  onProgress?.(users.length, users.length)
  const { unreachable, ...found } = total
  return {
    protocol: {
      ...protocolOf(request, users, columns.ks),
      candidates: 'as given',
      filterSeen,
      ties: 'as given',
      unreachable,
    },
    people: users.map((user) => test.users.ids[user]!),
    ...measure.done(),
    tiedShare: 0,
    seconds: { score: 0, evaluate: (clock.elapsed() - started) / 1000 },
    ...(request.keepLists ? { lists } : {}),
    ...found,
  }
}

/** Item indices of one list, without repeats where those are to be dropped. */
function itemsOf(list: readonly ItemId[], user: UserId, { items }: Dataset, dedupe: boolean): Int32Array {
  const kept = new Set<number>()
  for (const [place, id] of list.entries()) {
    const item = items.index(id)
    if (item === undefined)
      throw unknown(`The list of person "${user}" names the item "${id}" at rank ${place + 1}`, id, items.ids)
    if (kept.has(item) && !dedupe) {
      throw new TastemakerError(
        'metric/duplicate-item',
        `The list of person "${user}" names the item "${id}" again at rank ${place + 1}; it would be hit twice.`,
        'Give dedupe: true to keep the first place of each.',
      )
    }
    kept.add(item)
  }
  return Int32Array.from(kept)
}

function requireKnown(given: ListsRequest['given'], { users }: Dataset): void {
  for (const id of given.keys()) {
    if (users.index(id) === undefined) throw unknown(`There is a list for person "${id}"`, id, users.ids)
  }
}

function unknown(found: string, id: string, known: readonly string[]): TastemakerError {
  const near = nearest(id, known)
  const hint = near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'Give ids exactly as the data have them.'
  return new TastemakerError('config/unknown-name', `${found}, which is not in the data.`, hint)
}
