import { z } from 'zod'
import type { AlignmentRow } from './alignment-table.ts'
import type { RankingTable } from './ranking-table.ts'
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

const protocol = z.object({
  dataset: z.string(),
  hash: z.string(),
  testHash: z.string(),
  split: z.string(),
  candidates: z.enum(['all unseen', 'all']),
  filterSeen: z.boolean(),
  ties: z.literal('item id'),
  gain: z.enum(['binary', 'rating']),
  people: z.int(),
  dropped: z.int(),
  cold: z.int(),
  unreachable: z.int(),
  k: z.array(z.int()),
})

const rankingTable = z.object({
  protocol,
  rows: z.array(
    z.object({
      recommender: z.string(),
      metrics: z.record(z.string(), z.object({ mean: number, low: number, high: number, users: z.int() })),
      fitSeconds: number,
      usersPerSecond: number,
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
      users: z.int(),
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
