import type { ItemId } from '../../domain/index.ts'
import { bootstrapMeans, type Interval, pairedDifference } from '../../evaluation/index.ts'
import type { Learned, ProxyGate, RahAssistant, RahOptions } from '../../systems/rah/index.ts'
import type { Drawing } from './_act-rows.ts'
import type { PersonEvent, StudyPerson } from './people.ts'

/** At which attempt lessons explained their action. */
export interface AttemptRow {
  /** `1`, `2` and so on, or `never`. */
  readonly attempt: string
  /** Mean over people. */
  readonly share: Interval
}

/** What gates were checked on and found. */
export interface GateSummary {
  readonly open: number
  readonly of: number
  readonly agreement: Interval
  /** What always saying the commoner of like and dislike gets right. */
  readonly control: Interval
}

/** What of the dropped items people liked. */
export interface Regret {
  /** Of held-out events that the assistant would have dropped: the share that the person liked. */
  readonly heldOut: Interval
  /** The share among all held-out events of the same people: what dropping by chance would regret. */
  readonly byChance: Interval
  /** The first less the second. */
  readonly overChance: Interval
  /** Of items dropped from the first recommendation whose outcome is known. */
  readonly recommended: Interval
  readonly dropped: number
  readonly known: number
}

/** Shares of lessons by attempt, each a mean over people who had any. */
export function attemptShares(
  learned: readonly (readonly Learned[])[],
  { maxTries }: Pick<RahOptions, 'maxTries'>,
  drawing: Drawing,
): AttemptRow[] {
  const names = [...Array.from({ length: maxTries + 1 }, (_, attempt) => String(attempt + 1)), 'never']
  const columns = names.map((name) =>
    Float64Array.from(learned, (lessons) => {
      const at = lessons.filter(({ explained, attempts }) => (explained ? String(attempts) : 'never') === name)
      return lessons.length === 0 ? Number.NaN : at.length / lessons.length
    }),
  )
  const shares = bootstrapMeans(columns, { ...drawing, random: drawing.random.split('attempts') })
  return names.map((attempt, place) => ({ attempt, share: shares[place]! }))
}

/** What the gates came to. */
export function gateSummary(gates: readonly ProxyGate[], drawing: Drawing): GateSummary {
  const [agreement, control] = bootstrapMeans(
    [
      Float64Array.from(gates, (gate) => gate.agreement ?? Number.NaN),
      Float64Array.from(gates, (gate) => gate.control ?? Number.NaN),
    ],
    { ...drawing, random: drawing.random.split('gates') },
  )
  return { open: gates.filter(({ open }) => open).length, of: gates.length, agreement: agreement!, control: control! }
}

/** How much of what the assistant drops people liked, on held-out events and on a recommendation. */
export async function regretOf(parts: {
  readonly people: readonly StudyPerson[]
  readonly heldOut: (person: StudyPerson) => readonly PersonEvent[]
  readonly assistant: RahAssistant
  readonly dropped: ReadonlyMap<StudyPerson, ReadonlySet<ItemId>>
  readonly drawing: Drawing
}): Promise<Regret> {
  const { people, heldOut, assistant, dropped, drawing } = parts
  const columns = [0, 1, 2].map(() => new Float64Array(people.length))
  let known = 0
  for (const [place, person] of people.entries()) {
    const events = heldOut(person)
    const wouldDrop: PersonEvent[] = []
    for (const event of events) {
      if ((await assistant.judge(person.user, event.item))?.liked === false) wouldDrop.push(event)
    }
    const outcomes = person.test.filter(({ item }) => dropped.get(person)!.has(item))
    known += outcomes.length
    const all = wouldDrop.length === 0 ? [] : events
    for (const [column, list] of [wouldDrop, all, outcomes].entries()) columns[column]![place] = likedShare(list)
  }
  const how = { ...drawing, random: drawing.random.split('regret') }
  const [held, chance, recommended] = bootstrapMeans(columns, how)
  const overChance = pairedDifference(columns[0]!, columns[1]!, how)
  const all = [...dropped.values()].reduce((sum, items) => sum + items.size, 0)
  return { heldOut: held!, byChance: chance!, overChance, recommended: recommended!, dropped: all, known }
}

const likedShare = (events: readonly PersonEvent[]): number =>
  events.length === 0 ? Number.NaN : events.filter(({ liked }) => liked).length / events.length
