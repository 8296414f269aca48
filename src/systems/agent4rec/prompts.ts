import { describePersona, type Persona } from '../../agents/index.ts'
import type { Prompt } from '../../domain/index.ts'
import type { AlignFacts, ExperienceFacts, ItemCard, PageFacts, Remembered, SessionFacts, WatchFacts } from './facts.ts'

/*
 * From facts to words for a language mind. The persona comes first and never changes within a visit, so that a model
 * can keep it. Item text is quoted: it is data, whatever it says.
 */

/** The stable part: who the viewer is. @example personaPrompt(persona).includes('You are') */
export function personaPrompt(persona: Persona): string {
  return `You are one viewer of a film service. Answer as this viewer would, not as an assistant.\n\n${describePersona(persona)}`
}

const cardLine = ({ id, title, meanRating, summary, genres }: ItemCard): string =>
  [
    `[${id}] ${JSON.stringify(title)}`,
    meanRating === null ? '' : `mean rating ${meanRating.toFixed(2)}`,
    genres && genres.length > 0 ? genres.join(', ') : '',
    summary ? JSON.stringify(summary) : '',
  ]
    .filter((part) => part !== '')
    .join(' | ')

const recalledLines = (recalled: readonly Remembered[]): string =>
  recalled.length === 0
    ? ''
    : `What you remember of this visit:\n${recalled.map(({ text }) => `- ${text}`).join('\n')}\n\n`

const ask = (persona: Persona, user: string): Prompt => ({ system: personaPrompt(persona), user })

/** Words of the align question. @example alignPrompt(facts).user */
export const alignPrompt = ({ persona, card, recalled }: AlignFacts): Prompt =>
  ask(
    persona,
    `${recalledLines(recalled)}The page shows:\n${cardLine(card)}\n\nDoes it fit your taste? Answer yes or no.`,
  )

/** Words of the watch question. @example watchPrompt(facts).user */
export const watchPrompt = ({ persona, card, recalled, watchedOnPage }: WatchFacts): Prompt =>
  ask(
    persona,
    `${recalledLines(recalled)}The page shows:\n${cardLine(card)}\n\nIt fits your taste. You have watched ${watchedOnPage} on this page. Do you watch it now? Answer watch or skip.`,
  )

/** Words of the rate question. @example ratePrompt(facts).user */
export const ratePrompt = ({ persona, card }: ExperienceFacts): Prompt =>
  ask(persona, `You watched:\n${cardLine(card)}\n\nHow many stars do you give it?`)

/** Words of the feel question. @example feelPrompt(facts).user */
export const feelPrompt = ({ persona, card, stars }: ExperienceFacts): Prompt =>
  ask(persona, `You watched:\n${cardLine(card)}\nand gave it ${stars} stars. Say in one sentence how it felt.`)

/** Words of the reflection. @example reflectPrompt(facts).user */
export const reflectPrompt = ({ persona, recalled }: SessionFacts): Prompt =>
  ask(
    persona,
    `${recalledLines(recalled)}Are you satisfied with what you were shown so far? Answer satisfied or unsatisfied.`,
  )

/** Words of the decision after a page. @example decidePrompt(facts).user */
export const decidePrompt = ({ persona, page, fatigue, recalled }: SessionFacts): Prompt =>
  ask(
    persona,
    `${recalledLines(recalled)}You have seen ${page} pages. ${TIRED[fatigue]} Answer next for another page or exit to leave.`,
  )

/** Words of the exit interview. @example interviewPrompt(facts).user */
export const interviewPrompt = ({ persona, page, recalled }: SessionFacts): Prompt =>
  ask(
    persona,
    `${recalledLines(recalled)}You left after ${page} pages. From 1 to 10, how satisfied are you with the recommendations?`,
  )

const TIRED = {
  none: 'You are not tired.',
  slight: 'Going on is a little tiring.',
  strong: 'Going on is very tiring.',
} as const

/** What a viewer remembers of a page, in words built by code. @example pageText(facts).startsWith('Page 1') */
export function pageText(facts: PageFacts): string {
  const titles = (ids: readonly string[]): string =>
    ids.map((id) => JSON.stringify(facts.shown.find((card) => card.id === id)?.title ?? id)).join(', ') || 'nothing'
  return `Page ${facts.page}: watched ${titles(facts.watched)}; liked ${titles(facts.liked)}; disliked ${titles(facts.disliked)}.`
}
