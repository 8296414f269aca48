/** How far a question may be answered from a run. */
export type Judgement = 'supported' | 'caution' | 'refuse'

/** What a run is asked, with the question in words. */
export const trustQuestions = {
  recommender: 'Which recommender serves them better?',
  stay: 'How long do they stay?',
  stars: 'What stars do they give?',
  narrowing: 'Does the feed narrow?',
} as const

/** The name of a question. */
export type TrustQuestion = keyof typeof trustQuestions

/** What one rule found. */
export interface Finding {
  /** The rule's name. */
  readonly rule: string
  readonly judgement: Judgement
  /** One or two sentences with the numbers. */
  readonly says: string
}

/** The least difference that a run of this size finds: in four of five such runs, at a chance of .05 for a false alarm. */
export interface Detectable {
  readonly value: number
  /** Of what, such as `points of satisfaction`. */
  readonly unit: string
}

/** May this question be answered from this run? */
export interface TrustVerdict {
  readonly question: TrustQuestion
  /** The worst that any rule found; refused where no rule found anything. */
  readonly verdict: Judgement
  /** What the one or two gravest findings say. */
  readonly reason: string
  /** Null where the run has no number to compute it from. */
  readonly detectable: Detectable | null
  /** Everything the rules found, gravest first. */
  readonly findings: readonly Finding[]
}
