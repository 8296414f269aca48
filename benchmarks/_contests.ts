/** Values of each option that are tried, all combinations; an option with one value is fixed. */
export type Grid = Readonly<Record<string, readonly (number | string)[]>>

/** One point of a grid. */
export type Setting = Readonly<Record<string, number | string>>

/** A model and what of it is tried. */
interface Side {
  readonly model: string
  readonly grid: Grid
}

/** Two of one kind, with as many settings to try and the same values of the options that both have. */
export interface Contest {
  readonly ours: Side
  /** Its model is a function of `peers/accuracy.py`, its title what readers call it. */
  readonly theirs: Side & { readonly title: string }
  /** Whether a seed changes the outcome; then several are measured. */
  readonly drawn: boolean
}

const neighbours = [50, 100, 200]
const decomposed = { factors: [15, 25, 35, 45] }
const sparse = { l1: [2, 5], l2: [3, 10] }
const descended = { factors: [32], epochs: [50], rate: [0.02, 0.05], penalty: [0.003, 0.01] }
const ridge = [100, 200, 400, 800]

/**
 * Everything that is compared.
 *
 * Weights of iALS are counted differently: theirs is that of an observed pair where an unobserved one has 1, which is
 * 1 + 1 / unobserved for implicit, and one less for LensKit, who adds it. Their penalties are in that unit too and not scaled by
 * frequency, so that they have a range of their own. implicit does not shrink similarities: beside it ours do not either.
 */
export const contests: readonly Contest[] = [
  {
    ours: {
      model: 'ials',
      grid: { factors: [64], epochs: [15], unobserved: [0.1, 0.3, 1], regularisation: [0.003, 0.01] },
    },
    theirs: {
      title: 'implicit ALS',
      model: 'implicit_als',
      grid: { factors: [64], iterations: [15], alpha: [11, 4.33, 2], regularization: [10, 30] },
    },
    drawn: true,
  },
  {
    ours: { model: 'ials', grid: { factors: [64], epochs: [15], unobserved: [0.3, 1], regularisation: [0.003, 0.01] } },
    theirs: {
      title: 'LensKit ImplicitMF',
      model: 'lenskit_implicit_mf',
      grid: { embedding_size: [64], epochs: [15], weight: [3.33, 1], regularization: [10, 30] },
    },
    drawn: true,
  },
  {
    ours: {
      model: 'bpr',
      grid: {
        factors: descended.factors,
        epochs: descended.epochs,
        learningRate: descended.rate,
        regularisation: descended.penalty,
      },
    },
    theirs: {
      title: 'implicit BPR',
      model: 'implicit_bpr',
      grid: {
        factors: descended.factors,
        iterations: descended.epochs,
        learning_rate: descended.rate,
        regularization: descended.penalty,
      },
    },
    drawn: true,
  },
  {
    ours: { model: 'item-knn', grid: { shrinkage: [0], neighbours, similarity: ['cosine', 'tfidf'] } },
    theirs: {
      title: 'implicit item-item',
      model: 'implicit_item_knn',
      grid: { neighbours, similarity: ['Cosine', 'TFIDF'] },
    },
    drawn: false,
  },
  {
    ours: { model: 'item-knn', grid: { shrinkage: [0], similarity: ['bm25'], neighbours, b: [0.25, 0.75] } },
    theirs: {
      title: 'implicit BM25',
      model: 'implicit_item_knn',
      grid: { similarity: ['BM25'], neighbours, B: [0.25, 0.75] },
    },
    drawn: false,
  },
  {
    ours: { model: 'item-knn', grid: { neighbours, shrinkage: [0, 20] } },
    theirs: {
      title: 'LensKit ItemKNN',
      model: 'lenskit_item_knn',
      grid: { save_nbrs: neighbours, max_nbrs: [20, 500] },
    },
    drawn: false,
  },
  {
    ours: { model: 'user-knn', grid: { neighbours: [30, 50], shrinkage: [0, 100] } },
    theirs: { title: 'LensKit UserKNN', model: 'lenskit_user_knn', grid: { max_nbrs: [10, 20, 30, 50] } },
    drawn: false,
  },
  {
    ours: { model: 'slim', grid: sparse },
    theirs: { title: 'LensKit SLIM', model: 'lenskit_slim', grid: { l1_reg: sparse.l1, l2_reg: sparse.l2 } },
    drawn: false,
  },
  {
    // As near to the exact decomposition as theirs is; after the default, 4, a fifth of a list of ten is other items.
    ours: { model: 'pure-svd', grid: { ...decomposed, powers: [50] } },
    theirs: { title: 'RecTools PureSVD', model: 'rectools_pure_svd', grid: decomposed },
    drawn: false,
  },
  {
    ours: { model: 'ease', grid: { lambda: ridge } },
    theirs: { title: 'EASE in numpy', model: 'numpy_ease', grid: { penalty: ridge } },
    drawn: false,
  },
]

/** All combinations of a grid. */
export function settingsIn(grid: Grid): readonly Setting[] {
  return Object.entries(grid).reduce<readonly Setting[]>(
    (all, [option, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [option]: value }))),
    [{}],
  )
}
