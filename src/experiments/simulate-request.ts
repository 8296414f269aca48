import type { Clock } from '../clock.ts'
import type { Dataset, UserId } from '../domain/index.ts'
import type { OnProgress } from './progress.ts'

/** What `simulate` is asked for. */
export interface SimulateRequest {
  readonly data: Dataset
  /** The flags that name the data again on the command line; `data` with its name unless given. */
  readonly dataFlags?: Readonly<Record<string, string>>
  /** Names with options, such as `ease:lambda=300`. */
  readonly recommenders: readonly string[]
  /** The run folder; made when missing. */
  readonly out: string
  /** How many people take part; 500 unless given. */
  readonly viewers?: number
  /** Ids of a panel kept from an earlier run. */
  readonly panel?: readonly UserId[]
  /** On how many of them each control runs; a fifth, at least 20, unless given. */
  readonly controlViewers?: number
  /** 1 unless given. */
  readonly seed?: number
  /** Threads that share the viewers; 2 unless given. */
  readonly workers?: number
  readonly pageSize?: number
  readonly maxPages?: number
  /** Which of a person's items may not be shown: what recommenders were trained on, or (as published) also the test. */
  readonly mask?: 'train' | 'train+test'
  /** Options of the viewers' system, such as `memoryPreset`. */
  readonly options?: Readonly<Record<string, unknown>>
  readonly clock?: Clock
  readonly signal?: AbortSignal
  readonly onProgress?: OnProgress
}
