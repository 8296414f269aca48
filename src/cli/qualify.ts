import { defineCommand } from 'citty'
import { type Job, TastemakerError } from '../domain/index.ts'
import { dataFlags, dataFrom, nameList, seedFlag, wholeNumber } from './_data.ts'
import { examine } from './_examination.ts'
import { onInterrupt } from './_interrupt.ts'
import { llmFlags, openLlm } from './_llm.ts'
import { terminal } from './_terminal.ts'

/** `tastemaker qualify`: what may this model decide on these data? Keeps the card and prints it. */
export const qualifyCommand = defineCommand({
  meta: {
    name: 'qualify',
    description: 'Examine a language model: what may it decide, against cheap rules, on these data?',
  },
  args: {
    what: {
      type: 'positional',
      required: false,
      valueHint: 'compare',
      description: 'compare: the kept cards of several models (--llm A,B, or all) in one table; nothing is asked',
    },
    ...llmFlags,
    ...dataFlags,
    gates: {
      type: 'string',
      valueHint: 'A,B',
      description:
        'of form, history, taste, choice, ranking, stability, mood, tools, intent, slots, persona, wording; all unless given',
    },
    n: {
      type: 'string',
      valueHint: 'N',
      description: 'people, texts or pages of a gate at most; below its own number a gate grants tests only',
    },
    'speed-budget': {
      type: 'string',
      default: '10000',
      valueHint: 'MS',
      description: 'milliseconds within which 95% of the answers have to come',
    },
    ...seedFlag,
    json: { type: 'boolean', description: 'print one JSON document' },
    markdown: { type: 'boolean', description: 'print the card as a Markdown page' },
  },
  run: async ({ args }) => {
    if (args.what !== undefined) return compareKept(args.what, args)
    if (!args.llm) {
      throw new TastemakerError(
        'config/option',
        'qualify examines a language model, and none was named.',
        'Name one with --llm, such as --llm local/smollm2-135m.',
      )
    }
    const { assetHome } = await import('../assets/index.ts')
    const home = assetHome(process.env)
    const request = {
      data: await dataFrom(args),
      ...(args.gates ? { gates: nameList(args.gates) as Job[] } : {}),
      ...(args.n ? { n: wholeNumber('n', args.n) } : {}),
      speedBudget: wholeNumber('speed-budget', args['speed-budget']),
      seed: wholeNumber('seed', args.seed, 0),
    }
    const interrupt = onInterrupt()
    const model = await openLlm(args)
    try {
      const { card, kept } = await examine(model, { ...request, home, signal: interrupt.signal })
      terminal.stopProgress()
      if (args.json) return terminal.print(JSON.stringify(card, null, 2))
      const { cardMarkdown, hybridMeaning } = await import('../experiments/index.ts')
      if (args.markdown) return terminal.print(cardMarkdown(card).trimEnd())
      const { mindCardText } = await import('./_mind-card-text.ts')
      terminal.print(mindCardText(card, hybridMeaning(kept)))
    } finally {
      interrupt.release()
      terminal.stopProgress()
      await model.close()
    }
  },
})

/** Prints the kept cards of several models beside each other. */
async function compareKept(
  what: string,
  flags: Parameters<typeof dataFrom>[0] & { readonly llm?: string | undefined; readonly json?: boolean | undefined },
): Promise<void> {
  if (what !== 'compare') {
    throw new TastemakerError(
      'config/option',
      `qualify does not know what to do with "${what}".`,
      'Write qualify compare to compare kept cards, or qualify --llm MODEL to examine a model.',
    )
  }
  const { assetHome } = await import('../assets/index.ts')
  const { cardsIn } = await import('../minds/index.ts')
  const { compareCards } = await import('../experiments/index.ts')
  const cards = await cardsIn(assetHome(process.env))
  const comparison = compareCards(cards, await dataFrom(flags), flags.llm ? nameList(flags.llm) : undefined)
  if (flags.json) return terminal.print(JSON.stringify(comparison, null, 2))
  const { mindCardsText } = await import('./_mind-cards-text.ts')
  terminal.print(mindCardsText(comparison))
}
