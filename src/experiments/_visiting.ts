import { type Interest, itemMeans, personas, type TasteModel, userTaste } from '../agents/index.ts'
import { historyOf } from '../data/index.ts'
import type { FailureKind, Fitted, Item, ItemId, ModelState, UserIndex } from '../domain/index.ts'
import { choiceMind } from '../minds/index.ts'
import { loadModel, recommenderOf } from '../models/index.ts'
import { randomStream } from '../random.ts'
import {
  type Agent4RecOptions,
  agent4rec,
  agent4recWords,
  type ControlName,
  controlNames,
  type Habits,
  starCountsOf,
  viewerUtility,
  withoutTaste,
} from '../systems/index.ts'
import { visit } from '../worlds/index.ts'
import { itemOf, type PortableDataset, unpackDataset } from './_portable.ts'
import { tasteById } from './_taste-by-id.ts'
import type { MindOf } from './simulate-request.ts'

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
  /** Items whose makers paid for the first place of a page; null where none is sold. */
  readonly adverts: { readonly pool: readonly ItemId[]; readonly text: boolean } | null
}

/** Under which name events are kept: the viewers themselves, the fitted utility or a model in their place, a control. */
export type ViewerName = 'viewer' | 'utility' | 'language' | ControlName

/** Some viewers and how they decide. */
export interface VisitShard {
  readonly as: ViewerName
  /** Which of the recommenders they meet, in order of the set-up; all unless given. */
  readonly recommenders?: readonly string[]
  /** What controls without taste are made from; null for viewers. */
  readonly habits: Habits | null
  /** `taste` is whose persona and taste the viewer has; the same person except for `persona-shuffled`. */
  readonly viewers: readonly { readonly user: number; readonly taste: number }[]
}

/** The lines of events.jsonl as UTF-8, and what they came to. */
export interface VisitResult {
  readonly as: VisitShard['as']
  readonly lines: Uint8Array
  readonly viewers: number
  readonly visits: number
  /** Visits in which the model could not be reached. */
  readonly broken: number
  /** How many items were judged. */
  readonly steps: number
  /** How many of the judged items fitted. */
  readonly aligned: number
}

/** Packs a fitted taste for a worker thread. @example packTaste(model).spread */
export function packTaste({ interest, stars, spread }: TasteModel): PortableTaste {
  return { interest: { state: interest.fitted.save(), curve: interest.curve }, stars: stars.save(), spread }
}

/**
 * Prepares what every shard shares.
 *
 * @returns the work of a shard; `mindOf` replaces the choice mind of its viewers
 * @example const { lines } = await visitor(setup)(shard)
 */
export function visitor(setup: VisitSetup): (shard: VisitShard, mindOf?: MindOf) => Promise<VisitResult> {
  const train = unpackDataset(setup.train)
  const recommenders = setup.recommenders.map((state) => recommenderOf(loadModel(state), train, { exclude: 'nothing' }))
  const taste = loadTaste(setup.taste)
  const people = personas(train, setup.options.tasteCount, setup.options.tasteItems)
  const means = itemMeans(train)
  const item = itemOf(train)
  const scale = train.scale!
  const adverts = setup.adverts ? { adverts: { ...setup.adverts, random: randomStream(setup.seed, 'adverts') } } : {}

  return async (shard, mindOf) => {
    const lines: string[] = []
    let [visits, broken, steps, aligned] = [0, 0, 0, 0]
    for (const { user, taste: like } of shard.viewers) {
      const id = train.users.ids[user]!
      const own = viewerUtility(tasteById(userTaste(taste, like as UserIndex), train))
      const utility = isControl(shard.as) ? withoutTaste(shard.as, shard.habits!, own) : own
      const choice = choiceMind({ utility, words: agent4recWords })
      const parts = {
        persona: { ...people.persona(like as UserIndex), user: id },
        mind: mindOf?.({ user: id, as: shard.as }, choice) ?? choice,
        random: randomStream(setup.seed, 'viewer', id),
        meanRating: (card: Item) => means[train.items.index(card.id)!]!,
        scale,
        starCounts: starCountsOf(train, like as UserIndex),
      }
      const options = shard.as === 'no-memory' ? { ...setup.options, memoryRecall: 0 } : setup.options
      // By the log, not by what a recommender was trained on: it may have learned from simulated people too.
      const known = Array.from(historyOf(train.log, user).items, (one) => train.items.ids[one]!)
      const masked = new Set([...known, ...(setup.masks.get(user) ?? [])])
      for (const recommender of recommenders) {
        if (shard.recommenders && !shard.recommenders.includes(recommender.name)) continue
        const viewer = agent4rec.create(parts, options)
        let reached = true
        for await (const event of visit(viewer, recommender, {
          ...setup.feed,
          ...adverts,
          as: shard.as,
          item,
          mask: () => masked,
        })) {
          if (event.type === 'item-judged') {
            steps++
            aligned += Number(event.aligned)
          }
          if (event.type === 'answer-failed' && UNREACHED.has(event.kind)) reached = false
          lines.push(`${JSON.stringify(event)}\n`)
        }
        visits++
        broken += Number(!reached)
      }
    }
    const bytes = new TextEncoder().encode(lines.join(''))
    return { as: shard.as, lines: bytes, viewers: shard.viewers.length, visits, broken, steps, aligned }
  }
}

const UNREACHED: ReadonlySet<FailureKind> = new Set(['provider', 'timeout'])

const isControl = (as: ViewerName): as is ControlName => (controlNames as readonly string[]).includes(as)

function loadTaste(taste: PortableTaste): TasteModel {
  const fitted: Fitted = loadModel(taste.interest.state)
  return { interest: { fitted, curve: taste.interest.curve }, stars: loadModel(taste.stars), spread: taste.spread }
}
