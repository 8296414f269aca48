import type { Dataset, ItemIndex } from '../../domain/index.ts'
import { featureSimilarity } from '../../models/index.ts'
import type { PersonEvent, StudyPeople } from './people.ts'

/** The probability that a person likes an item, from what they did before. */
export type Predictor = (learned: readonly PersonEvent[], item: ItemIndex) => number

/** Deciles of popularity. */
const BINS = 10
/** Nearest events of the kNN. */
const NEIGHBOURS = 10

/** Controls that look at everybody's training part and at the person's learned events, and at nothing later. */
export function controls({ train, likedFrom }: Pick<StudyPeople, 'train' | 'likedFrom'>): Record<string, Predictor> {
  const { liked, of } = itemTallies(train, likedFrom)
  const total = { liked: sum(liked), of: sum(of) }
  const usual = total.liked / total.of
  const bins = popularityBins(liked, of, usual)
  const alike = featureSimilarity(train)
  return {
    'always like': () => 1,
    'always dislike': () => 0,
    popularity: (_, item) => bins(of[item]!),
    'mean of the item': (_, item) => (liked[item]! + 4 * usual) / (of[item]! + 4),
    'mean of the person': (learned) => rateOf(learned),
    'kNN on item text': (learned, item) => {
      const near = learned
        .map((event) => ({ event, likeness: alike(item, event.index) }))
        .sort((a, b) => b.likeness - a.likeness)
        .slice(0, NEIGHBOURS)
      const weight = near.reduce((all, { likeness }) => all + likeness, 0)
      const likes = near.reduce((all, { event, likeness }) => all + (event.liked ? likeness : 0), 0)
      return (likes + rateOf(learned)) / (weight + 1)
    },
  }
}

/** A person's share of liked events, with one of either kind added. @example rateOf([]) // 0.5 */
export const rateOf = (events: readonly PersonEvent[]): number =>
  (events.filter(({ liked }) => liked).length + 1) / (events.length + 2)

function itemTallies(
  { log, items }: Dataset,
  likedFrom: number,
): { readonly liked: Int32Array; readonly of: Int32Array } {
  const liked = new Int32Array(items.size)
  const of = new Int32Array(items.size)
  for (let row = 0; row < log.length; row++) {
    of[log.item[row]!]!++
    liked[log.item[row]!]! += Number(log.value[row]! >= likedFrom)
  }
  return { liked, of }
}

/** The share of likes among events with items about as popular. */
function popularityBins(liked: Int32Array, of: Int32Array, usual: number): (count: number) => number {
  const order = [...of.keys()].sort((a, b) => of[a]! - of[b]! || a - b)
  const size = Math.ceil(order.length / BINS)
  const bins = Array.from({ length: BINS }, (_, bin) => {
    const own = order.slice(bin * size, (bin + 1) * size)
    const events = own.reduce((all, item) => all + of[item]!, 0)
    const likes = own.reduce((all, item) => all + liked[item]!, 0)
    return { from: of[own[0] ?? 0]!, share: (likes + 4 * usual) / (events + 4) }
  })
  return (count) => bins.findLast(({ from }) => count >= from)?.share ?? usual
}

const sum = (values: Int32Array): number => values.reduce((a, b) => a + b, 0)
