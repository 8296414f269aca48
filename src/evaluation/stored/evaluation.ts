import type { EvaluatedRecommender } from '../evaluated-recommender.ts'
import type { TablePlan } from '../ranking-table.ts'
import type { Environment } from './environment.ts'

/** An evaluation as a folder keeps it: everything to make its tables, its report and later comparisons of. */
export interface StoredEvaluation {
  /** With their results, all under one protocol; ranked lists are not kept. */
  readonly recommenders: readonly EvaluatedRecommender[]
  readonly seed: number
  /** Wall clock, ISO 8601. */
  readonly createdAt: string
  readonly environment: Environment
  /** Whose data it is; its name and hash stand in the protocol. */
  readonly data: {
    readonly licence: string
    readonly people: number
    readonly items: number
    readonly events: number
    /** What the reader of the data noticed. */
    readonly notes: readonly string[]
  }
  /** How its own table compares. */
  readonly plan: TablePlan
  /** What was asked for, in the words of whoever asked; any JSON. */
  readonly request: Readonly<Record<string, unknown>>
  /** What the reader should know beside what the table says itself. */
  readonly notes: readonly string[]
}

/** The file of a folder that makes it an evaluation. */
export const EVALUATION_FILE = 'evaluation.json'
