import type { Clock } from '../clock.ts'
import type { Dataset, LanguageModel, Mind, MindCard, UserId } from '../domain/index.ts'
import type { Price, Sleep } from '../minds/index.ts'
import type { AdvertPoolName } from '../worlds/index.ts'
import type { CollectedChoice } from './collected-choice.ts'
import type { OnProgress } from './progress.ts'

/** Makes the mind of one viewer; `utility` is the choice mind that would decide otherwise. */
export type MindOf = (
  viewer: { readonly user: UserId; readonly as: string; readonly signal?: AbortSignal },
  utility: Mind,
) => Mind

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
  /**
   * How viewers decide. `choice`: by the fitted utility. `hybrid`: by the utility, but for the jobs that the card grants
   * to the model. `language`: by the model, whatever it was shown to be able to do. Or a mind of one's own.
   * `hybrid` where a model is given, else `choice`.
   */
  readonly mind?: 'choice' | 'hybrid' | 'language' | MindOf
  readonly model?: LanguageModel
  /** The flags that name the model again on the command line. */
  readonly modelFlags?: Readonly<Record<string, string>>
  /** What the model was shown to be able to do on this data; nothing unless given. */
  readonly card?: MindCard | null
  /** How many of the people the model decides for once more, beside the others; 0 unless given. */
  readonly languageViewers?: number
  /** Which of the recommenders they meet; all unless given. */
  readonly languageRecommenders?: readonly string[]
  /** What may be spent on calls of the model. */
  readonly budget?: { readonly calls?: number; readonly tokens?: number; readonly money?: number }
  readonly price?: Price
  /** Calls a minute that the model may be asked at most. */
  readonly callsPerMinute?: number
  /** Go on with the run in `out` where it stopped. */
  readonly resume?: boolean
  /** A finished run folder whose journal answers instead of the model. */
  readonly answersFrom?: string
  /** An item of each page is one that somebody paid for. */
  readonly adverts?: { readonly pool: AdvertPoolName; readonly text: boolean }
  /** What simulated people chose before, by recommender, to train on as well. */
  readonly collected?: ReadonlyMap<string, readonly CollectedChoice[]>
  readonly clock?: Clock
  /** How the waits between calls are waited; really, unless given. */
  readonly sleep?: Sleep
  readonly signal?: AbortSignal
  readonly onProgress?: OnProgress
}
