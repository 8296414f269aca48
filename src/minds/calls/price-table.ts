import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { TastemakerError } from '../../domain/index.ts'
import { fitsPattern } from './_name-pattern.ts'
import type { Price } from './price.ts'

const money = z.number().min(0)

/**
 * prices.json: what models cost, as their owners ask for it on some day. Nothing is known but what the user wrote; a file
 * looks like
 *
 *   {
 *     "currency": "EUR", "date": "2026-11-24",
 *     "models": {
 *       "openai-compatible/*": { "perMillionPrompt": 0.1, "perMillionGenerated": 0.4 },
 *       "local/*": { "perMillionPrompt": 0, "perMillionGenerated": 0 }
 *     }
 *   }
 */
const priceTable = z.strictObject({
  /** In which all prices are. */
  currency: z.string().min(1),
  /** When they were looked up, such as 2026-11-24. */
  date: z.iso.date(),
  /** By a model's name, or a pattern in which `*` stands for anything. */
  models: z.record(z.string().min(1), z.strictObject({ perMillionPrompt: money, perMillionGenerated: money })),
})

/** What models cost, by name or pattern. */
export type PriceTable = z.infer<typeof priceTable>

/** Nothing costs anything that is known. @example priceIn(NO_PRICES, 'openai/gpt-4.1') // undefined */
export const NO_PRICES: PriceTable = { currency: 'none', date: '1970-01-01', models: {} }

/**
 * Reads a price table.
 *
 * @param path of a JSON file, such as `prices.json` in TASTEMAKER_HOME
 * @throws {TastemakerError} `io/missing` where there is no file, `format/value` for one that is no price table
 * @example const table = await readPrices('prices.json'); table.currency // 'EUR'
 */
export async function readPrices(path: string): Promise<PriceTable> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    throw new TastemakerError('io/missing', `There is no price table ${path}.`, HINT)
  })
  const read = priceTable.safeParse(parsed(text, path))
  if (read.success) return read.data
  const issues = read.error.issues.map(({ path: at, message }) => `${at.join('.') || 'the document'}: ${message}`)
  throw new TastemakerError('format/value', `The price table ${path} can not be used: ${issues.join('; ')}.`, HINT)
}

/**
 * The price of a model: of the pattern that says most about its name, and of those the first.
 *
 * @param model a model's name, such as `openai-compatible/qwen3:4b`
 * @returns undefined where nothing matches
 * @example priceIn(table, 'local/smollm2-135m')?.perMillionPrompt // 0
 */
export function priceIn({ models }: PriceTable, model: string): Price | undefined {
  let best: { readonly said: number; readonly price: Price } | undefined
  for (const [pattern, price] of Object.entries(models)) {
    const said = pattern.replaceAll('*', '').length
    if (fitsPattern(pattern, model) && said > (best?.said ?? -1)) best = { said, price }
  }
  return best?.price
}

const HINT =
  'It needs a currency, a date such as 2026-11-24, and models: a name or pattern with perMillionPrompt and perMillionGenerated.'

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new TastemakerError('format/value', `The price table ${path} is no JSON: ${why}.`, HINT, { cause: error })
  }
}
