import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ArgsDef } from 'citty'
import { type Dataset, type LanguageModel, type MindCard, TastemakerError } from '../domain/index.ts'
import type { Price, PriceTable } from '../minds/index.ts'
import { wholeNumber } from './_data.ts'

/** The flags of every command that may ask a language model. */
export const llmFlags = {
  llm: {
    type: 'string',
    valueHint: 'MODEL',
    description:
      'local/smollm2-135m, local/qwen2.5-coder-1.5b, a .gguf file, openai-compatible/NAME with --llm-url, or PROVIDER/NAME',
  },
  'llm-url': {
    type: 'string',
    valueHint: 'URL',
    description: 'base URL of an OpenAI-compatible server; its key is read from TASTEMAKER_LLM_KEY',
  },
  lanes: {
    type: 'string',
    valueHint: 'N',
    description: 'calls at once; for local weights one core each, 2 unless given',
  },
} as const satisfies ArgsDef

/** What is typed to name a model. */
export interface LlmFlags {
  readonly llm?: string | undefined
  readonly 'llm-url'?: string | undefined
  readonly lanes?: string | undefined
}

/** Opens the model a command was asked for. @throws what `languageModel` throws */
export async function openLlm(flags: LlmFlags): Promise<LanguageModel> {
  const { languageModel } = await import('../minds/index.ts')
  const { assetHome } = await import('../assets/index.ts')
  const key = process.env['TASTEMAKER_LLM_KEY']
  const lanes = flags.lanes ? wholeNumber('lanes', flags.lanes) : null
  return languageModel(flags.llm!, {
    home: assetHome(process.env),
    contexts: lanes ?? 2,
    ...(lanes ? { concurrency: lanes } : {}),
    ...(flags['llm-url'] ? { url: flags['llm-url'] } : {}),
    ...(key ? { key } : {}),
  })
}

/** The flags that name the model again. */
export function llmFlagsOf(flags: LlmFlags): Record<string, string> {
  const { llm, 'llm-url': url, lanes } = flags
  return { ...(llm ? { llm } : {}), ...(url ? { 'llm-url': url } : {}), ...(lanes ? { lanes } : {}) }
}

/** The kept card of a model on some data; null when it was never qualified there. */
export async function cardOf(model: LanguageModel, data: Dataset): Promise<MindCard | null> {
  const { readCard } = await import('../minds/index.ts')
  const { assetHome } = await import('../assets/index.ts')
  const { PROMPTS } = await import('../experiments/index.ts')
  return readCard(assetHome(process.env), { fingerprint: model.fingerprint, hash: data.hash, prompts: PROMPTS })
}

/** The flag of a price table beside `--price`. */
export const pricesFlag = {
  prices: {
    type: 'string',
    valueHint: 'FILE',
    description: 'JSON file of what models cost; prices.json in TASTEMAKER_HOME unless given',
  },
} as const satisfies ArgsDef

/** The price of a model: what was typed, else what a price table says, else unknown. @throws what `readPrices` throws */
export async function priceOf(
  flags: { readonly price?: string | undefined; readonly prices?: string | undefined },
  model: string,
): Promise<Price | undefined> {
  if (flags.price) return priceFrom(flags.price)
  const { priceIn } = await import('../minds/index.ts')
  return priceIn(await priceTable(flags.prices), model)
}

/** The table that was named, or the user's own; where there is none nothing is known. */
async function priceTable(path: string | undefined): Promise<PriceTable> {
  const { NO_PRICES, readPrices } = await import('../minds/index.ts')
  if (path !== undefined) return readPrices(path)
  const { assetHome } = await import('../assets/index.ts')
  const own = join(assetHome(process.env), 'prices.json')
  return existsSync(own) ? readPrices(own) : NO_PRICES
}

/** Money for a million tokens read and a million written. @throws config/option naming what was typed */
export function priceFrom(text: string): Price {
  const [read, written, ...more] = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  if (more.length === 0 && read! >= 0 && written! >= 0)
    return { perMillionPrompt: read!, perMillionGenerated: written! }
  throw new TastemakerError(
    'config/option',
    `--price must be two numbers from 0, got "${text}".`,
    'Write the money for a million prompt tokens and for a million generated ones, such as --price 0.15,0.60.',
  )
}
