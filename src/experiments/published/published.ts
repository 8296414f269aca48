/** How far a published number can be relied on: read in its source, or told by a later paper, or written down from memory. */
export type Standing = 'verified' | 'second-hand' | 'unverified'

/** A table of published numbers, all made by one protocol; numbers of two protocols are never compared. */
export interface PublishedTable {
  /** What `tastemaker bench reproduce` calls it. */
  readonly id: string
  readonly dataset: string
  /** How data were prepared, split and ranked, in one sentence. */
  readonly protocol: string
  readonly source: string
  readonly standing: Standing
  /** As `parseMetric` reads them, or `rmse`. */
  readonly metrics: readonly string[]
  /** A line for each model: its published name, then a number for each metric, null where the source has none. */
  readonly rows: readonly (readonly [string, ...(number | null)[]])[]
  /** How it is run here; left out where this library cannot follow the protocol, with the reason in `why`. */
  readonly run?: PublishedRun
  readonly why?: string
}

/** How a published protocol is run on data that a user has. */
export interface PublishedRun {
  /** Of `prepare`. */
  readonly prepare?: { readonly positive?: number; readonly userCore?: number; readonly core?: number }
  /** What the prepared data must count, so that another data set or version is not taken for it. */
  readonly expects: { readonly people: number; readonly items: number; readonly events: number }
  /** Of `splitByName`, or the folds of a cross-validation of ratings. */
  readonly split: string | { readonly folds: number }
  /** Published name and the model here that stands for it, with the published options where they are known. */
  readonly models: readonly (readonly [string, string])[]
}

