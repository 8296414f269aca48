import type { PlannerResult, TranscriptNode } from '../../domain/index.ts'
import { counted } from '../../words.ts'

/**
 * A transcript as a person reads it: one line a node, indented by depth, discarded ones marked.
 *
 * @param width characters of a line at most; 160 unless given
 * @example transcriptText(await react().run(task, context))
 */
export function transcriptText({ transcript, status, answer, cost, failure }: PlannerResult, width = 160): string {
  const depths: number[] = []
  const lines = transcript.map((node) => {
    const depth = node.parent === null ? 0 : depths[node.parent]! + 1
    depths.push(depth)
    // A long chain would run out of the page.
    return `${'  '.repeat(Math.min(depth, 8))}${nodeText(node, width)}`
  })
  const end =
    answer === null
      ? `${status}: ${failure ? `${failure.kind}, ${oneLine(failure.raw, width)}` : 'no answer'}`
      : `${status}: ${JSON.stringify(answer)}`
  const tokens = cost.promptTokens + cost.generatedTokens
  return [
    ...lines,
    end,
    [counted(cost.calls, 'call'), counted(cost.toolCalls, 'tool call'), counted(tokens, 'token')].join(', '),
  ].join('\n')
}

function nodeText(
  { step, thought, action, observation, answer, failure, kept }: TranscriptNode,
  width: number,
): string {
  const parts = [
    ...(thought === undefined ? [] : [thought]),
    ...(action === undefined || answer !== undefined ? [] : [`${action.tool} ${JSON.stringify(action.input)}`]),
    ...(observation === undefined ? [] : [`→ ${observation}`]),
    ...(answer === undefined ? [] : [`= ${JSON.stringify(answer)}`]),
    ...(failure === undefined ? [] : [`! ${failure.kind}: ${failure.raw}`]),
  ]
  const said = parts.map((part) => oneLine(part, width)).join('  ')
  return `${kept ? '' : '× '}${step}${said === '' ? '' : `  ${said}`}`
}

function oneLine(text: string, width: number): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`
}
