import { vocabulary } from '../data/index.ts'
import { type Dataset, type Fitted, TastemakerError, type UserId, type UserIndex, userId } from '../domain/index.ts'
import { loadModel, modelByName } from '../models/index.ts'
import { parseNameWithOptions } from '../name-with-options.ts'
import type { RandomStream } from '../random.ts'

/**
 * A model that reads items, for a catalogue with which nobody has done anything yet.
 *
 * No model can be fitted without events. One that reads learns from the catalogue alone, though: it is fitted with a single
 * made-up event, which is then taken out of its state again, so that nothing is left of it.
 *
 * @param name `content-knn`, with options or without
 * @throws {TastemakerError} `data/no-training` for a model that learns from events
 */
export async function fitWithoutEvents(name: string, data: Dataset, random: RandomStream): Promise<Fitted> {
  const { name: model } = parseNameWithOptions(name)
  if (model !== 'content-knn') {
    throw new TastemakerError(
      'data/no-training',
      `"${name}" learns from events, and ${JSON.stringify(data.name)} has none.`,
      'Leave the ranker out, or name content-knn, which reads the items.',
    )
  }
  const log = { ...data.log, length: 1, offsets: Int32Array.of(0, 1), user: Int32Array.of(0), item: Int32Array.of(0) }
  const somebody: Dataset = {
    ...data,
    users: vocabulary<UserId, UserIndex>([userId('nobody')]),
    log: { ...log, value: Float32Array.of(1), at: Float64Array.of(Number.NaN) },
  }
  const state = (await modelByName(name).fit(somebody, { random, threads: 1 })).save()
  return loadModel({
    ...state,
    arrays: {
      ...state.arrays,
      counts: new Int32Array(data.items.size),
      historyOffsets: new Int32Array(data.users.size + 1),
      historyItems: new Int32Array(0),
      historyValues: new Float32Array(0),
    },
  })
}
