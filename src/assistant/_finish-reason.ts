import type { Reply } from '../domain/index.ts'
import type { FinishReason } from './message-parts.ts'

/** Why a reply ended, for whoever speaks the AI SDK's language. */
export function finishReason({ failure }: Pick<Reply, 'failure'>): FinishReason {
  switch (failure?.kind) {
    case undefined:
      return 'stop'
    case 'budget':
      return 'length'
    case 'policy':
    case 'refused':
      return 'content-filter'
    default:
      return 'error'
  }
}
