import type { ItemId, ItemIndex } from '../../domain/index.ts'
import { type Interval, pairedDifference } from '../../evaluation/index.ts'
import type { ProxyFeedback, ProxyGate, RahAssistant } from '../../systems/rah/index.ts'
import { type ArmRow, type Recommenders, recommenders } from './_arms.ts'
import { byChance, byPopularity } from './_imitations.ts'
import type { Setting } from './_setting.ts'
import type { StudyPerson } from './people.ts'

/** Recommenders that learned from this and that, and what came of the first recommendation on the way. */
export interface ProxyArms {
  readonly arms: readonly ArmRow[]
  /** nDCG@10 with proxies always, less that with likes dealt out at random. */
  readonly alwaysOverRandom: Interval
  readonly gates: readonly ProxyGate[]
  readonly makers: Recommenders
  /** What the assistant says of the first recommendation where it is always asked. */
  readonly always: readonly ProxyFeedback[]
  readonly dropped: ReadonlyMap<StudyPerson, ReadonlySet<ItemId>>
  idsOf(items: readonly ItemIndex[]): ItemId[]
}

/**
 * One recommender for each kind of feedback on people's behalf, all about the same items: those that the recommender without any puts
 * first. The upper bound learns from the people's own events of the gate part instead, which every arm masks alike.
 */
export async function proxyArms(setting: Setting, assistant: RahAssistant, recommended: number): Promise<ProxyArms> {
  const { people, data, options, drawing, random } = setting
  const makers = recommenders(setting, options, drawing)
  const idsOf = (items: readonly ItemIndex[]): ItemId[] => items.map((item) => data.items.ids[item]!)
  const gated = setting.assistant({ from: assistant.libraries(), options })
  const first = makers.learn([])
  const gates: ProxyGate[] = []
  const behindGate: ProxyFeedback[] = []
  const always: ProxyFeedback[] = []
  const dropped = new Map<StudyPerson, ReadonlySet<ItemId>>()
  for (const person of people) {
    gates.push(await gated.checkGate(person.user, person.gate))
    const items = idsOf(makers.best(first, person, recommended))
    behindGate.push(...(await gated.onRecommendation(person.user, items)).proxies)
    const filtered = await assistant.onRecommendation(person.user, items)
    always.push(...filtered.proxies)
    dropped.set(person, new Set(filtered.dropped.map(({ item }) => item)))
  }
  const none = makers.measure('no proxies', [], first)
  const sent = makers.measure('always proxies', always)
  const dealt = makers.measure('random proxies', byChance(always, random.split('imitations')))
  const arms = [
    none,
    makers.measure('gated proxies', behindGate),
    sent,
    dealt,
    makers.measure('popularity proxies', byPopularity(always, makers.counts, data)),
    makers.measure(
      'all real',
      people.flatMap(({ gate }) => gate),
    ),
  ]
  const how = { ...drawing, random: drawing.random.split('arms') }
  const alwaysOverRandom = pairedDifference(sent.columns.ndcg, dealt.columns.ndcg, how)
  return { arms, alwaysOverRandom, gates, makers, always, dropped, idsOf }
}
