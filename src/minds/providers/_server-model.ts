import {
  type AnswerPart,
  type LanguageModel,
  type ModelAnswer,
  type ModelCall,
  ModelFailure,
  TastemakerError,
  type Wanted,
} from '../../domain/index.ts'
import { openGate } from '../calls/_gate.ts'
import { withoutThoughts } from '../language/_thoughts.ts'
import { deadline } from './_deadline.ts'
import { failureOf, refusedStatus, wordsOf } from './_failures.ts'
import { readLabel } from './_read-label.ts'
import type { Asked, Quirk, Road, Said } from './_road.ts'
import { visibleWords } from './_visible-words.ts'
import { FORM, userMessage } from './prompts.ts'

/*
 * A language model behind a server, whatever the road to it: how a call is put, what a server does not take and how that is
 * learned from its answers, how long to wait, and how an answer is read. Nothing here knows a provider.
 */

/** How a server's model is asked. */
export interface ProviderModelOptions {
  /** As the user typed it, such as `anthropic/claude-sonnet-4-5`. */
  readonly name: string
  /** Where it is, without secrets: the base URL, or the provider's name. */
  readonly server: string
  /** Never shown, even where the server repeats it. */
  readonly key?: string
  /** Calls at once; 8 unless given. */
  readonly concurrency?: number
  /** Milliseconds for one call, from the moment it is sent; 60,000 unless given. */
  readonly timeout?: number
  /** Told once for each quirk that shows. */
  readonly onQuirk?: (quirk: Quirk) => void
}

/**
 * A language model at the end of a road.
 *
 * @returns a model that is not repeatable; it streams where its road does
 * @throws `config/range` for a concurrency or a timeout that lets nothing through
 */
export function serverModel(road: Road, options: ProviderModelOptions): LanguageModel {
  const { name, server, key, concurrency = 8, timeout = 60_000, onQuirk } = options
  // A timer of 2^31 ms and more fires at once.
  if (!(timeout > 0 && timeout < 2 ** 31)) {
    throw new TastemakerError('config/range', `timeout must be above 0 and below 2^31 ms, got ${timeout}.`)
  }
  const enter = openGate(concurrency)
  const quirks = new Set<Quirk>()
  let answered = false

  const learn = (found: Iterable<Quirk>) => {
    for (const quirk of found) {
      if (quirks.has(quirk)) continue
      quirks.add(quirk)
      onQuirk?.(quirk)
    }
  }

  const named = (error: unknown): unknown => {
    answered ||= refusedStatus(error) !== null
    return failureOf(error, { name, server, key, answered })
  }

  /** Sends a call, again only without what the server has just refused to take. */
  async function sent<Reply>(
    call: ModelCall,
    send: (asked: Asked) => Promise<Reply>,
    droppedOf: (reply: Reply) => readonly Quirk[],
  ): Promise<Reply> {
    const without = new Set(quirks)
    for (;;) {
      try {
        const reply = await send(askedOf(call, without))
        answered = true
        learn(without)
        const dropped = droppedOf(reply)
        learn(dropped)
        // An answer to a schema that never left is no answer.
        if (call.wanted.type !== 'json' || without.has('schema') || !dropped.includes('schema')) return reply
        without.add('schema')
      } catch (error) {
        const refused = refusedParts(error, call).filter((part) => !without.has(part))
        if (refused.length === 0) throw named(error)
        for (const part of refused) without.add(part)
      }
    }
  }

  function answerOf(call: ModelCall, said: Said): ModelAnswer {
    const { promptTokens, generatedTokens, text, thought } = said
    if (promptTokens === undefined || generatedTokens === undefined) learn(['usage'])
    const asked = () => call.system.length + userMessage(call, { spelled: quirks.has('schema') }).length
    const usage = {
      promptTokens: promptTokens ?? estimate(asked()),
      generatedTokens: generatedTokens ?? estimate(text.length + thought),
    }
    return { ...read(said, call.wanted), usage }
  }

  async function ask(call: ModelCall, signal: AbortSignal): Promise<ModelAnswer> {
    return answerOf(
      call,
      await sent(
        call,
        (asked) => road.send(asked, signal),
        ({ dropped }) => dropped,
      ),
    )
  }

  async function* parts(call: ModelCall, signal: AbortSignal): AsyncGenerator<AnswerPart> {
    const coming = await sent(
      call,
      (asked) => road.stream!(asked, signal),
      () => [],
    )
    const show = visibleWords()
    const shown = call.wanted.type !== 'choice'
    try {
      for await (const part of coming) {
        const delta = !shown ? '' : 'more' in part ? show(part.more) : show()
        if (delta !== '') yield { delta }
        if ('said' in part) yield { answer: answerOf(call, part.said) }
      }
    } catch (error) {
      throw named(error)
    }
  }

  async function* stream(call: ModelCall, signal?: AbortSignal): AsyncGenerator<AnswerPart> {
    const leave = await enter.turn(signal)
    const time = deadline(timeout, signal)
    try {
      yield* parts(call, time.signal)
    } catch (error) {
      time.signal.throwIfAborted()
      throw error
    } finally {
      // Whoever stops reading ends the request with it.
      time.stop()
      leave()
    }
  }

  async function answer(call: ModelCall, signal?: AbortSignal): Promise<ModelAnswer> {
    const leave = await enter.turn(signal)
    const time = deadline(timeout, signal)
    try {
      return await time.within(ask(call, time.signal))
    } finally {
      time.stop()
      leave()
    }
  }

  return {
    name,
    fingerprint: `${road.to} ${FORM}`,
    concurrency,
    repeatable: false,
    answer,
    ...(road.stream && { stream }),
    close: async () => road.close(),
  }
}

