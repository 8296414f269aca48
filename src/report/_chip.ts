import { decidesUnqualified, type Judgement, type SimulationResult } from '../evaluation/index.ts'
import { type Html, html } from './_html.ts'

const SIGNS: Readonly<Record<Judgement, string>> = { supported: '✓', caution: '!', refuse: '✕' }

/** A verdict as a coloured word with a sign, so that colour alone never tells. @example chip('refuse') */
export const chip = (judgement: Judgement): Html =>
  html`<span class="chip ${judgement}"><span aria-hidden="true">${SIGNS[judgement]}</span> ${judgement}</span>`

/**
 * The mark of numbers that a language model decided without being shown to be able to.
 *
 * @param as who decided: `viewer`, or the name of those beside them
 * @returns null where nothing is to be marked
 * @example unqualified(result.manifest, 'viewer')
 */
export const unqualified = ({ viewers }: SimulationResult['manifest'], as: string): Html | null =>
  decidesUnqualified(viewers, as) ? html` <b class="unqualified">(unqualified)</b>` : null
