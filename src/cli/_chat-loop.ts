import type { Conversation, Reply } from '../domain/index.ts'
import type { Price } from '../minds/index.ts'
import { afterReply, cardText, costText, jsonTurn, type Meter, NO_TURNS, traceText } from './_chat-text.ts'

/** With what a conversation is held. */
export interface ChatParts {
  readonly talk: Conversation
  /** Messages and commands, one a line. */
  readonly lines: AsyncIterable<string>
  readonly print: (text: string) => void
  /** What is no part of the conversation. */
  readonly note: (text: string) => void
  /** One JSON document a turn instead of words. */
  readonly json: boolean
  /** Somebody sits there: what is done in the meantime is told. */
  readonly watched: boolean
  /** Asks for the next line, where somebody sits there. */
  readonly prompt: () => void
  readonly price?: Price | undefined
  readonly signal?: AbortSignal | undefined
}

const COMMANDS = `  /trace     the plan behind the last reply
  /undo      takes the last message back
  /history   what the catalogue knows of you
  /wishes    what you asked for so far
  /cost      what the conversation took
  /quit      ends it`

/** Holds a conversation until the lines end. @returns what it took */
export async function chatLoop(parts: ChatParts): Promise<Meter> {
  const { talk, lines, print, note, json, watched, prompt, price, signal } = parts
  let meter = NO_TURNS
  let last: Reply | null = null
  const tell = json ? note : print
  prompt()
  for await (const line of lines) {
    const text = line.trim()
    if (signal?.aborted || /^\/(?:quit|exit|q)$/.test(text)) break
    const said = spoken(text)
    if (said !== null) {
      const reply = await turn(said)
      // "Why?" has no plan of its own: the one before it stays open.
      if (last === null || reply.trace.length > 0) last = reply
    }
    prompt()
  }
  return meter

  /** What a line says to the agent; null for a command that was done here, and for an empty line. */
  function spoken(text: string): string | null {
    if (!text.startsWith('/')) return text === '' ? null : text
    switch (text) {
      case '/trace':
        tell(last ? traceText(last) : 'Nothing was said yet.')
        return null
      case '/undo':
        tell(talk.undo() ? 'Taken back.' : 'There is nothing to take back.')
        return null
      case '/history':
        return 'my history'
      case '/wishes':
        return 'my wishes'
      case '/cost':
        tell(`${meter.turns} turns: ${costText(meter, price)}.`)
        return null
      case '/help':
        tell(COMMANDS)
        return null
      default:
        tell(`There is no command ${text}. Commands:\n${COMMANDS}`)
        return null
    }
  }

  async function turn(said: string): Promise<Reply> {
    let shown = 0
    for await (const part of talk.stream(said, signal)) {
      if (part.type === 'items' && !json && watched) {
        // Cards come before the words; a plan that is made anew shows others.
        if (shown > 0) print('  (another plan)')
        for (const [place, card] of part.items.entries()) print(cardText(card, place + 1))
        shown++
      }
      if (part.type === 'reply') {
        tellReply(part.reply, shown > 0)
        return part.reply
      }
    }
    throw new Error('a reply ended without its last part')
  }

  function tellReply(reply: Reply, isShown: boolean): void {
    meter = afterReply(meter, reply.cost)
    if (json) {
      print(jsonTurn(reply))
      return
    }
    print(reply.text)
    if (!isShown) for (const [place, card] of reply.items.entries()) print(cardText(card, place + 1))
    if (reply.failure) print(`  (${reply.failure.kind}: ${reply.failure.raw.slice(0, 200)})`)
    if (reply.dropped.length > 0 || reply.applied.length > 0) {
      const dropped = reply.dropped.length > 0 ? `   dropped: ${reply.dropped.join(', ')}` : ''
      print(`  wishes: ${reply.applied.join(', ') || 'none'}${dropped}`)
    }
    if (reply.cost.calls > 0) print(`  ${costText(reply.cost, price)}`)
  }
}