/** Room for a choice: a label is short, but some models think before they name it. */
const CHOICE_TOKENS = 1_024

function askedOf(call: ModelCall, without: ReadonlySet<Quirk>): Asked {
  const { wanted } = call
  return {
    system: call.system,
    user: userMessage(call, { spelled: without.has('schema') }),
    maxTokens: wanted.type === 'choice' ? CHOICE_TOKENS : wanted.maxTokens,
    temperature: without.has('temperature') ? undefined : call.temperature,
    seed: without.has('seed') ? undefined : call.seed,
    schema: wanted.type === 'json' && !without.has('schema') ? wanted.schema : null,
    counted: !without.has('usage'),
  }
}

/**
 * The parts of a request that a refusal is about. A seed or a temperature must be named, since leaving one out changes
 * the answers; so must the options of a stream; a schema is also suspected when nothing is named, since its words go into the
 * prompt instead.
 */
function refusedParts(error: unknown, call: ModelCall): readonly Quirk[] {
  const status = refusedStatus(error)
  if (status !== 400 && status !== 422) return []
  const words = wordsOf(error)
  const named = NAMED.filter(([, name]) => name.test(words)).map(([part]) => part)
  return named.length === 0 && call.wanted.type === 'json' ? ['schema'] : named
}

const NAMED: readonly (readonly [Quirk, RegExp])[] = [
  ['seed', /\bseed\b/i],
  ['temperature', /\btemperature\b/i],
  ['usage', /\bstream_options\b|\binclude_usage\b/i],
]

function read({ text: said, end }: Said, wanted: Wanted): Omit<ModelAnswer, 'usage'> {
  const text = withoutThoughts(said)
  if (end === 'refused') throw new ModelFailure('refused', text)
  if (end === 'broken') throw new ModelFailure('provider', text, { transient: true })
  if (text.trim() === '') throw new ModelFailure('unparseable', '')
  if (wanted.type !== 'choice') return { text, probabilities: null }
  const label = readLabel(text, wanted.labels)
  return { text: label, probabilities: wanted.labels.map((other) => (other === label ? 1 : 0)) }
}

const estimate = (characters: number): number => Math.ceil(characters / 4)
