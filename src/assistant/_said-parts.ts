import type { Reply, ReplyPart } from '../domain/index.ts'

/**
 * The parts of a reply, complete: text or cards that were not sent on their way are sent before the whole reply.
 *
 * The text goes by sentences, so that a page that shows it as it comes does not wait for the last.
 *
 * @throws Error where a stream ends without a reply: its maker broke the contract
 */
export async function* saidParts(parts: AsyncIterable<ReplyPart>): AsyncGenerator<ReplyPart> {
  let words = ''
  let shown = false
  for await (const part of parts) {
    if (part.type === 'words') words += part.delta
    if (part.type === 'items') shown = true
    if (part.type === 'reply') {
      yield* missing(part.reply, words, shown)
      yield part
      return
    }
    yield part
  }
  throw new Error('A conversation ended its stream without a reply.')
}

function* missing({ text, items }: Reply, words: string, shown: boolean): Generator<ReplyPart> {
  if (!shown && items.length > 0) yield { type: 'items', items }
  // Words of another text than the reply's are not mended: they were checked as they were sent.
  if (!text.startsWith(words)) return
  for (const delta of sentences(text.slice(words.length))) yield { type: 'words', delta }
}

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' })

/** A text cut behind its sentences; put together it is the text. */
export const sentences = (text: string): readonly string[] =>
  Array.from(SENTENCES.segment(text), ({ segment }) => segment)
