import type { Memory, Persona } from '../../agents/index.ts'
import {
  type Action,
  type ExitReason,
  type Item,
  type Mind,
  MindFailure,
  type Page,
  type Scale,
  type SimulatedUser,
} from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { fatigueOf, type ItemCard, type PageFacts, type Remembered, type SessionFacts, withAdvert } from './facts.ts'
import { type OwnStars, percentileOf, starAtPercentile, TENTHS } from './percentile.ts'
import { pageText } from './prompts.ts'
import {
  alignQuestion,
  decideQuestion,
  feelQuestion,
  interviewQuestion,
  rateQuestion,
  reflectQuestion,
  watchQuestion,
} from './questions.ts'

/** Of what a viewer is made. */
export interface ViewerParts {
  readonly persona: Persona
  readonly mind: Mind
  readonly memory: Memory<Remembered>
  /** Stream of this person; the same whoever recommends, so that people meet each recommender with the same luck. */
  readonly random: RandomStream
  readonly card: (item: Item) => ItemCard
  readonly scale: Scale
  /** The ratings that turn a standing into stars; null where stars are asked for. */
  readonly ownStars: OwnStars | null
  /** How many memories a question recalls. */
  readonly recall: number
  /** Stars from which a film counts as liked. */
  readonly likeFrom: number
}

/**
 * A viewer: page by page align, watch, rate, feel, then next or exit; a reflection after every fourth memory; an exit
 * interview. Zhang et al. 2024 (Agent4Rec), section 3.
 *
 * @example await viewer(parts).react({ number: 1, items })
 */
export function viewer(parts: ViewerParts): SimulatedUser {
  const { persona, mind, memory, random } = parts
  const remember = (at: number, facts: Remembered): void => memory.store({ at, text: facts.text, importance: 1, facts })
  const recall = (query: string): Remembered[] => memory.retrieve(query, parts.recall).map(({ facts }) => facts)
  let pagesSeen = 0

  return {
    id: persona.user,

    async react(page) {
      pagesSeen = page.number
      const actions: Action[] = []
      const facts = await attempt(actions, () => lookAt(page, parts, recall('films I liked and disliked'), actions))
      remember(page.number, pageMemory(page, facts, parts))
      const session = sessionFacts(parts, page.number, recall('satisfied with the films shown'))
      await attempt(actions, async () => {
        const choice = await mind.choose(decideQuestion(session, random.split('decide', page.number)), ['next', 'exit'])
        actions.push({ type: 'page-decided', decision: choice.picked, probability: choice.probabilities[1]! })
        remember(page.number, { type: 'decision', text: `After page ${page.number} I chose ${choice.picked}.` })
      })
      if (memory.reflectionDue()) await attempt(actions, async () => actions.push(await reflect(session, page)))
      return actions
    },

    async interview(_reason: ExitReason) {
      const actions: Action[] = []
      await attempt(actions, async () => {
        const session = sessionFacts(
          parts,
          pagesSeen,
          memory.entries.map(({ facts }) => facts),
        )
        const question = interviewQuestion(session, random.split('interview'))
        const { value: satisfaction } = await mind.rate(question, INTERVIEW_SCALE)
        const why = interviewQuestion({ ...session, satisfaction }, question.random)
        // A number without its reason is still an answer; that the reason failed is recorded beside it.
        const text = (await attempt(actions, () => mind.write(why))) ?? ''
        actions.push({ type: 'user-interviewed', satisfaction, text })
      })
      return actions
    },
  }

  async function reflect(session: SessionFacts, page: Page): Promise<Action> {
    const question = reflectQuestion(session, random.split('reflect', page.number))
    const satisfied = (await mind.choose(question, ['satisfied', 'unsatisfied'])).picked === 'satisfied'
    const text = await mind.write(reflectQuestion({ ...session, satisfied }, question.random))
    remember(page.number, { type: 'reflection', text, satisfied })
    return { type: 'user-reflected', satisfied, text }
  }
}

