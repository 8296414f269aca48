import { type LanguageModel, TastemakerError } from '../../domain/index.ts'
import { type ImportPackage, importPackage, packageModel } from './_packages.ts'
import { weightsOf } from './_weights.ts'
import { type ProviderModelOptions, providerModel } from './provider-model.ts'

/** Everything that a language model by name may touch. */
export interface LanguageModelOptions extends Pick<ProviderModelOptions, 'concurrency' | 'timeout' | 'onQuirk'> {
  /** Where pulled weights are kept, as `assetHome` gives it. */
  readonly home: string
  /** The base URL of a server, such as `http://localhost:8080/v1`; other providers have their own. */
  readonly url?: string
  /** The server's key. A provider package finds its own variable where none is given. */
  readonly key?: string
  /** Threads of weights in this process. */
  readonly threads?: number
  /** Calls at once of weights in this process. */
  readonly contexts?: number
  readonly fetch?: typeof globalThis.fetch
  /** Loads a provider's package; `import` as seen from this library unless given. */
  readonly importPackage?: ImportPackage
}

const FORMS = [
  'local/smollm2-135m (weights that were pulled)',
  'a path that ends in .gguf',
  'openai-compatible/MODEL with a base URL',
  'PROVIDER/MODEL with the package @ai-sdk/PROVIDER installed',
].join('; ')

/**
 * Opens a language model by name: weights in this process, or a server.
 *
 * @param name `local/ASSET`, a path that ends in `.gguf`, `openai-compatible/MODEL`, or `PROVIDER/MODEL` for a provider
 *   of the AI SDK; a model's own name may have slashes and colons in it
 * @returns the model; nothing is sent before the first call
 * @throws `llm/unknown` for a name of no such form and for weights that were not pulled; `llm/package` for a provider
 *   whose package is not installed; `config/option` for a base URL that is missing or not plain
 * @example await languageModel('openai-compatible/qwen3:4b', { home, url: 'http://localhost:11434/v1' })
 */
export async function languageModel(name: string, options: LanguageModelOptions): Promise<LanguageModel> {
  const [, provider, model] = /^([a-z0-9-]+)\/(.+)$/s.exec(name) ?? []
  if (provider === 'openai-compatible') return compatible(name, model!, options)
  if (name.endsWith('.gguf')) return local(name, name, options)
  if (provider === 'local') return local(await weightsOf(model!, options.home), name, options)
  if (provider === undefined) {
    throw new TastemakerError('llm/unknown', `No language model is called "${name}".`, `Known forms: ${FORMS}.`)
  }
  const { url, key, fetch } = options
  const baseURL = url === undefined ? undefined : plainUrl(url)
  const load = options.importPackage ?? importPackage
  const sdk = await packageModel(provider, model!, { baseURL, apiKey: key, fetch }, load)
  return providerModel(sdk, { ...options, name, server: baseURL ?? provider })
}

async function local(path: string, name: string, { threads, contexts }: LanguageModelOptions): Promise<LanguageModel> {
  const { localModel } = await import('../local/index.ts')
  return localModel({ path, name, threads, contexts })
}

async function compatible(name: string, model: string, options: LanguageModelOptions): Promise<LanguageModel> {
  if (options.url === undefined) {
    throw new TastemakerError(
      'config/option',
      `"${name}" needs the base URL of its server.`,
      'Give one with --llm-url, such as http://localhost:11434/v1.',
    )
  }
  const baseURL = plainUrl(options.url)
  const { chatModel } = await import('./chat-model.ts')
  return chatModel({ ...options, name, model, url: baseURL })
}

/**
 * A base URL as it may be printed and fingerprinted: http or https, without password, query or closing slash.
 *
 * @throws `config/option` without repeating what may be a secret
 */
function plainUrl(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    throw new TastemakerError('config/option', 'The base URL must begin with http:// or https://.')
  }
  if (parsed.username !== '' || parsed.password !== '' || parsed.search !== '' || parsed.hash !== '') {
    throw new TastemakerError(
      'config/option',
      `The base URL of ${parsed.host} must have no user name, password, query or fragment.`,
      'Give the secret as the key: TASTEMAKER_LLM_KEY.',
    )
  }
  return parsed.href.replace(/\/+$/, '')
}
