import { userId } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import type { EvaluatedRecommender } from '../evaluated-recommender.ts'
import type { RankingProtocol } from '../protocol.ts'
import type { StoredEvaluation } from './evaluation.ts'

/** A protocol of forty people, for tests. */
export const toyProtocol: RankingProtocol = {
  dataset: 'toy',
  hash: 'a'.repeat(64),
  testHash: 'b'.repeat(64),
  split: 'split last-out: the last event of each person',
  candidates: 'all unseen',
  filterSeen: true,
  ties: 'item id',
  gain: 'binary',
  people: 40,
  dropped: 2,
  cold: 0,
  unreachable: 0,
  k: [10],
}

/** A recommender of that protocol, for tests: better by `gain`, with one undefined value and one metric over all lists. */
export function toyRecommender(recommender: string, gain: number): EvaluatedRecommender {
  const people = Array.from({ length: 40 }, (_, place) => userId(`0${place}é`))
  const random = randomStream(5, recommender)
  const ndcg = Float64Array.from(people, (_, person) => 0.2 + gain + (person % 5) / 20 + random.next() / 10)
  const recall = ndcg.map((value, person) => (person === 3 ? Number.NaN : value > 0.3 ? 1 : 0))
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length
  return {
    recommender,
    fitSeconds: 1.5,
    result: {
      protocol: toyProtocol,
      people,
      perPerson: { 'ndcg@10': ndcg, 'recall@10': recall },
      values: {
        'ndcg@10': { value: mean(ndcg), people: 40, excluded: 0 },
        'recall@10': { value: mean(recall.filter((value) => !Number.isNaN(value))), people: 39, excluded: 1 },
        'item_coverage@10': { value: 0.1 + gain, people: 40, excluded: 0 },
      },
      tiedShare: 0,
      seconds: { score: 0.25, evaluate: 0.125 },
    },
  }
}

/** An evaluation of them, for tests. */
export function toyEvaluation(recommenders: readonly EvaluatedRecommender[]): StoredEvaluation {
  return {
    recommenders,
    seed: 3,
    createdAt: '2024-06-07T08:09:10.000Z',
    environment: {
      tastemaker: '0.1.0',
      node: '24.0.0',
      platform: 'linux x64',
      processor: 'Toy processor',
      cores: 2,
      memory: 8000,
      threads: 1,
    },
    data: { licence: 'free for all', people: 42, items: 90, events: 1234, notes: ['3 rows merged.'] },
    plan: {},
    request: { recommenders: recommenders.map(({ recommender }) => recommender), split: 'last-out' },
    notes: [],
  }
}
