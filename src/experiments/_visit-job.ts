import { type Interest, itemMeans, personas, type TasteModel, userTaste } from '../agents/index.ts'
import type { Fitted, ItemId, ModelState, UserIndex } from '../domain/index.ts'
import { choiceMind } from '../minds/index.ts'
import { loadModel, recommenderOf } from '../models/index.ts'
import { randomStream } from '../random.ts'
import {
  type Agent4RecOptions,
  agent4rec,
  agent4recWords,
  type ControlName,
  type Habits,
  viewerUtility,
  withoutTaste,
} from '../systems/index.ts'
import { visit } from '../worlds/index.ts'
import { itemOf, type PortableDataset, unpackDataset } from './_portable.ts'
import { tasteById } from './_taste-by-id.ts'

/*
 * The work of one shard: some viewers, each in front of every recommender. Runs in this thread or in a worker; everything
 * it needs arrives as data, and everything random comes from (seed, person, question), so the lines it writes are the same
 * wherever it runs.
 */

/** A fitted taste as data. */
export interface PortableTaste {
  readonly interest: { readonly state: ModelState; readonly curve: Interest['curve'] }
  readonly stars: ModelState
  readonly spread: number
}

/** What every shard shares. */
export interface VisitSetup {
  readonly train: PortableDataset
  readonly recommenders: readonly ModelState[]
  readonly taste: PortableTaste
  readonly seed: number
  readonly options: Agent4RecOptions
  readonly feed: { readonly pageSize: number; readonly maxPages: number; readonly startAt: number }
  /** Items no recommender may show a person, beside what it was trained on; by user index. */
  readonly masks: ReadonlyMap<number, readonly ItemId[]>
}

/** Some viewers and how they decide. */
export interface VisitShard {
  readonly as: 'viewer' | ControlName
  /** What controls without taste are made from; null for viewers. */
  readonly habits: Habits | null
  /** `taste` is whose persona and taste the viewer has; the same person except for `persona-shuffled`. */
  readonly viewers: readonly { readonly user: number; readonly taste: number }[]
}

/** The lines of events.jsonl as UTF-8, and how many items were judged. */
export interface VisitResult {
  readonly as: VisitShard['as']
  readonly lines: Uint8Array
  readonly visits: number
  readonly steps: number
  /** How many of the judged items fitted. */
  readonly aligned: number
}

/** Packs a fitted taste for a worker thread. @example packTaste(model).spread */
export function packTaste({ interest, stars, spread }: TasteModel): PortableTaste {
  return { interest: { state: interest.fitted.save(), curve: interest.curve }, stars: stars.save(), spread }
}

/** Prepares a thread for shards. @example const work = await start(setup) */
export async function start(setup: VisitSetup): Promise<(shard: VisitShard) => Promise<VisitResult>> {
  const train = unpackDataset(setup.train)
  const recommenders = setup.recommenders.map((state) => recommenderOf(loadModel(state), train, { exclude: 'seen' }))
  const taste = loadTaste(setup.taste)
  const people = personas(train, setup.options.tasteCount)
  const means = itemMeans(train)
  const item = itemOf(train)
  const scale = train.scale!

  return async (shard) => {
    const lines: string[] = []
    let [visits, steps, aligned] = [0, 0, 0]
    for (const { user, taste: like } of shard.viewers) {
      const id = train.users.ids[user]!
      const own = viewerUtility(tasteById(userTaste(taste, like as UserIndex), train))
      const utility = shard.as === 'viewer' ? own : withoutTaste(shard.as, shard.habits!, own)
      const persona = { ...people.persona(like as UserIndex), user: id }
      const masked = new Set(setup.masks.get(user))
      for (const recommender of recommenders) {
        const viewer = agent4rec.create(
          {
            persona,
            mind: choiceMind({ utility, words: agent4recWords }),
            random: randomStream(setup.seed, 'viewer', id),
            meanRating: (card) => means[train.items.index(card.id)!]!,
            scale,
          },
          shard.as === 'no-memory' ? { ...setup.options, memoryRecall: 0 } : setup.options,
        )
        const events = visit(viewer, recommender, { ...setup.feed, as: shard.as, item, mask: () => masked })
        for await (const event of events) {
          if (event.type === 'item-judged') {
            steps++
            aligned += Number(event.aligned)
          }
          lines.push(`${JSON.stringify(event)}\n`)
        }
        visits++
      }
    }
    return { as: shard.as, lines: new TextEncoder().encode(lines.join('')), visits, steps, aligned }
  }
}

function loadTaste(taste: PortableTaste): TasteModel {
  const fitted: Fitted = loadModel(taste.interest.state)
  return { interest: { fitted, curve: taste.interest.curve }, stars: loadModel(taste.stars), spread: taste.spread }
}
