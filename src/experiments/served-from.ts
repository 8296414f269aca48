import { historyOf, joinLogs, withLog } from '../data/index.ts'
import type { Dataset, Fitted } from '../domain/index.ts'
import type { RankingRequest } from '../evaluation/index.ts'

/**
 * How people of a test are served: by what training knows of them, or, where they are strangers to training, from the part of
 * their history that the split shows.
 *
 * @param shown the split's part for these people; left out where training knows them
 * @returns the scores and the training side of a ranking request, on which seen items are told
 * @example evaluateRanking({ ...servedFrom(fitted, train), test, split: '80/20' })
 */
export function servedFrom(fitted: Fitted, train: Dataset, shown?: Dataset): Pick<RankingRequest, 'score' | 'train'> {
  if (!shown) return { train, score: (user, into) => fitted.score(fitted.user(user), undefined, into) }
  return {
    train: withLog(train, joinLogs(train.log, shown.log)),
    score: (user, into) => fitted.score(fitted.foldIn(historyOf(shown.log, user)), undefined, into),
  }
}
