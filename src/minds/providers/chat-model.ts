import { type LanguageModel, TastemakerError } from '../../domain/index.ts'
import { chatRoad, MOST_SOCKETS } from './_chat-road.ts'
import { type ProviderModelOptions, serverModel } from './_server-model.ts'

/** Which model of which server to ask, and how. */
export interface ChatModelOptions extends Omit<ProviderModelOptions, 'server'> {
  /** The base URL, such as `http://localhost:11434/v1`. */
  readonly url: string
  /** The model's name at its server. */
  readonly model: string
  /** Sends requests; connections of this process's own that are kept unless given. */
  readonly fetch?: typeof globalThis.fetch
}

/**
 * A language model behind a server that speaks the OpenAI chat protocol: the road for bulk, with connections that are kept and
 * nothing between a call and its request. It answers, fails and learns as {@link providerModel} does, and streams.
 *
 * @returns a model that is not repeatable; close it to close its connections
 * @throws `config/range` for a timeout that lets nothing through, and for a concurrency outside 1 to 512
 * @example chatModel({ name: 'openai-compatible/qwen3:4b', url: 'http://localhost:11434/v1', model: 'qwen3:4b' })
 */
export function chatModel(options: ChatModelOptions): LanguageModel {
  const { url, model, key, fetch, concurrency = 8 } = options
  if (concurrency > MOST_SOCKETS) {
    throw new TastemakerError(
      'config/range',
      `A server is asked at most ${MOST_SOCKETS} calls at once, got a concurrency of ${concurrency}.`,
    )
  }
  return serverModel(chatRoad({ url, model, key, fetch, sockets: concurrency }), { ...options, server: url })
}
