import { hash } from 'node:crypto'
import {
  type FailureKind,
  type Mind,
  MindFailure,
  type Prompt,
  type Scale,
  TastemakerError,
} from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import type { BigFiveName } from '../profile/profile.ts'
import { type Instrument, type KeyedItem, keyedItems } from './instrument.ts'
import {
  conversionPrompt,
  type ItemWords,
  itemFrames,
  openPrompt,
  reasonPrompt,
  reportPrompt,
  scorerPrompt,
} from './item-prompts.ts'
import { itemQuestion, type StatementFacts } from './item-question.ts'
import type { Respondent } from './respondent.ts'

/**
 * How an inventory is put: a point of the scale; a reason, then a point; an open question whose answer somebody else scores
 * for the trait; or one whose answer somebody else turns into a point (Wang et al. 2024, InCharacter).
 */
export const administrationModes = ['self-report', 'self-report-reason', 'interview', 'option-conversion'] as const

/** One of them. */
export type AdministrationMode = (typeof administrationModes)[number]

/** One item, asked of one respondent. */
export interface ItemAnswer {
  readonly respondent: string
  readonly instrument: string
  readonly administration: string
  readonly mode: AdministrationMode
  readonly item: number
  readonly trait: BigFiveName
  readonly reversed: boolean
  /** The place in which it was asked, from 1. */
  readonly place: number
  /** Which wording it had, from 0. */
  readonly frame: number
  /** The answer as given, not reversed; null where there was none after two tries. */
  readonly value: number | null
  readonly attempts: number
  /** Why there is no answer. */
  readonly failure: FailureKind | null
  /** What was said before the point, or in its place; null in a plain self-report. */
  readonly said: string | null
  /** SHA-256 of the words of the last question put to the respondent, its first 16 digits. */
  readonly promptHash: string
}

/** How to administer. */
export interface Administration {
  readonly instrument: Instrument
  readonly random: RandomStream
  /** Names this time among others of the same person; its order, wordings and luck are its own. */
  readonly administration: string
  /** `self-report` unless given. */
  readonly mode?: AdministrationMode
  /** Wordings to draw from; `itemFrames` unless given. */
  readonly frames?: readonly string[]
  /** Further wordings of a statement, by item number; one is drawn, the statement itself among them. */
  readonly paraphrases?: ReadonlyMap<number, readonly string[]>
  /** Who scores open answers. Never the respondent's own mind under the respondent's persona. */
  readonly scorer?: Mind
}

/**
 * Puts an inventory to a respondent: every item once, in random order, each in fresh context.
 *
 * A refusal or an answer that cannot be read is asked for once more; after that it is missing and says why.
 *
 * @returns one record per item, in the order asked
 * @throws TastemakerError instrument/invalid for an instrument without text, config/option for a mode without its scorer
 * @example await administer(respondent, { instrument: miniIpip20, random, administration: 'first' })
 */
export async function administer(respondent: Respondent, how: Administration): Promise<readonly ItemAnswer[]> {
  const { instrument, administration, mode = 'self-report' } = how
  requireText(instrument, mode, how.scorer)
  const random = how.random.split('inventory', instrument.id, respondent.id, administration)
  const answers: ItemAnswer[] = []
  const scale: Scale = { ...instrument.range, step: 1 }
  const order = random.split('order').shuffle([...keyedItems(instrument)])
  for (const [place, item] of order.entries()) {
    const luck = random.split('item', item.number)
    const { frame, words } = wordsOf(respondent, how, item, luck.split('words'))
    answers.push({
      respondent: respondent.id,
      instrument: instrument.id,
      administration,
      mode,
      item: item.number,
      trait: item.trait,
      reversed: item.reversed,
      place: place + 1,
      frame,
      ...(await answerItem(respondent, how, { item, words, scale, luck })),
    })
  }
  return answers
}

/** Answers of one administration by item number, as `scoreInstrument` takes them. @example answersByItem(answers).get(1) */
export const answersByItem = (answers: readonly ItemAnswer[]): ReadonlyMap<number, number | null> =>
  new Map(answers.map(({ item, value }) => [item, value]))

