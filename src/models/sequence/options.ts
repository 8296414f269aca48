import { z } from 'zod'

/**
 * Options of `sequence`.
 *
 * The network: numbers in a vector, blocks, attention heads (the factors divide among them), and how many last items a
 * prediction looks back on. What it learns from: `softmax` over the whole catalogue, or `calibrated` against so many
 * `negatives` a sequence, with `calibration` from 0 to 1 (scores are log-odds). How it learns: share of numbers
 * silenced, sequences a batch, Adam's rate and epochs. With patience above 0 a rehearsal finds out how many epochs, up
 * to `epochs`: it ends after so many without improvement, and costs as much again as the fit. The defaults were chosen
 * on the validation events of ml-100k, where an epoch is about 40 batches.
 */
export const sequenceOptions = z.object({
  factors: z.int().min(1).max(1_024).default(64),
  blocks: z.int().min(1).max(16).default(2),
  heads: z.int().min(1).max(16).default(2),
  maxLength: z.int().min(1).max(1_000).default(50),
  loss: z.enum(['softmax', 'calibrated']).default('softmax'),
  negatives: z.int().min(1).max(100_000).default(256),
  calibration: z.number().min(0).max(1).default(0.75),
  dropout: z.number().min(0).max(0.9).default(0.3),
  batch: z.int().min(1).max(10_000).default(64),
  learningRate: z.number().positive().max(1).default(0.002),
  epochs: z.int().min(1).max(10_000).default(30),
  patience: z.int().min(0).max(10_000).default(0),
})

/** The options of `sequence`, all set. */
export type SequenceOptions = z.output<typeof sequenceOptions>
