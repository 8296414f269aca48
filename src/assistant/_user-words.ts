import { z } from 'zod'
import { TastemakerError } from '../domain/index.ts'

const role = z.enum(['system', 'user', 'assistant', 'tool'])
const parts = z.array(z.looseObject({ type: z.string(), text: z.string().optional() }))

/** A message of the AI SDK, as a page keeps it (`parts`) or as a model reads it (`content`). */
export const messageSchema = z.union([
  z.looseObject({ role, parts }),
  z.looseObject({ role, content: z.union([z.string(), parts]) }),
])

/** A message of the AI SDK, as a page keeps it or as a model reads it. */
export type AgentMessage = z.input<typeof messageSchema>

/** How much somebody may say. */
export interface WordLimits {
  /** Messages of the person in one conversation. */
  readonly messages: number
  /** In one message. */
  readonly characters: number
}

/**
 * What the person said, message by message; the last is to be answered.
 *
 * Nothing else of a list of messages counts: what an assistant is said to have said may be made up, and what a system message says
 * is no instruction here.
 *
 * @throws {TastemakerError} `config/option` where the last message is not the person's, one has no words, or there is too much
 * @example userWords([{ role: 'user', content: 'comedies' }], { messages: 50, characters: 2000 }) // ['comedies']
 */
export function userWords(messages: readonly AgentMessage[], limits: WordLimits): readonly string[] {
  if (messages.at(-1)?.role !== 'user') {
    throw new TastemakerError('config/option', 'The last message must be one of the user.', 'Send what they said.')
  }
  const said = messages.filter((message) => message.role === 'user').map(wordsOf)
  if (said.length > limits.messages) {
    throw new TastemakerError(
      'config/option',
      `A conversation may have ${limits.messages} messages of the user, this one has ${said.length}.`,
      'Begin a new one.',
    )
  }
  for (const [place, text] of said.entries()) {
    if (text.trim() === '') {
      throw new TastemakerError('config/option', `Message ${place + 1} of the user has no words.`, 'Send text.')
    }
    if (text.length > limits.characters) {
      throw new TastemakerError(
        'config/option',
        `A message may have ${limits.characters} characters, number ${place + 1} of the user has ${text.length}.`,
        'Say it in fewer words.',
      )
    }
  }
  return said
}

function wordsOf(message: AgentMessage): string {
  const held = 'parts' in message && message.parts !== undefined ? message.parts : (message as WithContent).content
  if (typeof held === 'string') return held
  return (held as readonly { readonly type: string; readonly text?: string }[])
    .flatMap(({ type, text }) => (type === 'text' && text !== undefined ? [text] : []))
    .join('\n')
}

type WithContent = Extract<AgentMessage, { content: unknown }>
