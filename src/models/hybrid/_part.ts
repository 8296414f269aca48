import type { Arrival, Context, Fitted, History, UserView } from '../../domain/index.ts'
import { TastemakerError } from '../../domain/index.ts'

/**
 * What a part says of all items of the hybrid. Items that came after the fit and that it refused stand at its lowest score.
 *
 * @param into as many numbers as the hybrid has items
 */
export function scorePart(
  part: Fitted,
  view: UserView,
  context: Context | undefined,
  into: Float32Array,
): Float32Array {
  const own = part.score(view, context, into.subarray(0, part.items))
  if (part.items < into.length) {
    const lowest = own.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
    into.fill(lowest, part.items)
  }
  return into
}

/** A history as a part can read it: without the items it refused. */
export function knownTo(part: Fitted, { items, values }: History): History {
  if (items.every((item) => item < part.items)) return { items, values }
  const places = [...items.keys()].filter((place) => items[place]! < part.items)
  return {
    items: Int32Array.from(places, (place) => items[place]!),
    values: Float32Array.from(places, (place) => values[place]!),
  }
}

/**
 * Hands arrivals to all parts; those that refuse stay as they are, and so do those that refused before.
 *
 * @param items of the hybrid so far
 * @throws {TastemakerError} `model/unsupported` with every reason, where no part takes them
 */
export function partsWith(parts: readonly Fitted[], items: number, arrivals: readonly Arrival[]): readonly Fitted[] {
  const reasons: string[] = []
  const taken = parts.map((part) => {
    // Numbers of later items would no longer fit a part that missed some.
    if (part.items < items) return part
    try {
      return part.addItems(arrivals)
    } catch (error) {
      if (!(error instanceof TastemakerError) || error.code !== 'model/unsupported') throw error
      reasons.push(error.message)
      return part
    }
  })
  if (taken.some((part) => part.items === items + arrivals.length)) return taken
  throw new TastemakerError(
    'model/unsupported',
    `No part of the hybrid can take items after its fit. ${reasons.join(' ')}`,
    'Add content-knn, which reads what items say.',
  )
}
