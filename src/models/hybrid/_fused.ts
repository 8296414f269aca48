import type { Fitted, History, ItemIndex, ModelFamily, ScoredItem, UserView } from '../../domain/index.ts'
import { sharedInt32 } from '../_arrays.ts'
import { comparable, worthOfRank } from './_fuse.ts'
import { knownTo, partsWith, scorePart } from './_part.ts'
import { type HybridParts, nameOf, nestedStates, optionsOf } from './options.ts'

/** A person as a hybrid sees them: once more as each part does. */
interface HybridView extends UserView {
  readonly parts: readonly UserView[]
}

/** How many of a part's nearest items are considered for each that is asked for. */
const DEPTH = 5

/**
 * Several fitted models as one.
 *
 * @param items of the hybrid: as many as its largest part has
 */
export function fused(hybrid: HybridParts<Fitted>, items: number): Fitted {
  const { of: parts, fuse, weights } = hybrid
  const scratch = new Float32Array(items)
  const unit = comparable[fuse]
  const viewOf = (view: UserView): HybridView => ('parts' in view ? (view as HybridView) : foldIn(view.history))
  const foldIn = (history: History): HybridView => {
    return { history, parts: parts.map((part) => part.foldIn(knownTo(part, history))) }
  }
  const sayOf = (p: number, view: HybridView, context?: Parameters<Fitted['score']>[1]) =>
    unit(scorePart(parts[p]!, view.parts[p]!, context, scratch))
  return {
    name: nameOf(hybrid),
    family: familyOf(hybrid),
    kin: kinOf(parts),
    users: parts[0]!.users,
    items,
    user(index) {
      const own = parts.map((part) => part.user(index))
      return { history: own[0]!.history, parts: own } satisfies HybridView
    },
    foldIn,
    score(view, context, into = new Float32Array(items)) {
      const person = viewOf(view)
      into.fill(0)
      for (const [p, weight] of weights.entries()) {
        if (weight === 0) continue
        const said = sayOf(p, person, context)
        for (let item = 0; item < items; item++) into[item]! += weight * said[item]!
      }
      return into
    },
    similar: (item, k) => similarToAll(hybrid, item, k),
    explain(view, item, k) {
      const person = viewOf(view)
      const strongestFirst = parts
        .map((part, p) => ({ part, p, weight: weights[p]! }))
        .filter(({ part, weight }) => weight > 0 && item < part.items)
        .map(({ part, p, weight }) => ({ part, p, added: weight * sayOf(p, person)[item]! }))
        .sort((a, b) => b.added - a.added || a.p - b.p)
      for (const { part, p } of strongestFirst) {
        const evidence = part.explain(person.parts[p]!, item, k)
        if (evidence.length > 0) return evidence
      }
      return []
    },
    addItems(arrivals) {
      return fused({ ...hybrid, of: partsWith(parts, items, arrivals) }, items + arrivals.length)
    },
    save() {
      const { headers, arrays } = nestedStates(parts.map((part) => part.save()))
      const itemCount = sharedInt32(1)
      itemCount[0] = items
      const options = { ...optionsOf(hybrid), parts: headers }
      return { model: 'hybrid', version: 1, options, arrays: { ...arrays, itemCount } }
    },
  }
}

/** The family of the heaviest part, the first of equals. */
export function familyOf({ of, weights }: HybridParts<{ readonly family: ModelFamily }>): ModelFamily {
  return of[weights.indexOf(Math.max(...weights))]!.family
}

/** Every family that a part learns by. */
export function kinOf(
  parts: readonly { readonly family: ModelFamily; readonly kin?: readonly ModelFamily[] }[],
): readonly ModelFamily[] {
  return [...new Set(parts.flatMap(({ family, kin = [family] }) => kin))]
}

/** Nearest items of all parts, fused by their ranks, because similarities of different models have different units. */
function similarToAll({ of, weights }: HybridParts<Fitted>, item: ItemIndex, k: number): readonly ScoredItem[] {
  const total = new Map<ItemIndex, number>()
  for (const [p, part] of of.entries()) {
    if (weights[p] === 0 || item >= part.items) continue
    for (const [rank, near] of part.similar(item, DEPTH * k).entries()) {
      total.set(near.item, (total.get(near.item) ?? 0) + weights[p]! * worthOfRank(1 + rank))
    }
  }
  return [...total]
    .map(([other, score]) => ({ item: other, score }))
    .sort((a, b) => b.score - a.score || a.item - b.item)
    .slice(0, k)
}
