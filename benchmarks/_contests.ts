/** Values of each option that are tried, all combinations; an option with one value is fixed. */
export type Grid = Readonly<Record<string, readonly (number | string)[]>>

/** One of our models. */
export interface Ours {
  readonly model: string
  readonly grid: Grid
}

/** The like of it elsewhere. */
export interface Theirs {
  /** As a reader knows it. */
  readonly title: string
  /** A function of `peers/accuracy.py`. */
  readonly model: string
  readonly grid: Grid
}

/** Two of one kind, with as many settings to try and the same values of the options that both have. */
export interface Contest {
  readonly ours: Ours
  readonly theirs: Theirs
  /** Whether a seed changes the outcome; then several are measured. */
  readonly drawn: boolean
}

const FACTORS = 64

const ials: Ours = {
  model: 'ials',
  grid: { factors: [FACTORS], epochs: [15], unobserved: [0.1, 0.3], regularisation: [0.003, 0.01, 0.03] },
}
// Their weight of an observed pair is counted in unobserved ones: 1 + 1 / unobserved. Their penalty is too, and is not scaled by
// frequency, so that its range is its own.
const weights = [11, 4.33]
const penalties = [3, 10, 30]

const itemKnn = (grid: Grid): Ours => ({ model: 'item-knn', grid })

/** Everything that is compared. */
export const contests: readonly Contest[] = [
  {
    ours: ials,
    theirs: {
      title: 'implicit ALS',
      model: 'implicit_als',
      grid: { factors: [FACTORS], iterations: [15], alpha: weights, regularization: penalties },
    },
    drawn: true,
  },
  {
    ours: ials,
    theirs: {
      title: 'LensKit ImplicitMF',
      model: 'lenskit_implicit_mf',
      grid: {
        embedding_size: [FACTORS],
        epochs: [15],
        weight: weights.map((weight) => weight - 1),
        regularization: penalties,
      },
    },
    drawn: true,
  },
  {
    ours: {
      model: 'bpr',
      grid: { factors: [32], epochs: [60], learningRate: [0.05, 0.1], regularisation: [0.003, 0.01, 0.03] },
    },
    theirs: {
      title: 'implicit BPR',
      model: 'implicit_bpr',
      grid: { factors: [32], iterations: [60], learning_rate: [0.05, 0.1], regularization: [0.003, 0.01, 0.03] },
    },
    drawn: true,
  },
  {
    ours: itemKnn({ neighbours: [50, 100, 200], shrinkage: [0, 20] }),
    theirs: {
      title: 'implicit item-knn',
      model: 'implicit_item_knn',
      grid: { neighbours: [50, 100, 200], similarity: ['Cosine', 'TFIDF'] },
    },
    drawn: false,
  },
  {
    ours: itemKnn({ similarity: ['bm25'], neighbours: [50, 100, 200], k1: [1.2, 50] }),
    theirs: {
      title: 'implicit BM25',
      model: 'implicit_item_knn',
      grid: { similarity: ['BM25'], neighbours: [50, 100, 200], K1: [1.2, 50] },
    },
    drawn: false,
  },
  {
    ours: itemKnn({ neighbours: [50, 100, 200], shrinkage: [0, 20] }),
    theirs: {
      title: 'LensKit ItemKNN',
      model: 'lenskit_item_knn',
      grid: { save_nbrs: [50, 100, 200], max_nbrs: [20, 500] },
    },
    drawn: false,
  },
  {
    ours: { model: 'user-knn', grid: { neighbours: [30, 50, 100], shrinkage: [0, 100] } },
    theirs: {
      title: 'LensKit UserKNN',
      model: 'lenskit_user_knn',
      grid: { max_nbrs: [10, 20, 30, 50, 100, 200] },
    },
    drawn: false,
  },
  {
    ours: { model: 'slim', grid: { l1: [1, 5], l2: [1, 3, 10] } },
    theirs: { title: 'LensKit SLIM', model: 'lenskit_slim', grid: { l1_reg: [1, 5], l2_reg: [1, 3, 10] } },
    drawn: false,
  },
  {
    ours: { model: 'pure-svd', grid: { factors: [15, 30, 45, 60] } },
    theirs: { title: 'RecTools PureSVD', model: 'rectools_pure_svd', grid: { factors: [15, 30, 45, 60] } },
    drawn: false,
  },
  {
    ours: { model: 'ease', grid: { lambda: [100, 200, 400, 800] } },
    theirs: { title: 'EASE by numpy', model: 'numpy_ease', grid: { penalty: [100, 200, 400, 800] } },
    drawn: false,
  },
]

/** All combinations of a grid. */
export function settingsIn(grid: Grid): readonly Readonly<Record<string, number | string>>[] {
  return Object.entries(grid).reduce<readonly Readonly<Record<string, number | string>>[]>(
    (all, [option, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [option]: value }))),
    [{}],
  )
}
