import { readFile } from 'node:fs/promises'
import type { ArgsDef, ParsedArgs } from 'citty'
import { type Dataset, type LanguageModel, TastemakerError, type UserId } from '../domain/index.ts'
import type { SimulateRequest } from '../experiments/index.ts'
import { dataFlags, dataFlagsOf, nameList, seedFlag, wholeNumber } from './_data.ts'
import { cardOf, llmFlags, llmFlagsOf, priceOf, pricesFlag } from './_llm.ts'
import { DEFAULT_RECOMMENDERS } from './evaluate.ts'

/** The flags that say what is simulated. */
export const simulateFlags = {
  ...dataFlags,
  recommenders: {
    type: 'string',
    default: DEFAULT_RECOMMENDERS,
    valueHint: 'A,B:option=1',
    description: 'names between commas',
  },
  viewers: { type: 'string', default: '500', valueHint: 'N', description: 'how many people take part' },
  panel: {
    type: 'string',
    valueHint: 'FILE',
    description: 'the panel.json of an earlier run: the same people again',
  },
  'control-viewers': {
    type: 'string',
    valueHint: 'N',
    description: 'on how many of them each control runs; a fifth unless given',
  },
  mind: {
    type: 'enum',
    options: ['choice', 'hybrid', 'language'],
    description:
      'who decides for a viewer: the fitted utility; it and the model where that earned the job; the model. hybrid with --llm, else choice',
  },
  ...llmFlags,
  'language-viewers': {
    type: 'string',
    default: '0',
    valueHint: 'N',
    description: 'for how many people the model decides once more, beside the others',
  },
  'language-recommenders': {
    type: 'string',
    valueHint: 'A,B',
    description: 'which of the recommenders those people meet; all unless given',
  },
  pages: { type: 'string', default: '5', valueHint: 'N', description: 'pages at most' },
  'page-size': { type: 'string', default: '4', valueHint: 'N', description: 'items a page' },
  mask: {
    type: 'enum',
    options: ['train', 'train+test'],
    default: 'train',
    description: 'what may not be shown; train+test is as published',
  },
  adverts: {
    type: 'enum',
    options: ['none', 'popular-high', 'popular-low', 'unpopular-high', 'unpopular-low'],
    default: 'none',
    description: 'the first place of a page goes to an item from this pool (popularity, mean rating)',
  },
  'advert-text': { type: 'boolean', description: 'adverts say something for themselves' },
  options: {
    type: 'string',
    valueHint: 'K=V,K=V',
    description: 'options of the viewers, such as memoryPreset=released or ratingMode=percentile',
  },
  ...seedFlag,
  workers: { type: 'string', default: '2', valueHint: 'N', description: 'threads; the events do not depend on it' },
} as const satisfies ArgsDef

/** The flags that say what may be spent. */
export const budgetFlags = {
  'budget-calls': { type: 'string', valueHint: 'N', description: 'stop before more calls of the model than this' },
  'budget-tokens': { type: 'string', valueHint: 'N', description: 'stop before more tokens than this' },
  'budget-money': { type: 'string', valueHint: 'X', description: 'stop before more money than this; needs --price' },
  price: {
    type: 'string',
    valueHint: 'IN,OUT',
    description: 'money for a million prompt and a million generated tokens',
  },
  ...pricesFlag,
  'calls-per-minute': { type: 'string', valueHint: 'N', description: 'ask the model no faster than this' },
} as const satisfies ArgsDef