/** Published tables by subject; a claim about this library stands beside one of them or nowhere. */
export const published: readonly PublishedTable[] = [
  {
    id: 'surprise-ml-100k',
    dataset: 'MovieLens 100K',
    protocol: 'ratings, 5 folds at random, RMSE over ratings',
    source: 'Surprise documentation, benchmarks',
    standing: 'verified',
    metrics: ['rmse'],
    rows: [
      ['SVD', 0.934],
      ['SVD++', 0.919],
      ['kNN-baseline', 0.931],
    ],
    run: {
      expects: { people: 943, items: 1682, events: 100_000 },
      split: { folds: 5 },
      models: [
        ['SVD', 'biased-mf'],
        ['SVD++', 'svd-pp'],
      ],
    },
  },
  {
    id: 'surprise-ml-1m',
    dataset: 'MovieLens 1M',
    protocol: 'ratings, 5 folds at random, RMSE over ratings',
    source: 'Surprise documentation, benchmarks',
    standing: 'verified',
    metrics: ['rmse'],
    rows: [
      ['SVD', 0.873],
      ['SVD++', 0.862],
    ],
    run: {
      expects: { people: 6040, items: 3706, events: 1_000_209 },
      split: { folds: 5 },
      models: [
        ['SVD', 'biased-mf'],
        ['SVD++', 'svd-pp'],
      ],
    },
  },
  {
    id: 'recommenders-ml-100k',
    dataset: 'MovieLens 100K',
    protocol: 'each person 75/25 at random, all unseen items ranked, every held-out rating relevant, k = 10',
    source: 'Microsoft Recommenders, benchmark notebook',
    standing: 'verified',
    metrics: ['ndcg@10', 'recall@10'],
    rows: [
      ['BiVAE', 0.475, 0.219],
      ['BPR', 0.442, 0.213],
      ['LightGCN', 0.42, 0.144],
      ['NCF', 0.396, 0.181],
      ['SAR', 0.382, 0.176],
      ['Spark ALS', 0.044, 0.018],
    ],
    run: {
      expects: { people: 943, items: 1682, events: 100_000 },
      split: 'random-75/25',
      models: [
        ['BPR', 'bpr'],
        ['', 'popularity'],
        ['', 'item-knn'],
        ['', 'ease'],
        ['', 'ials'],
      ],
    },
  },
  {
    id: 'klenitskiy-ml-1m',
    dataset: 'MovieLens 1M',
    protocol: 'leave one out in time, full ranking, items and people with 5 events',
    source: 'Klenitskiy and Vasilev 2023, Turning dross into gold loss; with the bert4rec_repro fork',
    standing: 'verified',
    metrics: ['hit_rate@10', 'ndcg@10'],
    rows: [
      ['SASRec, 1 negative', 0.25, 0.1341],
      ['BERT4Rec', 0.2843, 0.1537],
      ['SASRec, full softmax', 0.3152, 0.1821],
      ['SASRec, 3000 negatives', 0.3159, 0.1857],
      ['BERT4Rec of RecBole', 0.1061, 0.0546],
      ['MF-BPR', 0.074, 0.0377],
    ],
    run: {
      prepare: { core: 5 },
      expects: { people: 6040, items: 3416, events: 999_611 },
      split: 'last-out',
      models: [
        ['', 'popularity'],
        ['MF-BPR', 'bpr'],
        ['', 'transition'],
        ['SASRec, full softmax', 'sequence'],
      ],
    },
  },
  {
    id: 'liang-ml-20m',
    dataset: 'MovieLens 20M',
    protocol:
      'ratings from 4, people with 5 events; 10,000 strangers test, 80% of theirs shown; recall over min(k, relevant)',
    source: 'Liang et al. 2018; Rendle et al. 2021, Revisiting the performance of iALS',
    standing: 'unverified',
    metrics: ['recall_min@20', 'recall_min@50', 'ndcg@100'],
    rows: [
      ['RecVAE', 0.414, 0.553, 0.442],
      ['Mult-VAE', 0.395, 0.537, 0.426],
      ['iALS tuned', 0.395, 0.532, 0.425],
      ['EASE', 0.391, 0.521, 0.42],
      ['SLIM', 0.37, 0.495, 0.401],
      ['WMF as reported before', 0.36, 0.498, 0.386],
      ['popularity', 0.162, 0.235, 0.191],
    ],
    run: {
      prepare: { positive: 4, userCore: 5 },
      expects: { people: 136_677, items: 20_720, events: 9_990_682 },
      split: 'strong-generalisation:people=10000',
      models: [
        ['popularity', 'popularity'],
        ['iALS tuned', 'ials:factors=256,epochs=16,regularisation=0.003,unobserved=0.1'],
      ],
    },
  },
  {
    id: 'tois-ml-20m',
    dataset: 'MovieLens 20M',
    protocol: 'strangers test, as Mult-VAE but drawn anew',
    source: 'Ferrari Dacrema et al. 2021, A troubling analysis of reproducibility and progress',
    standing: 'verified',
    metrics: ['recall@20', 'ndcg@20', 'recall@100'],
    rows: [
      ['EASE', 0.353, 0.3074, 0.6353],
      ['Mult-VAE', 0.3541, 0.2988, 0.6517],
      ['SLIM elastic net', 0.3356, 0.292, 0.611],
      ['RP3beta', 0.3006, 0.2501, 0.5797],
      ['iALS', 0.2968, 0.2496, 0.5631],
      ['ItemKNN asymmetric', 0.2937, 0.2444, 0.5709],
      ['MF-BPR', 0.2379, 0.1888, 0.51],
      ['TopPop', 0.1441, 0.1201, 0.3296],
    ],
    why: 'the people drawn for its test are not published',
  },
  {
    id: 'ncf-ml-1m',
    dataset: 'MovieLens 1M',
    protocol: 'leave one out, the held-out item among 100 drawn ones',
    source: 'Ferrari Dacrema et al. 2021',
    standing: 'verified',
    metrics: ['hit_rate@10', 'ndcg@10'],
    rows: [
      ['EASE', 0.7192, 0.4494],
      ['SLIM elastic net', 0.7162, 0.4468],
      ['iALS', 0.7109, 0.4382],
      ['NeuMF', 0.7093, 0.4349],
      ['PureSVD', 0.6937, 0.4303],
      ['RP3beta', 0.6758, 0.4011],
      ['ItemKNN', 0.6694, 0.3979],
      ['MF-BPR', 0.6305, 0.373],
      ['TopPop', 0.4533, 0.2542],
    ],
    why: 'its candidates are drawn, which need not keep the order of recommenders (Krichene and Rendle 2020)',
  },
  {
    id: 'bars-amazon-books',
    dataset: 'Amazon-Books, the LightGCN split',
    protocol: 'fixed split at random, full ranking',
    source: 'BARS leaderboard',
    standing: 'verified',
    metrics: ['recall@20', 'ndcg@20'],
    rows: [
      ['SLIM', 0.0755, 0.0602],
      ['ItemCF', 0.0736, 0.0606],
      ['EASE', 0.071, 0.0567],
      ['GF-CF', 0.071, 0.0584],
      ['UltraGCN', 0.0681, 0.0556],
      ['SimpleX', 0.0583, 0.0468],
      ['LightGCN', 0.0411, 0.0318],
      ['NGCF', 0.0344, 0.0263],
      ['MF-BPR', 0.0338, 0.0261],
    ],
    why: 'its split is a pair of files, and this command draws its own',
  },
]
