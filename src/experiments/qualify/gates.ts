import type { Job } from '../../domain/index.ts'

/** One gate: what is asked, how often, and what passes. */
export interface Gate {
  readonly job: Job
  /** Fixed before anything is asked, and looked at once: a figure looked at early falls when its sample is completed. */
  readonly n: number
  readonly unit: 'calls' | 'people' | 'questions'
  /** The cheap rules that answer the same questions. */
  readonly control: string
  /** The pass rule in words. */
  readonly rule: string
}

/** The bounds that the rules speak of. */
export const BOUNDS = {
  /** Least share of answers in the form asked for. */
  valid: 29 / 30,
  /** Largest share of one answer among the valid ones. */
  oneAnswer: 0.8,
  /** Least share of lists from which the same film is picked in both orders. */
  sameFilm: 0.7,
  /** Largest share of one place among all picks. */
  onePlace: 0.4,
  /** Largest share of labels that change when a question is asked again. */
  changed: 0.02,
  /** Milliseconds within which 95% of answers come, unless the request says otherwise. */
  speed: 10_000,
} as const

/** All gates, in the order of the card. Bounds are ends of 95% intervals over people; gains are paired. */
export const GATES: readonly Gate[] = [
  {
    job: 'form',
    n: 30,
    unit: 'calls',
    control: 'none',
    rule: 'at least 29 of 30 answers fit the schema, and no single answer makes up more than 80% of them',
  },
  {
    job: 'history',
    n: 150,
    unit: 'people',
    control: 'chance, .5',
    rule: 'the interval of the AUC of (log-odds with the history less log-odds without it) lies above .5',
  },
  {
    job: 'taste',
    n: 150,
    unit: 'people',
    control: 'the best of item mean, popularity, genre overlap and their logistic combination',
    rule: 'history use is shown, and the interval of the AUC gain over the control lies above 0',
  },
  {
    job: 'choice',
    n: 150,
    unit: 'people',
    control: 'the best of item mean, popularity and genre overlap, among rivals as popular as the film',
    rule: 'history use is shown, the interval of the gain over the control lies above 0, the same film is picked in both orders on at least 70% of the lists, and no place is picked more than 40% of the time',
  },
  {
    job: 'ranking',
    n: 120,
    unit: 'people',
    control: 'the best of item mean, popularity and genre overlap',
    rule: 'history use is shown, and the interval of the NDCG@10 gain over the control lies above 0',
  },
  {
    job: 'stability',
    n: 50,
    unit: 'questions',
    control: 'none',
    rule: 'at most 2% of the answers change when the question is asked again, and 95% of the answers come in time',
  },
]

/** The gate of a job. @example gateOf('ranking').n // 120 */
export function gateOf(job: Job): Gate {
  return GATES.find((gate) => gate.job === job)!
}