/** What `simulate` is asked for by flags. @throws TastemakerError for a value that cannot be */
export async function simulateRequest(
  args: ParsedArgs<typeof simulateFlags & typeof budgetFlags>,
  given: { readonly data: Dataset; readonly out: string; readonly model: LanguageModel | null },
): Promise<SimulateRequest> {
  const { parseNameWithOptions } = await import('../name-with-options.ts')
  const { data, out, model } = given
  const mind = args.mind as 'choice' | 'hybrid' | 'language' | undefined
  const languageViewers = wholeNumber('language-viewers', args['language-viewers'], 0)
  if (!model && (mind === 'language' || mind === 'hybrid' || languageViewers > 0)) {
    throw new TastemakerError(
      'config/option',
      `${languageViewers > 0 ? '--language-viewers' : `--mind ${mind}`} needs a language model, and none was named.`,
      'Name one with --llm, such as local/smollm2-135m.',
    )
  }
  return {
    data,
    out,
    dataFlags: dataFlagsOf(args),
    recommenders: nameList(args.recommenders),
    viewers: wholeNumber('viewers', args.viewers),
    ...(args.panel ? { panel: await readPanel(args.panel) } : {}),
    ...(args['control-viewers'] ? { controlViewers: wholeNumber('control-viewers', args['control-viewers']) } : {}),
    ...(mind ? { mind } : {}),
    ...(model ? { model, modelFlags: llmFlagsOf(args), card: await cardOf(model, data) } : {}),
    languageViewers,
    ...(args['language-recommenders'] ? { languageRecommenders: nameList(args['language-recommenders']) } : {}),
    seed: wholeNumber('seed', args.seed, 0),
    workers: wholeNumber('workers', args.workers),
    pageSize: wholeNumber('page-size', args['page-size']),
    maxPages: wholeNumber('pages', args.pages),
    mask: args.mask as 'train',
    ...(args.adverts === 'none'
      ? {}
      : { adverts: { pool: args.adverts as 'popular-high', text: args['advert-text'] ?? false } }),
    ...(args.options ? { options: parseNameWithOptions(`agent4rec:${args.options}`).options } : {}),
    ...(await spendingOf(args, model)),
  }
}

/** What may be spent, by flags. @throws config/option for a budget in money without a price */
export async function spendingOf(
  args: ParsedArgs<typeof budgetFlags>,
  model: LanguageModel | null,
): Promise<Pick<SimulateRequest, 'budget' | 'price' | 'callsPerMinute'>> {
  const calls = args['budget-calls'] ? wholeNumber('budget-calls', args['budget-calls'], 0) : undefined
  const tokens = args['budget-tokens'] ? wholeNumber('budget-tokens', args['budget-tokens'], 0) : undefined
  const money = args['budget-money'] ? amount('budget-money', args['budget-money']) : undefined
  const price = await priceOf(args, model?.name ?? '')
  const perMinute = args['calls-per-minute'] ? wholeNumber('calls-per-minute', args['calls-per-minute']) : undefined
  const budget = {
    ...(calls === undefined ? {} : { calls }),
    ...(tokens === undefined ? {} : { tokens }),
    ...(money === undefined ? {} : { money }),
  }
  if (money !== undefined && !price) {
    throw new TastemakerError(
      'config/option',
      '--budget-money needs the price of a token.',
      'Give the money for a million prompt tokens and a million generated ones, such as --price 0.15,0.60.',
    )
  }
  return {
    ...(Object.keys(budget).length > 0 ? { budget } : {}),
    ...(price ? { price } : {}),
    ...(perMinute ? { callsPerMinute: perMinute } : {}),
  }
}

function amount(flag: string, text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0 && Number.isFinite(value)) return value
  throw new TastemakerError('config/range', `--${flag} must be a number from 0, got "${text}".`)
}

async function readPanel(file: string): Promise<UserId[]> {
  const { z } = await import('zod')
  let value: unknown
  try {
    value = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new TastemakerError(
      'io/missing',
      `The panel ${file} cannot be read: ${(error as Error).message}.`,
      'Give the panel.json of a run folder.',
    )
  }
  const parsed = z.object({ users: z.array(z.string()).min(1) }).safeParse(value)
  if (parsed.success) return parsed.data.users as UserId[]
  throw new TastemakerError(
    'format/value',
    `${file} is not a panel: it needs { "users": [ids] }.`,
    'Give the panel.json of a run folder.',
  )
}
