import type { LanguageModel } from '../../domain/index.ts'
import { type SdkModel, sdkRoad } from './_sdk-road.ts'
import { type ProviderModelOptions, serverModel } from './_server-model.ts'

export type { Quirk } from './_road.ts'
export type { SdkAnswer, SdkModel, SdkRequest } from './_sdk-road.ts'
export type { ProviderModelOptions } from './_server-model.ts'

/**
 * A language model of a provider of the AI SDK.
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
  return serverModel(sdkRoad(sdk, options.server), options)
}
