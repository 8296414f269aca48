/** Every job that a mind may be given, as a question names it. @example jobs.includes('wording') // true */
export const jobs = [
  /** Answers in the form asked for. */
  'form',
  /** Its answers depend on the person's history, in the right direction. */
  'history',
  /** Will this person like this item, and how much? */
  'taste',
  /** Which of some items does this person choose? */
  'choice',
  /** Order some items for this person. */
  'ranking',
  /** The same question gives the same answer, in time. */
  'stability',
  /** Is a text glad or sorry? */
  'mood',
  /** Which tool serves a request? */
  'tools',
  /** What does a message want? */
  'intent',
  /** The fields of a request: genres, years, what must not be in it. */
  'slots',
  /** Plays a person whose tastes are stated. */
  'persona',
  /** Puts given facts into words and adds none. */
  'wording',
] as const

/** A job that a mind may be given. */
export type Job = (typeof jobs)[number]

/** What a mind may do after a gate. */
export type Verdict =
  /** Its answer counts. */
  | 'decide'
  /** A rule decides, the model proposes. */
  | 'assist'
  /** Plays a stated persona; never evidence about real people. */
  | 'actor'
  /** Good enough for tests of the machinery. */
  | 'test-only'
  | 'not-shown'

/** The result of one gate. */
export interface JobResult {
  readonly job: Job
  /** What was measured, such as `AUC`. */
  readonly measure: string
  /** Questions answered, or people, as the gate counts. */
  readonly n: number
  /** The n fixed for this gate beforehand; with fewer the card says that it is below the gate. */
  readonly gate: number
  readonly value: number | null
  /** 95% interval of `value`. */
  readonly low: number | null
  readonly high: number | null
  /** The best cheap control on the same questions. */
  readonly control: { readonly name: string; readonly value: number } | null
  /** Paired: value minus control, with its 95% interval. */
  readonly gain: { readonly value: number; readonly low: number; readonly high: number } | null
  readonly verdict: Verdict
  /** Why, in one sentence. */
  readonly reason: string
  /** Further figures by name, such as the share of each letter. */
  readonly details: Readonly<Record<string, number | string | null>>
}

/** What a mind was shown to be able to do on one data set. It never travels to another. */
export interface MindCard {
  readonly version: 1
  readonly model: string
  readonly fingerprint: string
  readonly data: { readonly name: string; readonly hash: string }
  readonly seed: number
  /** Version of the questions' wording. */
  readonly prompts: string
  readonly tastemaker: string
  /** ISO 8601. */
  readonly madeAt: string
  readonly jobs: readonly JobResult[]
}
