import type { RandomStream } from '../../random.ts'
import { addProducts } from '../_factors.ts'
import type { Histories } from '../_histories.ts'
import type { Learner } from './_learner.ts'

/** What of a learner is needed to watch it learn. */
type Apprentice = Pick<Learner, 'learn' | 'statesAfter' | 'parameters'>

/** People whose last events decide: enough for a mean that holds still. */
const MOST_JUDGES = 2_000

/**
 * How many epochs to train: rehearses without everybody's last event, and stops when these are ranked no better.
 *
 * The measure is the mean of 1 / log2(1 + rank) of the last event among all that its person had not met: NDCG without a
 * cut-off, which holds stiller than one that sees hits in the first ten only.
 *
 * @param learner learns from histories without the last events
 * @param patience epochs without improvement after which it ends
 * @param onEpoch told the epochs done
 * @returns the best number of epochs, from 1; all that it may take where nobody has a last event to rank
 */
export function bestEpochs(
  learner: Apprentice,
  histories: Histories,
  { epochs, patience }: { readonly epochs: number; readonly patience: number },
  random: RandomStream,
  onEpoch: (done: number) => void,
): number {
  const shorter = withoutLast(histories)
  const judges = judgesOf(histories, random)
  if (judges.length === 0) return epochs
  let best = { epoch: 1, gain: Number.NEGATIVE_INFINITY }
  for (let epoch = 1; epoch <= epochs && epoch <= best.epoch + patience; epoch++) {
    learner.learn(shorter)
    const gain = meanGain(learner, judges)
    if (gain > best.gain) best = { epoch, gain }
    onEpoch(epoch)
  }
  return best.epoch
}

/** A person with a last event to predict. */
interface Judge {
  readonly before: Int32Array
  readonly last: number
}

function judgesOf({ offsets, items }: Histories, random: RandomStream): readonly Judge[] {
  const all: Judge[] = []
  for (let person = 0; person + 1 < offsets.length; person++) {
    const end = offsets[person + 1]! - 1
    const before = items.subarray(offsets[person]!, Math.max(offsets[person]!, end))
    if (before.length > 0 && !before.includes(items[end]!)) all.push({ before, last: items[end]! })
  }
  return all.length > MOST_JUDGES ? random.shuffle(all).slice(0, MOST_JUDGES) : all
}

function withoutLast({ offsets, items, values }: Histories): Histories {
  const shorter = { offsets: new Int32Array(offsets.length), items: new Int32Array(items.length), values }
  for (let person = 0; person + 1 < offsets.length; person++) {
    const kept = items.subarray(offsets[person]!, Math.max(offsets[person]!, offsets[person + 1]! - 1))
    shorter.items.set(kept, shorter.offsets[person])
    shorter.offsets[person + 1] = shorter.offsets[person]! + kept.length
  }
  return shorter
}

function meanGain(learner: Apprentice, judges: readonly Judge[]): number {
  const items = learner.parameters.items.value
  const states = learner.statesAfter(judges.map(({ before }) => before))
  const d = states.length / judges.length
  const scores = new Float32Array(items.length / d)
  let sum = 0
  for (const [place, { before, last }] of judges.entries()) {
    scores.fill(0)
    addProducts(states.subarray(place * d, (place + 1) * d), items, scores)
    sum += 1 / Math.log2(1 + rankOf(scores, before, last))
  }
  return sum / judges.length
}

/** From 1, ties by index; items met before are passed over. */
function rankOf(scores: Float32Array, met: Int32Array, item: number): number {
  const own = scores[item]!
  for (const other of met) scores[other] = Number.NEGATIVE_INFINITY
  let rank = 1
  for (let other = 0; other < scores.length; other++) {
    if (scores[other]! > own || (scores[other] === own && other < item)) rank++
  }
  return rank
}
