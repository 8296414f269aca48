import type { MemoryEntry } from './entry.ts'
import { enhancementProbability } from './formulas.ts'
import type { TierConstants } from './presets.ts'

/** What strengthened a memory: kept with its words, for it may be gone from short-term memory before they are needed. */
export interface Enhancer {
  readonly id: string
  readonly text: string
}

/** A short-term memory and what strengthened it so far. */
export interface ShortTermEntry<Facts> {
  readonly entry: MemoryEntry<Facts>
  /** Times it was strengthened. */
  readonly count: number
  readonly enhancers: readonly Enhancer[]
}

/** A short-term memory of which an incoming text is the last strengthening. */
export interface Promoted<Facts> extends ShortTermEntry<Facts> {
  readonly by: Enhancer
}

/** Short-term memory after something strengthened it. */
export interface Enhanced<Facts> {
  readonly kept: readonly ShortTermEntry<Facts>[]
  readonly promoted: readonly Promoted<Facts>[]
  /** Ids of those that were strengthened. */
  readonly enhanced: readonly string[]
}

/** The constants that short-term memory goes by. */
export type ShortTermConstants = Pick<TierConstants, 'capacity' | 'enhanceFrom' | 'newestBonus' | 'promoteAt'>

/**
 * Strengthens the memories that an incoming text is like: with probability p = sigma(cos + 0.1 for the newest) where p is
 * at least 0.7; what was strengthened three times is promoted and leaves. Wang et al. 2023 (RecAgent), section 2.2.
 *
 * @param held oldest first
 * @param incoming the text; it is not inserted
 * @param cosine likeness of the incoming text to the memory at a place
 * @param draw a number in [0, 1) for a memory, by its id
 * @example enhance(held, { id: 'm9', text }, (place) => cosines[place]!, (id) => random.split(id).next(), constants)
 */
export function enhance<Facts>(
  held: readonly ShortTermEntry<Facts>[],
  incoming: Enhancer,
  cosine: (place: number) => number,
  draw: (id: string) => number,
  constants: ShortTermConstants,
): Enhanced<Facts> {
  const { enhanceFrom, newestBonus, promoteAt } = constants
  const kept: ShortTermEntry<Facts>[] = []
  const promoted: Promoted<Facts>[] = []
  const enhanced: string[] = []
  for (const [place, one] of held.entries()) {
    const p = enhancementProbability(cosine(place), place === held.length - 1, newestBonus)
    if (p < enhanceFrom || draw(one.entry.id) > p) {
      kept.push(one)
      continue
    }
    enhanced.push(one.entry.id)
    const count = one.count + 1
    if (count >= promoteAt) promoted.push({ ...one, count, by: incoming })
    else kept.push({ ...one, count, enhancers: [...one.enhancers, incoming] })
  }
  return { kept, promoted, enhanced }
}

/**
 * Appends a memory. Where that is one too many, the memory with the least importance goes, of equal ones the one that was
 * strengthened least, then the oldest; never the one just appended. What goes also leaves the lists of enhancers.
 *
 * @returns short-term memory, and what had to go
 * @example append(held, entry, 10).evicted // null
 */
export function append<Facts>(
  held: readonly ShortTermEntry<Facts>[],
  entry: MemoryEntry<Facts>,
  capacity: number,
): { readonly kept: readonly ShortTermEntry<Facts>[]; readonly evicted: MemoryEntry<Facts> | null } {
  const all = [...held, { entry, count: 0, enhancers: [] }]
  if (all.length <= capacity) return { kept: all, evicted: null }
  const least = held.reduce((worst, one) => (isLess(one, worst) ? one : worst))
  const kept = all
    .filter((one) => one !== least)
    .map((one) => ({ ...one, enhancers: one.enhancers.filter(({ id }) => id !== least.entry.id) }))
  return { kept, evicted: least.entry }
}

function isLess<Facts>(a: ShortTermEntry<Facts>, b: ShortTermEntry<Facts>): boolean {
  const [one, other] = [a.entry.importance, b.entry.importance]
  return one < other || (one === other && a.count < b.count)
}
