import { splitByName } from '../src/data/index.ts'
import { evaluateRanking } from '../src/evaluation/index.ts'
import { itemKnn } from '../src/models/index.ts'
import { randomStream } from '../src/random.ts'
import { type Measured, median, ratings, seconds, spread } from './_measure.ts'

/** How long does full ranking take, scoring included, with every metric at 5, 10 and 20? */
export async function fullRanking(): Promise<Measured[]> {
  const data = await ratings()
  const { train, test, describe } = splitByName('80/20', data, randomStream(1))
  const fitted = await itemKnn().fit(train, { random: randomStream(1), threads: 1 })
  const rank = () =>
    evaluateRanking({
      score: (user, into) => fitted.score(fitted.user(user), undefined, into),
      train,
      test,
      split: describe,
    })
  const taken = await seconds(5, rank)
  const what = `full ranking, all metrics, ${data.users.size} x ${data.items.size}`
  return [{ what, target: 'under 0.3 s', seen: spread(taken), met: median(taken) < 0.3 }]
}
