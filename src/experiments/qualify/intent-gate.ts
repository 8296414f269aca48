import { classGate } from './_class-gate.ts'
import type { Finding } from './_finding.ts'
import type { Sheet } from './_sheet.ts'
import type { Study } from './_study.ts'
import { askIntent } from './language-questions.ts'
import { intentByKeywords, intentMessages, intents } from './sets/index.ts'

/**
 * Intent: does the mind know what a message wants?
 *
 * @example const finding = intentGate(study, sheet, 100) // call it when the sheet is answered
 */
export const intentGate = (study: Study, sheet: Sheet, n: number): (() => Finding) =>
  classGate(study, sheet, n, {
    job: 'intent',
    noun: 'intent',
    classes: intents,
    texts: intentMessages,
    ask: askIntent,
    rule: intentByKeywords,
  })
