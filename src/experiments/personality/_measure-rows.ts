import { type BigFiveName, bigFiveNames, type Instrument, type ItemAnswer } from '../../agents/index.ts'
import {
  acquiescence,
  bootstrapStatistic,
  contradictionRate,
  cronbachAlpha,
  discriminant,
  etaSquaredOf,
  fidelity,
  icc,
  lambda6,
  levelSums,
  type Measured,
  type MeasuredInterval,
  mcdonaldOmega,
  pearson,
  separability,
  splitHalf,
  standardised,
} from '../../evaluation/personality/index.ts'
import { bootstrapMeans } from '../../evaluation/statistics/index.ts'
import type { RandomStream } from '../../random.ts'
import { wilson } from '../qualify/_wilson.ts'
import type { Asked } from './_asking.ts'
import { atLeast, below, near, type Target, type TargetVerdict, verdictOn } from './_targets.ts'
import type { ConditionName, TraitProfile } from './population.ts'

/** One measure of one trait, or of all together. */
export interface MeasureRow {
  readonly measure: string
  readonly trait: BigFiveName | 'all'
  /** Of people who play their own profile, with the interval over people. */
  readonly value: MeasuredInterval
  /** The same of the controls; their profiles are still the assigned ones. */
  readonly controls: Readonly<Record<Exclude<ConditionName, 'persona'>, MeasuredInterval>>
  readonly target: string | null
  readonly verdict: TargetVerdict | null
}

/** Two administrations under one condition. */
export interface TwiceAsked {
  readonly first: Asked
  readonly second: Asked
}

interface Setting {
  readonly instrument: Instrument
  readonly people: readonly TraitProfile[]
  readonly random: RandomStream
  readonly resamples: number
}

type Statistic = (asked: TwiceAsked, who: readonly number[]) => Measured

/**
 * All measures of an inventory, each with its interval over people and the controls beside it.
 *
 * @example measureRows(twice, { instrument, people, random, resamples: 1000 })[0].verdict
 */
export function measureRows(
  twice: Readonly<Record<ConditionName, TwiceAsked>>,
  setting: Setting,
): readonly MeasureRow[] {
  const { people, random, resamples } = setting
  const { min, max } = setting.instrument.range
  const everybody = people.map((_, person) => person)
  const interval = (statistic: Statistic, condition: ConditionName, key: string, level: number): MeasuredInterval =>
    bootstrapStatistic(people.length, (who) => statistic(twice[condition], who), {
      random: random.split(key, condition),
      resamples,
      level,
    })
  const rowOf = (
    measure: string,
    trait: MeasureRow['trait'],
    statistic: Statistic,
    target: Target | null,
    vanishes = false,
  ): MeasureRow => {
    const key = `${measure} ${trait}`
    const value = interval(statistic, 'persona', key, 0.95)
    // Only what has to vanish without the profile needs to be known with its interval.
    const control = (condition: ConditionName): MeasuredInterval =>
      vanishes
        ? interval(statistic, condition, key, CONTROL_LEVEL)
        : withoutInterval(statistic(twice[condition], everybody))
    return {
      measure,
      trait,
      value,
      controls: { shuffled: control('shuffled'), 'no-persona': control('no-persona') },
      target: target?.words ?? null,
      verdict: target ? verdictOn(value.mean, target) : null,
    }
  }
  const perTrait = (
    measure: string,
    of: (trait: BigFiveName) => Statistic,
    target: Target | null,
    vanishes = false,
  ): MeasureRow[] => bigFiveNames.map((trait) => rowOf(measure, trait, of(trait), target, vanishes))
  const scale =
    (of: (rows: readonly ArrayLike<number>[]) => Measured) =>
    (trait: BigFiveName): Statistic =>
    ({ first }, who) =>
      of(who.map((person) => first.items[trait][person]!))
  const assigned = (trait: BigFiveName, who: readonly number[]): number[] =>
    who.map((person) => people[person]!.bigFive[trait] ?? Number.NaN)
  const scores = (asked: Asked, trait: BigFiveName, who: readonly number[]): number[] =>
    who.map((person) => asked.scores[trait][person]!)
  const agrees =
    (part: 'mae' | 'labelAccuracy') =>
    (trait: BigFiveName): Statistic =>
    ({ first }, who) =>
      fidelity(assigned(trait, who), standardised(scores(first, trait, who)))[part]

  return [
    ...perTrait('alpha', scale(cronbachAlpha), atLeast(0.7)),
    ...perTrait('omega', scale(mcdonaldOmega), atLeast(0.7)),
    ...perTrait('split half', scale(splitHalf), atLeast(0.7)),
    ...perTrait('lambda 6', scale(lambda6), atLeast(0.7)),
    ...perTrait(
      'retest ICC',
      (trait) =>
        ({ first, second }, who) =>
          icc(who.map((person) => [first.scores[trait][person]!, second.scores[trait][person]!])),
      atLeast(0.8),
    ),
    ...perTrait(
      'fidelity r',
      (trait) =>
        ({ first }, who) =>
          pearson(assigned(trait, who), scores(first, trait, who)),
      atLeast(0.8),
      true,
    ),
    ...perTrait('fidelity MAE', agrees('mae'), null),
    ...perTrait('right side', agrees('labelAccuracy'), null),
    rowOf(
      'discriminant',
      'all',
      ({ first }, who) => discriminant(bigFiveNames.map((trait) => scores(first, trait, who))),
      below(0.4),
    ),
    withWidth(rowOf('contradictions', 'all', ({ first }, who) => contradictions(people, first, who), below(0.01))),
    rowOf(
      'wording eta²',
      'all',
      promptShare(setting, twice, ({ frame }) => frame),
      below(0.1),
    ),
    rowOf('place eta²', 'all', promptShare(setting, twice, third(setting.instrument)), below(0.1)),
    meansRow(
      'acquiescence',
      twice,
      setting,
      ({ first }) => agreement(first, setting.instrument),
      near((min + max) / 2, 0.25),
    ),
    meansRow(
      'separability',
      twice,
      setting,
      ({ first, second }) => separability(first.vectors, second.vectors),
      atLeast(0.8),
    ),
  ]
}

