import { z } from 'zod'
import type { AlignmentRow } from './alignment-table.ts'
import type { RankingProtocol } from './protocol.ts'
import type { RankingTable } from './ranking-table.ts'
import { type RowMark, rowMarks } from './row-marks.ts'
import { adjustments, intervalKinds, pairedTests } from './statistics/index.ts'
import type { AlignmentSetting, StarHistogram } from './trust/index.ts'

/*
 * The documents of a run folder that hold what a run is judged by. Whatever this version does not know is left out.
 */

const number = z.number().nullable()
const interval = z.object({ mean: number, low: number, high: number, count: z.int() })

const alignmentRow = z.object({
  who: z.string(),
  ratio: z.number(),
  rivals: z.enum(['uniform', 'equally-popular']),
  people: z.int(),
  accuracy: interval,
  precision: interval,
  recall: interval,
  f1: interval,
  // JSON has no NaN: a share of nothing is kept as null.
  yesRate: number.transform((rate) => rate ?? Number.NaN),
  viewerGain: z.object({ difference: number, p: number, effectSize: number }).nullable(),
}) satisfies z.ZodType<AlignmentRow>

/** alignment.json: what viewers and controls answered about held-out items. @example alignmentDocument.parse(value).settings */
export const alignmentDocument = z.object({
  settings: z.array(
    z.object({
      ratio: z.number(),
      rivals: z.enum(['uniform', 'equally-popular']),
      excluded: z.int(),
      short: z.int(),
      rows: z.array(alignmentRow),
    }) satisfies z.ZodType<AlignmentSetting>,
  ),
})

/** How the numbers of an evaluation came about. @example rankingProtocol.parse(value).split */
export const rankingProtocol = z.object({
  dataset: z.string(),
  hash: z.string(),
  testHash: z.string(),
  split: z.string(),
  candidates: z.enum(['all unseen', 'all', 'sampled', 'as given']),
  filterSeen: z.boolean(),
  ties: z.enum(['item id', 'expected', 'as given']),
  gain: z.enum(['binary', 'rating']),
  relevantFrom: z.number().exactOptional(),
  people: z.int(),
  dropped: z.int(),
  noTestUsers: z.enum(['drop', 'zero']).exactOptional(),
  cold: z.int(),
  unreachable: z.int(),
  k: z.array(z.int()),
  sampled: z.object({ negatives: z.int(), by: z.enum(['uniform', 'popularity']) }).exactOptional(),
  marks: z.array(z.literal('metric/sampled')).exactOptional(),
}) satisfies z.ZodType<RankingProtocol>

/** What stands beside the name of a recommender. @example rowMark.parse('optimistic') */
export const rowMark = z.enum(Object.keys(rowMarks) as [RowMark, ...RowMark[]])

/** Milliseconds a request. @example requestTimes.parse({ p50: 0.2, p95: 0.9 }) */
export const requestTimes = z.object({ p50: z.number(), p95: z.number() })

// What tables have said since they say it; before, there was one way to compare.
const plan = z.object({
  primary: z.string().nullable(),
  test: z.enum(pairedTests),
  adjustment: z.enum(adjustments),
  interval: z.enum(intervalKinds),
  resamples: z.int(),
  permutations: z.int(),
})
const FIRST_PLAN = {
  primary: null,
  test: 'randomisation',
  adjustment: 'holm',
  interval: 'percentile',
  resamples: 2000,
  permutations: 10_000,
} as const

const rankingTable = z.object({
  protocol: rankingProtocol,
  plan: plan.default(FIRST_PLAN),
  rows: z.array(
    z.object({
      recommender: z.string(),
      marks: z.array(rowMark).default([]),
      metrics: z.record(z.string(), z.object({ mean: number, low: number, high: number, users: z.int() })),
      fitSeconds: number,
      scoreSeconds: number.default(null),
      evaluateSeconds: number.default(null),
      usersPerSecond: number,
      memory: number.default(null),
      requestTimes: requestTimes.nullable().default(null),
      tiedShare: z.number(),
    }),
  ),
  comparisons: z.array(
    z.object({
      recommender: z.string(),
      other: z.string(),
      metric: z.string(),
      difference: number,
      low: number,
      high: number,
      p: number,
      adjustedP: number,
      effectSize: number,
      rankBiserial: number.default(null),
      users: z.int(),
      equal: z.int().nullable().default(null),
      reason: z.string().nullable(),
    }),
  ),
  notes: z.array(z.string()),
}) satisfies z.ZodType<RankingTable>

const stars = z
  .object({ points: z.array(z.number()).min(1), counts: z.array(z.int().min(0)) })
  .refine(({ points, counts }) => points.length === counts.length, {
    error: 'needs as many counts as points',
  }) satisfies z.ZodType<StarHistogram>

/** offline.json: the same recommenders on held-out events, and the stars people gave there. @example offlineDocument.parse(value).table */
export const offlineDocument = z.object({ table: rankingTable, stars })

/** categories.json: of what kinds each item that was shown is. @example categoriesDocument.parse({ '1': ['Comedy'] }) */
export const categoriesDocument = z.record(z.string(), z.array(z.string()))
