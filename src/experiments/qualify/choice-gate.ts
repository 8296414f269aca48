import { type Rule, rulesOf } from './_controls.ts'
import { dealPicks, eligible, type PickDeal } from './_deals.ts'
import { type Condition, compare, defined, type Finding, gainCondition, meanOf, percent } from './_finding.ts'
import { failures, given, type Sheet, type Slot } from './_sheet.ts'
import type { Study } from './_study.ts'
import { BOUNDS, gateOf } from './gates.ts'
import type { Picked } from './questions.ts'

/** Never-seen films beside the liked one. */
const RIVALS = 3

/** The lists of one kind, each asked about in two orders. */
interface Asked {
  readonly deals: readonly PickDeal[]
  readonly forth: readonly Slot<Picked>[]
  readonly back: readonly Slot<Picked>[]
}

/**
 * Choice of four: does the mind find the film that the person liked among three they never saw?
 *
 * Chosen films are popular and films drawn by chance are not, so what counts is the list with equally popular rivals. Each
 * list is asked in an order and in its reverse, and the share of hits over the two is a person's value. A failed answer is
 * a miss, and no agreement.
 *
 * @example const finding = choiceGate(study, sheet, 150) // call it when the sheet is answered
 */
export function choiceGate(study: Study, sheet: Sheet, n: number): () => Finding {
  const lists = (['equally popular', 'random'] as const).map((kind): Asked => {
    const deals = dealPicks(study, n, RIVALS, kind)
    return { deals, ...bothOrders(sheet, deals) }
  })
  return () => {
    const [matched, random] = lists as [Asked, Asked]
    const rules = rulesOf(study)
    const ruleHits = (rule: Rule): Float64Array => Float64Array.from(matched.deals, (deal) => credit(rule, deal))
    const controls = [
      { name: 'item mean', values: ruleHits(rules.itemMean) },
      { name: 'popularity', values: ruleHits(rules.popularity) },
      { name: 'genre overlap', values: ruleHits(rules.genreOverlap) },
    ]
    const { value, control, gain } = compare(hits(matched), controls, study.random.split('bootstrap', 'choice'))
    const agreed = lists.flatMap(sameItem)
    const places = placesPicked(lists)
    return {
      job: 'choice',
      measure: 'hits among equally popular',
      n: matched.deals.length,
      supply: {
        count: study.gateHalf.filter(eligible.pick).length,
        words: 'people of the gate half have a liked film held out',
      },
      value,
      control,
      gain,
      conditions: [
        gainCondition(`gain over ${control?.name ?? 'the controls'}`, gain, gateOf('choice')),
        orderCondition(meanOf(agreed)),
        placeCondition(places),
      ],
      details: {
        questions: lists.flatMap(({ forth, back }) => [...forth, ...back]).length,
        'hits among random': defined(meanOf(hits(random))),
        'hits of popularity among random': defined(meanOf(random.deals.map((deal) => credit(rules.popularity, deal)))),
        ...Object.fromEntries(controls.map(({ name, values }) => [`hits of ${name}`, defined(meanOf(values))])),
        'hits of chance': 1 / (RIVALS + 1),
        'same item in both orders': defined(meanOf(agreed)),
        ...Object.fromEntries(places.map((share, place) => [`share of ${'ABCD'[place]}`, defined(share)])),
        failures: lists.reduce((sum, { forth, back }) => sum + failures([...forth, ...back]), 0),
      },
    }
  }
}

/** Puts each list on the sheet, in an order and in its reverse. */
export function bothOrders(sheet: Sheet, deals: readonly PickDeal[]): Pick<Asked, 'forth' | 'back'> {
  return {
    forth: deals.map(({ user, items }) => sheet.choose(user, items)),
    back: deals.map(({ user, items }) => sheet.choose(user, items.toReversed())),
  }
}

/** Share of hits over the two orders, for each person. */
function hits({ deals, forth, back }: Asked): Float64Array {
  return Float64Array.from(deals, ({ items, liked }, person) => {
    const first = given(forth[person]!)?.place === liked
    const second = given(back[person]!)?.place === items.length - 1 - liked
    return (Number(first) + Number(second)) / 2
  })
}

/** Whether the same item was picked in both orders, list by list. */
function sameItem({ deals, forth, back }: Asked): number[] {
  return deals.map(({ items }, person) => {
    const [one, other] = [given(forth[person]!), given(back[person]!)]
    return Number(one !== null && other !== null && one.place === items.length - 1 - other.place)
  })
}

/** The share of each place among all picks. */
function placesPicked(lists: readonly Asked[]): number[] {
  const picked = lists.flatMap(({ forth, back }) => [...forth, ...back]).flatMap((slot) => given(slot)?.place ?? [])
  return Array.from({ length: RIVALS + 1 }, (_, place) => picked.filter((one) => one === place).length / picked.length)
}

/** What a rule expects to hit on a list: its best film, or its share among equally good ones. */
function credit(rule: Rule, { user, items, liked }: PickDeal): number {
  const scores = items.map((item) => rule(user, item))
  const highest = Math.max(...scores)
  return scores[liked] === highest ? 1 / scores.filter((score) => score === highest).length : 0
}

function orderCondition(share: number): Condition {
  if (Number.isNaN(share)) return NOTHING
  return {
    holds: share >= BOUNDS.sameItem,
    words: `the same item was picked in both orders on ${percent(share)} of the lists (at least ${percent(BOUNDS.sameItem)})`,
  }
}

function placeCondition(shares: readonly number[]): Condition {
  const most = Math.max(...shares)
  if (Number.isNaN(most)) return NOTHING
  return {
    holds: most <= BOUNDS.onePlace,
    words: `the place ${'ABCD'[shares.indexOf(most)]} was picked ${percent(most)} of the time (at most ${percent(BOUNDS.onePlace)})`,
  }
}

const NOTHING: Condition = { holds: false, words: 'no list was answered' }