/** Level at which each of ten controls (five traits, two controls) is looked at, so that all together it is 95% (Bonferroni). */
export const CONTROL_LEVEL = 0.995

const withoutInterval = ({ value, count, reason }: Measured): MeasuredInterval => ({
  mean: value,
  low: null,
  high: null,
  count,
  reason,
  undefinedDraws: 0,
})

/** None at all in every draw is not certainty: a share of 0 or 1 has the interval of as many separate trials (Wilson). */
function withWidth(row: MeasureRow): MeasureRow {
  const { mean, count } = row.value
  if (mean !== 0 && mean !== 1) return row
  const { low, high } = wilson(mean * count, count)
  return { ...row, value: { ...row.value, low, high } }
}

/** In which third of the questionnaire an item was asked. */
const third =
  ({ items }: Instrument) =>
  ({ place }: ItemAnswer): number =>
    Math.floor((3 * (place - 1)) / items.length)

/** What a factor of the prompt does to answers in both administrations, each measured from the mean of its item. */
function promptShare(
  { instrument, people }: Setting,
  twice: Readonly<Record<ConditionName, TwiceAsked>>,
  levelOf: (answer: ItemAnswer) => number,
): Statistic {
  const size = instrument.items.length
  const sums = new Map(
    Object.values(twice).map((asked) => {
      const answers = [asked.first.answers, asked.second.answers].map(fromItemMeans)
      const of = (person: number) => answers.flatMap((all) => all.slice(person * size, (person + 1) * size))
      return [
        asked,
        people.map((_, person) => levelSums(of(person).map(({ answer, value }) => [levelOf(answer), value]))),
      ]
    }),
  )
  return (asked, who) => etaSquaredOf(who.map((person) => sums.get(asked)![person]!))
}

function fromItemMeans(answers: readonly ItemAnswer[]): { readonly answer: ItemAnswer; readonly value: number }[] {
  const sums = new Map<number, { sum: number; count: number }>()
  for (const { item, value } of answers) {
    const { sum, count } = sums.get(item) ?? { sum: 0, count: 0 }
    if (value !== null) sums.set(item, { sum: sum + value, count: count + 1 })
  }
  return answers.map((answer) => {
    const { sum, count } = sums.get(answer.item) ?? { sum: 0, count: 0 }
    return { answer, value: answer.value === null ? Number.NaN : answer.value - sum / count }
  })
}

/** A person whose score stands on the other side of the middle, each by so many standard units. */
const CLEARLY_ASSIGNED = 1
const CLEARLY_OTHER = 0.5

/** What people say of themselves against the profile: a clear trait that comes out clearly as its opposite. */
function contradictions(people: readonly TraitProfile[], asked: Asked, who: readonly number[]): Measured {
  const statements = bigFiveNames.flatMap((trait) => {
    const z = standardised(who.map((person) => asked.scores[trait][person]!))
    return who.map((person, place) => ({ assigned: people[person]!.bigFive[trait], said: z[place]! }))
  })
  return contradictionRate(statements, ({ assigned, said }) => {
    if (assigned === null || Number.isNaN(said) || Math.abs(assigned) < CLEARLY_ASSIGNED) return null
    return Math.abs(said) >= CLEARLY_OTHER && Math.sign(said) !== Math.sign(assigned)
  })
}

/** A measure that is a mean over people. */
function meansRow(
  measure: string,
  twice: Readonly<Record<ConditionName, TwiceAsked>>,
  { random, resamples }: Setting,
  of: (asked: TwiceAsked) => Float64Array,
  target: Target,
): MeasureRow {
  const [persona, shuffled, none] = (['persona', 'shuffled', 'no-persona'] as const).map(
    (condition): MeasuredInterval => {
      const value = bootstrapMeans([of(twice[condition])], { random: random.split(measure, condition), resamples })[0]!
      return { ...value, reason: value.mean === null ? 'nobody has a value' : null, undefinedDraws: 0 }
    },
  ) as [MeasuredInterval, MeasuredInterval, MeasuredInterval]
  return {
    measure,
    trait: 'all',
    value: persona,
    controls: { shuffled, 'no-persona': none },
    target: target.words,
    verdict: verdictOn(persona.mean, target),
  }
}

/** Each person's agreement over positively and negatively keyed items. */
function agreement({ vectors }: Asked, { key, items }: Instrument): Float64Array {
  const reversed = new Set(key.flatMap((scale) => scale.reversed))
  const places = items.map(({ number }) => number).sort((a, b) => a - b)
  const pick = (vector: Float64Array, wanted: boolean): Float64Array =>
    vector.filter((_, place) => reversed.has(places[place]!) === wanted)
  return Float64Array.from(
    vectors,
    (vector) => acquiescence(pick(vector, false), pick(vector, true)).value ?? Number.NaN,
  )
}