/** Another try may mend these; a timeout or an empty budget is nothing a second question changes. */
const WORTH_A_RETRY: ReadonlySet<FailureKind> = new Set(['refused', 'unparseable', 'ungrounded'])

type Answered = Pick<ItemAnswer, 'value' | 'attempts' | 'failure' | 'said' | 'promptHash'>

/** One item as it is put to one respondent. */
interface Put {
  readonly item: KeyedItem
  readonly words: ItemWords
  readonly scale: Scale
  readonly luck: RandomStream
}

async function answerItem(respondent: Respondent, how: Administration, put: Put): Promise<Answered> {
  for (let attempt = 1; ; attempt++) {
    const asked: { prompt: Prompt; said: string | null } = { prompt: reportPrompt(put.words), said: null }
    try {
      const value = await askOnce(respondent, how, { ...put, asked, random: put.luck.split('try', attempt) })
      return { value, attempts: attempt, failure: null, said: asked.said, promptHash: hashOf(asked.prompt) }
    } catch (error) {
      if (!(error instanceof MindFailure)) throw error
      if (attempt === 1 && WORTH_A_RETRY.has(error.kind)) continue
      return { value: null, attempts: attempt, failure: error.kind, said: asked.said, promptHash: hashOf(asked.prompt) }
    }
  }
}

interface Asking extends Put {
  /** What has been asked and said so far, for the record. */
  readonly asked: { prompt: Prompt; said: string | null }
  readonly random: RandomStream
}

async function askOnce(
  { mind, facts: person }: Respondent,
  { instrument, mode = 'self-report', scorer }: Administration,
  { item, words, scale, asked, random }: Asking,
): Promise<number> {
  const facts = (said: string | null): StatementFacts => ({
    person,
    instrument: instrument.id,
    item,
    range: instrument.range,
    said,
  })
  const open = mode === 'interview' || mode === 'option-conversion'
  if (mode !== 'self-report') {
    asked.prompt = open ? openPrompt(words) : reasonPrompt(words)
    const type = open ? 'inventory/open' : 'inventory/reason'
    asked.said = await mind.write(itemQuestion(type, facts(null), asked.prompt, random.split('say')))
  }
  if (!open) {
    asked.prompt = reportPrompt(words, asked.said)
    return (await mind.rate(itemQuestion('inventory/report', facts(asked.said), asked.prompt, random), scale)).value
  }
  // The scorer knows what was said, not who said it.
  const blind: StatementFacts = { ...facts(asked.said), person: null }
  const prompt =
    mode === 'interview' ? scorerPrompt(item.trait, asked.said!, words) : conversionPrompt(asked.said!, words)
  const { value } = await scorer!.rate(itemQuestion('inventory/score', blind, prompt, random.split('score')), scale)
  // A trait that is judged high is a low answer to a reversed statement.
  return mode === 'interview' && item.reversed ? scale.min + scale.max - value : value
}

function wordsOf(
  { system, said = [] }: Respondent,
  { instrument, frames = itemFrames, paraphrases }: Administration,
  item: KeyedItem,
  random: RandomStream,
): { readonly frame: number; readonly words: ItemWords } {
  const frame = random.int(frames.length)
  const texts = [item.text!, ...(paraphrases?.get(item.number) ?? [])]
  const text = texts[texts.length === 1 ? 0 : random.int(texts.length)]!
  return {
    frame,
    words: { system, said, frame: frames[frame]!, text, labels: instrument.scale, range: instrument.range },
  }
}

function requireText(instrument: Instrument, mode: AdministrationMode, scorer: Mind | undefined): void {
  if (instrument.items.some(({ text }) => text === null)) {
    throw new TastemakerError(
      'instrument/invalid',
      `"${instrument.id}" has no statements: ${instrument.licence}.`,
      'Bring them with withTexts(instrument, texts).',
    )
  }
  if ((mode === 'interview' || mode === 'option-conversion') && !scorer) {
    throw new TastemakerError(
      'config/option',
      `The mode "${mode}" needs somebody who scores open answers.`,
      'Give a mind of its own as scorer.',
    )
  }
}

const hashOf = ({ system, user }: Prompt): string => hash('sha256', JSON.stringify([system, user])).slice(0, 16)
