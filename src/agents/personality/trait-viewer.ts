import {
  type Action,
  type Item,
  type Mind,
  MindFailure,
  type Page,
  type Prompt,
  type Question,
  type Scale,
  type SimulatedUser,
  type UserId,
} from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { type Behaviour, behaviourOf } from './behaviour-of.ts'
import { describeTraits } from './describe-traits.ts'
import { atRest, nextState, type SessionOptions, type SessionState, shiftOf } from './session-state.ts'
import type { TraitScores } from './trait-scores.ts'

/** Of what a viewer with traits is made. */
export interface TraitViewerParts {
  readonly id: UserId
  readonly traits: TraitScores
  readonly mind: Mind
  /** The same whoever recommends and whatever the traits are, so that two viewers can be compared pair by pair. */
  readonly random: RandomStream
  readonly scale: Scale
  /** The others' mean rating of an item, which everybody can see. */
  readonly meanRating: (item: Item) => number
  /** What moves within a visit; null holds the viewer to the profile. */
  readonly session: SessionOptions | null
}

/** What a question of a viewer with traits carries. */
export interface TraitViewerFacts {
  readonly behaviour: Behaviour
  readonly item: Item | null
  readonly meanRating: number
  /** How far the item's kinds are from those begun so far: 1 for wholly new ones, 0 where all begun were of them; NaN at first. */
  readonly novelty: number
  /** What the viewer is about to put into words; null before it was rated. */
  readonly stars: number | null
  readonly page: number
  /** How the page went, from -1 to 1. */
  readonly satisfaction: number
}

/** The questions such a viewer decides. */
export type TraitViewerQuestion = Question<
  | 'trait-viewer/watch'
  | 'trait-viewer/finish'
  | 'trait-viewer/rate'
  | 'trait-viewer/tell'
  | 'trait-viewer/decide'
  | 'trait-viewer/interview',
  TraitViewerFacts
>

/**
 * A viewer whose traits show in what they do: which items they begin, whether they finish, rate and talk, when they go.
 *
 * @example await traitViewer(parts).react({ number: 1, items })
 */
export function traitViewer(parts: TraitViewerParts): SimulatedUser & { readonly state: () => SessionState } {
  const { traits, mind, random, scale } = parts
  const system = `You are a person who looks through the pages of a film service. ${describeTraits(traits)}`.trim()
  let state = atRest
  let satisfaction = 0
  const begun: Item[] = []

  const ask = (
    type: TraitViewerQuestion['type'],
    page: number,
    item: Item | null,
    words: string,
    stars: number | null = null,
  ): TraitViewerQuestion => {
    const facts: TraitViewerFacts = {
      behaviour: behaviourOf(traits, parts.session ? shiftOf(state) : {}),
      item,
      meanRating: item ? parts.meanRating(item) : Number.NaN,
      novelty: item ? noveltyOf(item, begun) : Number.NaN,
      stars,
      page,
      satisfaction,
    }
    const prompt = (): Prompt => ({ system, user: item ? `${JSON.stringify(item.title)}\n\n${words}` : words })
    return { type, facts, prompt, random: random.split(type, item?.id ?? page) }
  }

  return {
    id: parts.id,
    state: () => state,

    async react(page: Page) {
      const actions: Action[] = []
      await attempt(actions, async () => {
        const stars: number[] = []
        for (const item of page.items) await look(item, page.number, actions, stars)
        satisfaction = stars.length === 0 ? -0.5 : pleasure(stars, scale)
        if (parts.session) state = nextState(state, { satisfaction }, traits, parts.session)
        const { picked, probabilities } = await mind.choose(
          ask('trait-viewer/decide', page.number, null, 'Do you go to the next page, or do you exit?'),
          ['next', 'exit'],
        )
        actions.push({ type: 'page-decided', decision: picked, probability: probabilities[1]! })
      })
      return actions
    },

    async interview() {
      const actions: Action[] = []
      await attempt(actions, async () => {
        const question = ask('trait-viewer/interview', 0, null, 'How satisfied are you, from 1 to 10?')
        const { value } = await mind.rate(question, { min: 1, max: 10, step: 1 })
        actions.push({ type: 'user-interviewed', satisfaction: value, text: '' })
      })
      return actions
    },
  }

  /** Begin it or not; see it through or not; only what was seen through is rated, and perhaps told about. */
  async function look(item: Item, page: number, actions: Action[], given: number[]): Promise<void> {
    const watch = await mind.choose(ask('trait-viewer/watch', page, item, 'Do you watch it?'), ['watch', 'skip'])
    const begins = watch.picked === 'watch'
    actions.push({ type: 'item-judged', item: item.id, aligned: begins, probability: watch.probabilities[0]! })
    if (!begins) return
    actions.push({ type: 'item-watched', item: item.id })
    begun.push(item)
    const finish = ask('trait-viewer/finish', page, item, 'Do you see it through to the end, or do you stop?')
    if ((await mind.choose(finish, ['finish', 'stop'])).picked === 'stop') return
    const { value } = await mind.rate(ask('trait-viewer/rate', page, item, 'How many stars do you give it?'), scale)
    actions.push({ type: 'item-rated', item: item.id, stars: value })
    given.push(value)
    const tell = ask(
      'trait-viewer/tell',
      page,
      item,
      'Do you tell others about it, or do you keep it to yourself?',
      value,
    )
    if ((await mind.choose(tell, ['tell', 'keep'])).picked === 'tell') {
      actions.push({ type: 'item-felt', item: item.id, text: await mind.write(tell) })
    }
  }
}

/** 1 minus the share of items begun that are of a kind, on average over the item's kinds. */
function noveltyOf({ categories }: Item, begun: readonly Item[]): number {
  const shares = categories.map((kind) => begun.filter((item) => item.categories.includes(kind)).length / begun.length)
  return 1 - shares.reduce((sum, share) => sum + share, 0) / categories.length
}

/** Mean stars as a number from -1 at the lowest to 1 at the highest. */
function pleasure(stars: readonly number[], { min, max }: Scale): number {
  const mean = stars.reduce((sum, value) => sum + value, 0) / stars.length
  return (2 * (mean - min)) / (max - min) - 1
}

/** A page on which an answer failed keeps what was done and has no decision; the feed then ends the visit as failed. */
async function attempt(actions: Action[], step: () => Promise<void>): Promise<void> {
  try {
    await step()
  } catch (error) {
    if (!(error instanceof MindFailure)) throw error
    actions.push({ type: 'answer-failed', kind: error.kind, step: error.step, raw: error.raw })
  }
}
