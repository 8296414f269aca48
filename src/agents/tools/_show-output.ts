import type { Tool } from '../../domain/index.ts'

/** An output in words: as the tool shows it, else as JSON; what JSON has no word for is said to be done. */
export const showOutput = <Output>(tool: Pick<Tool<unknown, Output>, 'show'>, output: Output): string =>
  tool.show?.(output) ?? JSON.stringify(output) ?? 'Done.'
