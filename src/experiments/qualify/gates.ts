import type { Job } from '../../domain/index.ts'

/** One gate: what is asked, how often, and what passes. */
export interface Gate {
  readonly job: Job
  /** Fixed before anything is asked, and looked at once: a figure looked at early falls when its sample is completed. */
  readonly n: number
  readonly unit: 'calls' | 'people' | 'questions' | 'texts' | 'requests' | 'messages' | 'pages' | 'sets of facts'
  /** The cheap rules that answer the same questions. */
  readonly control: string
  /** The pass rule in words. */
  readonly rule: string
  /** What is earned where it passes; `decide` unless given. */
  readonly grants?: 'actor'
  /** When it earns `assist`, in words; never unless given. */
  readonly assist?: string
}

/** The bounds that the rules speak of. */
export const BOUNDS = {
  /** Least share of answers in the form asked for. */
  valid: 29 / 30,
  /** Largest share of one answer among the valid ones. */
  oneAnswer: 0.8,
  /** Least share of lists from which the same item is picked in both orders. */
  sameItem: 0.7,
  /** Largest share of one place among all picks. */
  onePlace: 0.4,
  /** Least lower bound of the area under the curve for moods. */
  moodArea: 0.95,
  /** Least share of moods that are right. */
  moodRight: 0.9,
  /** Least share of tools, intents and filled forms that are right. */
  right: 0.8,
  /** Least share of right answers among those of any one class. */
  eachClass: 0.5,
  /** Least share of questions with the same answer in both orders of the list. */
  sameAnswer: 0.9,
  /** Least lower bound of the share of pages on which a persona's item is picked. */
  inRole: 0.75,
  /** Texts that passed the claim check and can not be confirmed, at most. */
  unconfirmed: 1,
  /** Largest share of texts in whose place the template stands. */
  template: 0.2,
  /** Largest share of labels that change when a question is asked again. */
  changed: 0.02,
  /** Milliseconds within which 95% of answers come, unless the request says otherwise. */
  speed: 10_000,
} as const

/** What earns `assist` where a rule answers the same questions. */
const ASSIST =
  'everything holds but the gain, whose interval reaches 0 and does not lie below it: the rule decides, and the model may propose'

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
    control: 'the best of item mean, popularity and genre overlap, among rivals as popular as the item',
    rule: 'history use is shown, the interval of the gain over the control lies above 0, the same item is picked in both orders on at least 70% of the lists, and no place is picked more than 40% of the time',
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
  {
    job: 'mood',
    n: 120,
    unit: 'texts',
    control: 'the better of a word list and a logistic regression on TF-IDF of 60 other texts',
    rule: 'the interval of the AUC lies above .95, the interval of its gain over the control lies above 0, and at least 90% of the texts are told right',
  },
  {
    job: 'tools',
    n: 100,
    unit: 'requests',
    control: 'keyword rules',
    rule: 'at least 80% right over both orders of the tools, the interval of the gain over the control lies above 0, at least 50% right for every tool, and the same tool in both orders for at least 90% of the requests',
    assist: ASSIST,
  },
  {
    job: 'intent',
    n: 100,
    unit: 'messages',
    control: 'keyword rules',
    rule: 'at least 80% right over both orders of the intents, the interval of the gain over the control lies above 0, at least 50% right for every intent, and the same intent in both orders for at least 90% of the messages',
    assist: ASSIST,
  },
  {
    job: 'slots',
    n: 100,
    unit: 'requests',
    control: 'rules on words and numbers',
    rule: 'the whole form is right for at least 80% of the requests, and the interval of the gain over the control lies above 0 on the half that no prompt was tuned on',
    assist: ASSIST,
  },
  {
    job: 'persona',
    n: 40,
    unit: 'pages',
    control: 'genre overlap',
    rule: 'the interval of the share of pages on which it picks the one item that fits the stated tastes, over both orders, lies above .75; it grants acting only, since the control does as well',
    grants: 'actor',
  },
  {
    job: 'wording',
    n: 50,
    unit: 'sets of facts',
    control: 'the template, true by construction',
    rule: 'of the texts that pass the claim check at most 1 can not be confirmed by a second, stricter set of rules, and at most 20% are replaced by the template; no person reads them',
  },
]

/** The gate of a job. @example gateOf('ranking').n // 120 */
export function gateOf(job: Job): Gate {
  return GATES.find((gate) => gate.job === job)!
}
