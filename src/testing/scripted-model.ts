import { type LanguageModel, type ModelAnswer, type ModelCall, ModelFailure, TastemakerError } from '../domain/index.ts'
import { openGate } from '../minds/calls/_gate.ts'

/**
 * What a script says to one call: words, a JSON document as text or a label; the probability of each label of a choice,
 * at the temperature asked for; or a failure, to fail with it.
 */
export type ScriptedReply = string | readonly number[] | ModelFailure | TastemakerError

/** Answers one call of a language model, from the call alone where the model shall be repeatable. */
export type ModelScript = (call: ModelCall) => ScriptedReply | Promise<ScriptedReply>

/** A language model that answers from a script and remembers what it was asked. */
export interface ScriptedModel extends LanguageModel {
  /** Every call so far, in the order they were begun. */
  readonly calls: readonly ModelCall[]
}

/**
 * Makes a language model that says what it is told to, for tests and examples without weights or a server.
 *
 * Its tokens are words, and it streams word by word. As with any model, a label that was not offered is an `ungrounded` failure, and a reply of the
 * wrong kind an `unparseable` one.
 *
 * @param options.name `scripted` unless given
 * @param options.fingerprint the name unless given
 * @param options.concurrency calls at once, others wait; 8 unless given
 * @param options.repeatable true unless given: the script answers from the call alone
 * @example scriptedModel(({ wanted }) => (wanted.type === 'choice' ? wanted.labels[0]! : 'I liked it.'))
 */
export function scriptedModel(
  script: ModelScript,
  options: Partial<Pick<LanguageModel, 'name' | 'fingerprint' | 'concurrency' | 'repeatable'>> = {},
): ScriptedModel {
  const { name = 'scripted', fingerprint = name, concurrency = 8, repeatable = true } = options
  const calls: ModelCall[] = []
  const enter = openGate(concurrency)

  return {
    name,
    fingerprint,
    concurrency,
    repeatable,
    calls,
    answer: (call, signal) =>
      enter(async () => {
        calls.push(call)
        return answerOf(call, await orAborted(script(call), signal))
      }, signal),
    async *stream(call, signal) {
      const leave = await enter.turn(signal)
      try {
        calls.push(call)
        const answer = answerOf(call, await orAborted(script(call), signal))
        const pieces = call.wanted.type === 'choice' ? [] : (answer.text.match(/\s*\S+|\s+$/g) ?? [])
        for (const delta of pieces) {
          signal?.throwIfAborted()
          yield { delta }
        }
        yield { answer }
      } finally {
        leave()
      }
    },
    async close() {},
  }
}

function answerOf(call: ModelCall, reply: ScriptedReply): ModelAnswer {
  if (reply instanceof ModelFailure || reply instanceof TastemakerError) throw reply
  const { text, probabilities } = call.wanted.type === 'choice' ? chosen(call.wanted.labels, reply) : written(reply)
  const usage = { promptTokens: words(call.system) + words(call.user), generatedTokens: words(text) }
  return { text, probabilities, usage }
}

function chosen(labels: readonly string[], reply: string | readonly number[]): Omit<ModelAnswer, 'usage'> {
  if (typeof reply === 'string') {
    if (!labels.includes(reply)) throw new ModelFailure('ungrounded', reply)
    return { text: reply, probabilities: labels.map((label) => Number(label === reply)) }
  }
  const likeliest = labels[reply.indexOf(Math.max(...reply))]
  if (likeliest === undefined || reply.length !== labels.length) throw new ModelFailure('unparseable', String(reply))
  return { text: likeliest, probabilities: reply }
}

function written(reply: string | readonly number[]): Omit<ModelAnswer, 'usage'> {
  if (typeof reply === 'string') return { text: reply, probabilities: null }
  throw new ModelFailure('unparseable', String(reply))
}

const words = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length

/** The value, unless the signal fires before it is there. */
async function orAborted<T>(value: T | Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return value
  let stop = (): void => {}
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop)
  })
  try {
    const said = await Promise.race([value, aborted])
    // A script that answers at once is as abortable as one that takes its time.
    signal.throwIfAborted()
    return said
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
