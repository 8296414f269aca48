import type { JobResult, MindCard } from '../../domain/index.ts'
import { figure } from './_finding.ts'
import { gateOf } from './gates.ts'
import { hybridMeaning } from './hybrid-meaning.ts'

/**
 * A mind card as a page: what it is about, the table, the reasons, the further figures.
 *
 * @returns Markdown that ends in a line break
 * @example await writeFile('docs/cards/mine.md', cardMarkdown(card))
 */
export function cardMarkdown(card: MindCard): string {
  return `${[
    `# ${card.model} on ${card.data.name}`,
    `${hybridMeaning(card)} A card never travels to another data set.`,
    table(
      ['job', 'measure', 'n (needed)', 'value', 'control', 'gain', 'verdict'],
      card.jobs.map((result) => [
        result.job,
        result.measure,
        `${result.n} (${result.gate})`,
        withInterval(result.value, result.low, result.high),
        result.control ? `${result.control.name} ${figure(result.control.value)}` : '–',
        result.gain ? withInterval(result.gain.value, result.gain.low, result.gain.high) : '–',
        `**${result.verdict}**`,
      ]),
    ),
    'Intervals are 95%. Gains are paired: the same questions, the best cheap control.',
    ...card.jobs.map(section),
    '## How it was made',
    table(
      ['', ''],
      [
        ['model fingerprint', `\`${card.fingerprint}\``],
        ['data hash', `\`${card.data.hash}\``],
        ['seed', String(card.seed)],
        ['wording of the questions', `version ${card.prompts}`],
        ['tastemaker', card.tastemaker],
        ['made', card.madeAt],
      ],
    ),
  ].join('\n\n')}\n`
}

function section(result: JobResult): string {
  const gate = gateOf(result.job)
  const details = Object.entries(result.details).map(([name, value]) => [name, detail(value)])
  return [
    `## ${result.job}: ${result.verdict}`,
    result.reason,
    `Rule, with ${gate.n} ${gate.unit}: ${gate.rule}.${gate.assist ? ` It earns assist where ${gate.assist}.` : ''}`,
    ...(details.length > 0 ? [table(['', ''], details)] : []),
  ].join('\n\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}

/** A bar would end the cell. */
const escaped = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

const detail = (value: string | number | null): string =>
  value === null ? '–' : typeof value === 'string' || Number.isInteger(value) ? String(value) : figure(value)

const withInterval = (value: number | null, low: number | null, high: number | null): string => {
  if (value === null) return '–'
  return low === null || high === null ? figure(value) : `${figure(value)} [${figure(low)}, ${figure(high)}]`
}
