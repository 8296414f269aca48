import { z } from 'zod'

/**
 * Options of `twoTower`: numbers in a vector, passes over the data, examples a step, Adagrad's step, the recent items that
 * stand for a person, how often an item's id is left out in training, and the weight of the L2 penalty. The defaults were
 * chosen on validation events of MovieLens 100K.
 */
export const twoTowerOptions = z.object({
  factors: z.int().min(1).max(1024).default(64),
  epochs: z.int().min(1).max(1000).default(3),
  batch: z.int().min(2).max(8192).default(256),
  learningRate: z.number().positive().max(10).default(0.1),
  recent: z.int().min(1).max(10_000).default(10),
  dropout: z.number().min(0).max(1).default(0.1),
  regularisation: z.number().min(0).max(10).default(0),
})

/** Every kind of feature takes part; the mean over an item's features weighs each the same. */
export const ALL_KINDS = { word: 1, category: 1, attribute: 1 } as const

/** It learns from who touched what, and from what items say. */
export const KIN = ['factorisation', 'content'] as const
