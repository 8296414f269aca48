/** The ways to write answers. */
export const answerFormats = ['csv', 'jsonl'] as const

/** One of them. */
export type AnswerFormat = (typeof answerFormats)[number]

/**
 * Writes answers of a survey or an inventory as text, one a line.
 *
 * In CSV a missing value is an empty cell, and a text that a spreadsheet would take for a formula gets an apostrophe.
 *
 * @param answers records of the same fields, in the order to be written
 * @example writeAnswers(answers, 'csv').split('\n')[0] // 'respondent,question,value,failure'
 */
export function writeAnswers(answers: readonly object[], format: AnswerFormat): string {
  if (format === 'jsonl') return answers.map((answer) => `${JSON.stringify(answer)}\n`).join('')
  const [first] = answers
  if (!first) return ''
  const columns = Object.keys(first)
  const row = (cells: readonly unknown[]): string => `${cells.map(cell).join(',')}\n`
  return row(columns) + answers.map((answer) => row(columns.map((name) => Reflect.get(answer, name)))).join('')
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
