import { z } from 'zod'
import { BadBody, HttpRefusal, sentenceIn } from './_http-refusal.ts'
import type { AnswerEnd, Asked, Said, SaidPart } from './_road.ts'

/*
 * The OpenAI chat protocol, as far as a call needs it, read with tolerance: servers leave counts out, answer in parts or in
 * one text, put thoughts beside the answer under two names, and end for reasons of their own.
 */

/** The body of a request. @example requestBody('qwen3:4b', asked, false) */
export function requestBody(model: string, asked: Asked, stream: boolean): string {
  const { system, user, maxTokens, temperature, seed, schema, counted } = asked
  return JSON.stringify({
    model,
    max_tokens: maxTokens,
    temperature,
    ...(schema && {
      response_format: { type: 'json_schema', json_schema: { schema, strict: true, name: 'answer' } },
    }),
    seed,
    messages: [...(system === '' ? [] : [{ role: 'system', content: system }]), { role: 'user', content: user }],
    ...(stream && { stream: true, ...(counted && { stream_options: { include_usage: true } }) }),
  })
}

const tokens = z.int().min(0).nullish().catch(undefined)
const words = z.string().nullish()
const message = z.object({
  content: z.union([z.string(), z.array(z.object({ text: z.string().optional() }))]).nullish(),
  refusal: words,
  reasoning_content: words,
  reasoning: words,
})
const usage = z.object({ prompt_tokens: tokens, completion_tokens: tokens }).nullish()
const completion = z.object({ choices: z.array(z.object({ message, finish_reason: words })).min(1), usage })
const chunk = z.object({
  choices: z.array(z.object({ delta: message.nullish(), finish_reason: words })).nullish(),
  usage,
})

type Message = z.infer<typeof message>
type Usage = z.infer<typeof usage>

/** Reads a whole answer. @throws BadBody for what is none, an error in a body of status 200 among it */
export function readCompletion(body: string): Said {
  const { choices, usage } = checked(completion, body)
  const { message, finish_reason } = choices[0]!
  const text = contentOf(message) + (message.refusal ?? '')
  return { ...saidOf(text, thoughtOf(message), endOf(finish_reason, message.refusal)), ...countsOf(usage) }
}

/**
 * Reads an answer that comes in events.
 *
 * @throws BadBody with what came so far, where the events end before the answer does
 */
export async function* readEvents(events: AsyncIterable<string>): AsyncGenerator<SaidPart> {
  let text = ''
  let thought = 0
  let refused = ''
  let finish: string | null = null
  let counted: Usage
  let done = false
  try {
    for await (const data of events) {
      // Read to the end, so that the connection can be used again.
      done ||= data === '[DONE]'
      if (done) continue
      const { choices, usage } = checked(chunk, data)
      counted = usage ?? counted
      const [choice] = choices ?? []
      finish = choice?.finish_reason ?? finish
      if (!choice?.delta) continue
      refused += choice.delta.refusal ?? ''
      thought += thoughtOf(choice.delta)
      const more = contentOf(choice.delta) + (choice.delta.refusal ?? '')
      if (more === '') continue
      text += more
      yield { more }
    }
  } catch (error) {
    if (!done) throw brokenOff(text, error)
  }
  if (finish === null && !done) throw brokenOff(text, null)
  yield { said: { ...saidOf(text, thought, endOf(finish, refused)), ...countsOf(counted) } }
}

/** A stream that was cut, with what came so far. */
function brokenOff(soFar: string, cause: unknown): BadBody {
  const why = cause instanceof Error ? ` (${cause.message})` : ''
  return new BadBody(`The answer was cut off${why}`, { cause, soFar })
}

function checked<Value>(schema: z.ZodType<Value>, body: string): Value {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch (error) {
    throw new BadBody(`The body is no JSON: ${JSON.stringify(body.slice(0, 100))}`, { cause: error })
  }
  const read = schema.safeParse(value)
  const isError = typeof value === 'object' && value !== null && 'error' in value && value.error != null
  if (read.success && !isError) return read.data
  throw new BadBody(isError ? `The body is an error: ${sentenceIn(body)}` : 'The body is no answer to a chat.')
}

const contentOf = ({ content }: Message): string =>
  typeof content === 'string' ? content : (content ?? []).map(({ text }) => text ?? '').join('')

const thoughtOf = ({ reasoning_content, reasoning }: Message): number => (reasoning_content ?? reasoning ?? '').length

const saidOf = (text: string, thought: number, end: AnswerEnd) => ({ text, thought, end, dropped: [] })

const countsOf = (usage: Usage) => ({
  promptTokens: usage?.prompt_tokens ?? undefined,
  generatedTokens: usage?.completion_tokens ?? undefined,
})

/** A reason that is not known, such as one of tools or none at all, is that of an answer that is done. */
function endOf(reason: string | null | undefined, refusal: string | null | undefined): AnswerEnd {
  if (refusal || reason === 'content_filter') return 'refused'
  if (reason === 'length' || reason === 'max_tokens') return 'length'
  return reason === 'error' ? 'broken' : 'done'
}

/** Turns a status that is no success into an error. */
export function requireSuccess(status: number, headers: Readonly<Record<string, string>>, body: string): void {
  if (status < 200 || status >= 300) throw new HttpRefusal(status, headers, body)
}
