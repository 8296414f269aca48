import { classGate } from './_class-gate.ts'
import type { Finding } from './_finding.ts'
import type { Sheet } from './_sheet.ts'
import type { Study } from './_study.ts'
import { askTool } from './language-questions.ts'
import { type ToolName, toolByKeywords, toolCatalogue, toolRequests } from './sets/index.ts'

/**
 * Tools: does the mind know which of five tools serves a request?
 *
 * Tools are named with hyphens, which makes them words that can be said as they are: asked for letters that stand for names, a
 * small model answers A, whatever stands there.
 *
 * @example const finding = toolsGate(study, sheet, 100) // call it when the sheet is answered
 */
export const toolsGate = (study: Study, sheet: Sheet, n: number): (() => Finding) =>
  classGate(study, sheet, n, {
    job: 'tools',
    noun: 'tool',
    classes: toolCatalogue.map(({ name, description }) => ({ name: said(name), description })),
    texts: toolRequests.map((request) => ({ ...request, label: said(request.label) })),
    ask: askTool,
    rule: (text) => said(toolByKeywords(text)),
  })

/** A tool's name as the mind reads and says it. @example said('hard_filter') // 'hard-filter' */
export const said = (name: ToolName): string => name.replaceAll('_', '-')
