import type { Dataset } from '../../domain/index.ts'
import { evidenceVote, itemReader } from '../../systems/rah/index.ts'
import { type Predictor, rateOf } from './_controls.ts'

/** Act by the same vote, over all values of all events instead of a personality: what the loop has to beat. */
export function rawHistory(data: Dataset): Predictor {
  const { perceive } = itemReader(data.name, data.catalogue)
  const values = data.catalogue.map((item) => perceive(item).values)
  return (learned, item) => {
    const counts = values[item]!.flatMap((value) => {
      const own = learned.filter(({ index }) => values[index]!.includes(value))
      return own.length === 0 ? [] : [{ liked: own.filter(({ liked }) => liked).length, of: own.length }]
    })
    return evidenceVote(counts, rateOf(learned))
  }
}
