import type { OpenAICompatibleProvider } from '@ai-sdk/openai-compatible'
import {
  type LanguageModel,
  type ModelAnswer,
  type ModelCall,
  ModelFailure,
  TastemakerError,
  type Wanted,
} from '../../domain/index.ts'
import { openGate } from '../calls/_gate.ts'
import { withoutThoughts } from '../language/_thoughts.ts'
import { withinTime } from './_deadline.ts'
import { failureOf, refusedStatus, wordsOf } from './_failures.ts'
import { readLabel } from './_read-label.ts'
import { FORM, userMessage } from './prompts.ts'

/*
 * A language model behind a server, through the AI SDK's model interface. `doGenerate` is called directly and not
 * `generateText`: one call is one request, with no retries of the SDK's own, no warnings on the console, and less code
 * to load. Nothing here knows a provider; what a server does not take is learned from its answers.
 */

/** The AI SDK's language model, version 3 or 4 of its interface, as far as it is used here. */
export type SdkModel = Pick<ReturnType<OpenAICompatibleProvider['chatModel']>, 'provider' | 'modelId' | 'doGenerate'>

/** What a server was found not to do: take a JSON Schema, a seed or a temperature, or count tokens. */
export type Quirk = 'schema' | 'seed' | 'temperature' | 'usage'

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
 * A language model behind a server.
 *
 * A choice is asked for in words and read from words, so its probabilities are 1 and 0: servers that report the chances
 * of tokens do it in ways too different to rely on. JSON goes out with its schema where the server takes one, else the
 * schema is spelled out in the prompt; it comes back as it came. Thoughts before an answer are dropped. Tokens are the
 * server's count, or where it gives none an estimate of one for four characters (quirk `usage`).
 *
 * @param sdk of a provider of the AI SDK
 * @returns a model that is not repeatable; it rejects with a ModelFailure where this call failed, and with a
 *   TastemakerError `llm/key`, `llm/unknown` or `llm/unreachable` where every call would
 * @throws `config/range` for a concurrency or a timeout that lets nothing through
 * @example providerModel(openai.chatModel('gpt-4.1'), { name: 'openai/gpt-4.1', server: 'openai' })
 */
export function providerModel(sdk: SdkModel, options: ProviderModelOptions): LanguageModel {
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

  /** Sends a call, again only without what the server has just refused to take. */
  async function generate(call: ModelCall, signal: AbortSignal): Promise<Generated> {
    const without = new Set(quirks)
    for (;;) {
      try {
        const generated = await sdk.doGenerate(request(call, without, signal))
        answered = true
        learn(without)
        const dropped = droppedParts(generated)
        learn(dropped)
        // An answer to a schema that never left is no answer.
        if (call.wanted.type !== 'json' || without.has('schema') || !dropped.includes('schema')) return generated
        without.add('schema')
      } catch (error) {
        answered ||= refusedStatus(error) !== null
        const refused = refusedParts(error, call).filter((part) => !without.has(part))
        if (refused.length === 0) throw failureOf(error, { name, server, key, answered })
        for (const part of refused) without.add(part)
      }
    }
  }

  async function ask(call: ModelCall, signal: AbortSignal): Promise<ModelAnswer> {
    const generated = await generate(call, signal)
    const { inputTokens, outputTokens } = generated.usage
    if (inputTokens.total === undefined || outputTokens.total === undefined) learn(['usage'])
    const sent = call.system.length + userMessage(call, { spelled: quirks.has('schema') }).length
    const usage = {
      promptTokens: inputTokens.total ?? estimate(sent),
      generatedTokens: outputTokens.total ?? estimate(wordsIn(generated.content, 'text', 'reasoning').length),
    }
    return { ...read(generated, call.wanted), usage }
  }

  return {
    name,
    fingerprint: [sdk.provider, server, sdk.modelId, FORM].join(' '),
    concurrency,
    repeatable: false,
    answer: (call, signal) => enter(() => withinTime(timeout, signal, (inner) => ask(call, inner)), signal),
    close: async () => {},
  }
}

type Request = Parameters<SdkModel['doGenerate']>[0]
type Generated = Awaited<ReturnType<SdkModel['doGenerate']>>

/** Room for a choice: a label is short, but some models think before they name it. */
const CHOICE_TOKENS = 1_024

function request(call: ModelCall, without: ReadonlySet<Quirk>, abortSignal: AbortSignal): Request {
  const { wanted } = call
  const user = userMessage(call, { spelled: without.has('schema') })
  return {
    prompt: [
      ...(call.system === '' ? [] : [{ role: 'system' as const, content: call.system }]),
      { role: 'user', content: [{ type: 'text', text: user }] },
    ],
    maxOutputTokens: wanted.type === 'choice' ? CHOICE_TOKENS : wanted.maxTokens,
    temperature: without.has('temperature') ? undefined : call.temperature,
    seed: without.has('seed') ? undefined : call.seed,
    responseFormat:
      wanted.type === 'json' && !without.has('schema')
        ? { type: 'json', schema: wanted.schema, name: 'answer' }
        : undefined,
    abortSignal,
  }
}

/**
 * The parts of a request that a refusal is about. A seed or a temperature must be named, since leaving one out changes
 * the answers; a schema is also suspected when nothing is named, since its words go into the prompt instead.
 */
function refusedParts(error: unknown, call: ModelCall): readonly Quirk[] {
  const status = refusedStatus(error)
  if (status !== 400 && status !== 422) return []
  const words = wordsOf(error)
  const named = (['seed', 'temperature'] as const).filter((part) => new RegExp(`\\b${part}\\b`, 'i').test(words))
  return named.length === 0 && call.wanted.type === 'json' ? ['schema'] : named
}

/** The parts of a request that the SDK's provider says it left out. */
function droppedParts({ warnings }: Generated): readonly Quirk[] {
  const left = warnings.map((warning) => (warning.type === 'unsupported' ? warning.feature : ''))
  return left.flatMap((feature) => {
    if (feature === 'responseFormat') return ['schema']
    return feature === 'seed' || feature === 'temperature' ? [feature] : []
  })
}

function read({ content, finishReason, structuredOutputText }: Generated, wanted: Wanted): Omit<ModelAnswer, 'usage'> {
  const text = withoutThoughts(structuredOutputText ?? wordsIn(content, 'text'))
  const end = finishReason.unified
  if (end === 'content-filter') throw new ModelFailure('refused', text)
  if (end === 'error' || end === 'interrupted') throw new ModelFailure('provider', text, { transient: true })
  if (text.trim() === '') throw new ModelFailure('unparseable', '')
  if (wanted.type !== 'choice') return { text, probabilities: null }
  const label = readLabel(text, wanted.labels)
  return { text: label, probabilities: wanted.labels.map((other) => (other === label ? 1 : 0)) }
}

function wordsIn(content: Generated['content'], ...types: readonly ('text' | 'reasoning')[]): string {
  return content
    .filter((part) => part.type === 'text' || part.type === 'reasoning')
    .map((part) => (types.includes(part.type) ? part.text : ''))
    .join('')
}

const estimate = (characters: number): number => Math.ceil(characters / 4)
