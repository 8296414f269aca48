import { type ItemIndex, type Mind, MindFailure, type UserId, type UserIndex } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { type Study, tellingHistory } from './_study.ts'
import type { ChoiceFacts, LikeFacts, RatedFilm } from './facts.ts'
import { askChoice, askForm, askLike, type FormAnswer, type Picked } from './questions.ts'

/** A question, and the place for its answer. */
export interface Slot<Answer> {
  /** About whom; null for nobody in particular. */
  readonly user: UserId | null
  /** Of those about nobody, whose words begin alike; null for the like questions. */
  readonly topic: string | null
  /** @throws MindFailure */
  ask(mind: Mind): Promise<Answer>
  /** Null until it is asked. */
  answer: Answer | MindFailure | null
}

/** The questions of all gates, each once however many gates need it. */
export interface Sheet {
  /** Will this person like this item? Nobody in particular without a user. */
  like(user: UserIndex | null, item: ItemIndex): Slot<Picked>
  /** Which of these items, in this order, does this person choose? */
  choose(user: UserIndex, items: readonly ItemIndex[]): Slot<Picked>
  /** The stars and the action, in a schema. */
  form(user: UserIndex, item: ItemIndex): Slot<FormAnswer>
  /**
   * A question that is about nobody of the data, such as the mood of a text.
   *
   * @param topic questions of one topic begin with the same words
   * @param key tells it from others of its topic; its luck depends on topic and key alone
   */
  about<Answer>(topic: string, key: string, ask: (mind: Mind, random: RandomStream) => Promise<Answer>): Slot<Answer>
  /** Everything asked for so far, in the order to ask it. */
  groups(): readonly (readonly Slot<unknown>[])[]
}

/** Questions about nobody share the system part of their topic; so many of them go to a lane at once. */
const STRANGERS = 24

/**
 * Opens an empty sheet.
 *
 * All questions about one person stand together, whatever gate they are for, since they begin with the same words, which a
 * local model then reads once.
 *
 * @example const slot = openSheet(study).like(user, item); await slot.ask(mind)
 */
export function openSheet(study: Study): Sheet {
  const { data, scale, films } = study
  const slots = new Map<string, Slot<unknown>>()
  const histories = new Map<UserIndex, readonly RatedFilm[]>()
  const historyOf = (user: UserIndex): readonly RatedFilm[] => {
    const history = histories.get(user) ?? tellingHistory(study, user)
    histories.set(user, history)
    return history
  }
  const slot = <Answer>(
    key: readonly string[],
    user: UserId | null,
    ask: Slot<Answer>['ask'],
    topic: string | null = null,
  ): Slot<Answer> => {
    const name = JSON.stringify([user, topic, ...key])
    if (!slots.has(name)) slots.set(name, { user, topic, ask, answer: null })
    return slots.get(name) as Slot<Answer>
  }
  const streamOf = (...key: readonly string[]) => study.random.split('question', ...key)
  const aboutFilm = (user: UserIndex | null, item: ItemIndex): LikeFacts => ({
    user: user === null ? null : data.users.ids[user]!,
    history: user === null ? null : historyOf(user),
    scale,
    item: data.items.ids[item]!,
    film: films[item]!,
  })
  return {
    like(user, item) {
      const facts = aboutFilm(user, item)
      const stream = streamOf('like', facts.user ?? '', facts.item)
      return slot(['like', facts.item], facts.user, (mind) => askLike(mind, facts, stream))
    },
    form(user, item) {
      const facts = aboutFilm(user, item)
      const stream = streamOf('form', facts.user ?? '', facts.item)
      return slot(['form', facts.item], facts.user, (mind) => askForm(mind, facts, stream))
    },
    choose(user, items) {
      const options = items.map((item) => ({ item: data.items.ids[item]!, film: films[item]! }))
      const facts: ChoiceFacts = { user: data.users.ids[user]!, history: historyOf(user), scale, options }
      const ids = options.map(({ item }) => item)
      const stream = streamOf('choose', facts.user, ...ids)
      return slot(['choose', ...ids], facts.user, (mind) => askChoice(mind, facts, stream))
    },
    about(topic, key, ask) {
      const stream = streamOf(topic, key)
      return slot([key], null, (mind) => ask(mind, stream), topic)
    },
    groups() {
      const groups = Map.groupBy(slots.values(), ({ user }) => user)
      const topics = Map.groupBy(groups.get(null) ?? [], ({ topic }) => topic)
      groups.delete(null)
      return [...[...topics.values()].flatMap(inParts), ...groups.values()]
    },
  }
}

/** So that lanes share what belongs to nobody. */
function inParts<Asked>(slots: readonly Asked[]): (readonly Asked[])[] {
  const parts = Math.ceil(slots.length / STRANGERS)
  return Array.from({ length: parts }, (_, part) => slots.slice(part * STRANGERS, (part + 1) * STRANGERS))
}

/** Puts one question; a mind's failure is an answer too. */
export async function fill(slot: Slot<unknown>, mind: Mind): Promise<void> {
  try {
    slot.answer = await slot.ask(mind)
  } catch (error) {
    if (!(error instanceof MindFailure)) throw error
    slot.answer = error
  }
}

/** The answer of a slot that was asked; null for a failure. @example given(slot)?.place */
export function given<Answer>({ answer }: Slot<Answer>): Answer | null {
  return answer instanceof MindFailure ? null : answer
}

/** How many of some slots ended in a failure. @example failures([slot]) // 0 */
export const failures = (slots: readonly Slot<unknown>[]): number =>
  slots.filter(({ answer }) => answer instanceof MindFailure).length