const INTERVIEW_SCALE: Scale = { min: 1, max: 10, step: 1 }

/**
 * Align every shown item, watch some of the aligned, rate and feel each watched one. Without a verdict on every item the
 * page has no choices; a film whose rating or feeling failed stays watched.
 */
async function lookAt(
  page: Page,
  parts: ViewerParts,
  recalled: readonly Remembered[],
  actions: Action[],
): Promise<PageFacts> {
  const { persona, mind, random } = parts
  const shown = page.items.map((item) => withAdvert(parts.card(item), page))
  const known = page.number > 1 ? recalled : []
  const aligned: ItemCard[] = []
  const watched: ItemCard[] = []
  const stars = new Map<ItemCard, number>()

  for (const [position, card] of shown.entries()) {
    const question = alignQuestion({ persona, card, position, recalled: known }, random.split('align', card.id))
    const { picked, probabilities } = await mind.choose(question, ['yes', 'no'])
    actions.push({ type: 'item-judged', item: card.id, aligned: picked === 'yes', probability: probabilities[0]! })
    if (picked === 'yes') aligned.push(card)
  }
  for (const card of aligned) {
    const facts = { persona, card, position: shown.indexOf(card), recalled: known, watchedOnPage: watched.length }
    const { picked } = await mind.choose(watchQuestion(facts, random.split('watch', card.id)), ['watch', 'skip'])
    if (picked === 'skip') continue
    watched.push(card)
    actions.push({ type: 'item-watched', item: card.id })
  }
  for (const card of watched) {
    await attempt(actions, async () => {
      stars.set(card, await rate(card, parts))
      actions.push({ type: 'item-rated', item: card.id, stars: stars.get(card)! })
    })
    if (!stars.has(card)) continue
    await attempt(actions, async () => {
      const question = feelQuestion({ persona, card, stars: stars.get(card)! }, random.split('feel', card.id))
      actions.push({ type: 'item-felt', item: card.id, text: await mind.write(question) })
    })
  }

  const liked = watched.filter((card) => (stars.get(card) ?? 0) >= parts.likeFrom)
  const disliked = shown.filter((card) => !aligned.includes(card) || (stars.has(card) && !liked.includes(card)))
  const ids = (cards: readonly ItemCard[]) => cards.map(({ id }) => id)
  return {
    page: page.number,
    shown,
    aligned: ids(aligned),
    watched: ids(watched),
    liked: ids(liked),
    disliked: ids(disliked),
  }
}

/** Stars as the mind gives them, or its standing of the film turned into stars. */
async function rate(card: ItemCard, { persona, mind, random, scale, ownStars }: ViewerParts): Promise<number> {
  const question = rateQuestion({ persona, card, ...(ownStars ? { ownStars } : {}) }, random.split('rate', card.id))
  const { value } = await mind.rate(question, ownStars ? TENTHS : scale)
  return ownStars ? starAtPercentile(percentileOf(value), ownStars) : value
}

/** A step that failed has no result: what was answered in it is taken back, the failure stays. */
async function attempt<Result>(actions: Action[], step: () => Promise<Result>): Promise<Result | null> {
  const before = actions.length
  try {
    return await step()
  } catch (error) {
    if (!(error instanceof MindFailure)) throw error
    actions.length = before
    actions.push({ type: 'answer-failed', kind: error.kind, step: error.step, raw: error.raw })
    return null
  }
}

function pageMemory(page: Page, facts: PageFacts | null, parts: ViewerParts): Remembered {
  const empty = { aligned: [], watched: [], liked: [], disliked: [] }
  const seen = facts ?? { page: page.number, shown: page.items.map(parts.card), ...empty }
  return { type: 'page', text: pageText(seen), page: seen }
}

function sessionFacts(parts: ViewerParts, page: number, recalled: readonly Remembered[]): SessionFacts {
  return { persona: parts.persona, page, fatigue: fatigueOf(page), recalled }
}
