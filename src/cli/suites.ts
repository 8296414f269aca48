import { defineCommand } from 'citty'
import type { AgentMind, RecommendingAgent } from '../agents/index.ts'
import { systemClock } from '../clock.ts'
import { type Dataset, type LanguageModel, TastemakerError } from '../domain/index.ts'
import { nearest } from '../nearest.ts'
import { nameList, seedFlag, wholeNumber } from './_data.ts'
import { onInterrupt } from './_interrupt.ts'
import { cardOf, llmFlags, openLlm, priceOf, pricesFlag } from './_llm.ts'
import { terminal } from './_terminal.ts'

const SUITES = ['agent-society', 'tau-rec'] as const

/** `tastemaker suites`: runs a system that recommends, and rules, on published task suites from a folder. */
export const suitesCommand = defineCommand({
  meta: {
    name: 'suites',
    description:
      'Run a system and rules on a published task suite: agent-society, or tau-rec (an invented one without --from)',
  },
  args: {
    suite: { type: 'positional', required: true, description: 'agent-society or tau-rec' },
    from: { type: 'string', valueHint: 'FOLDER', description: 'where the suite lies, as it was unpacked' },
    reviews: {
      type: 'string',
      valueHint: 'FOLDER',
      description: 'agent-society: where item.json, user.json and review.json lie, when not beside the tasks',
    },
    track: {
      type: 'enum',
      options: ['1', '2'],
      default: '2',
      description: 'agent-society: 1 foresees stars, 2 orders candidates',
    },
    labels: {
      type: 'enum',
      options: ['simulated', 'real'],
      default: 'simulated',
      description: 'agent-society: what labels are that do not say so; the published ones are simulated',
    },
    repeated: {
      type: 'enum',
      options: ['exclude', 'once'],
      default: 'exclude',
      description: 'agent-society: tasks with a candidate that comes twice: left out, or each candidate once',
    },
    ranker: {
      type: 'enum',
      options: ['item-knn', 'popularity'],
      default: 'item-knn',
      description: 'agent-society: what is fitted on the reviews of the suite',
    },
    'review-errors': {
      type: 'string',
      valueHint: 'FILE',
      description: 'agent-society, track 1: JSON of sentiment, emotion and topic errors by task, measured elsewhere',
    },
    system: {
      type: 'string',
      valueHint: 'NAME:OPTION=1',
      description: 'a system that recommends; rules alone without',
    },
    mind: {
      type: 'enum',
      options: ['choice', 'language', 'hybrid'],
      default: 'choice',
      description:
        'who does the jobs of the system: rules and a utility, the model, or the model where its card grants',
    },
    ...llmFlags,
    rule: { type: 'string', valueHint: 'A,B', description: 'which rules; all unless given, the controls always' },
    n: { type: 'string', valueHint: 'N', description: 'tasks (of each folder); all unless given' },
    trials: { type: 'string', default: '4', valueHint: 'N', description: 'tau-rec: trials of each task' },
    turns: { type: 'string', default: '20', valueHint: 'N', description: 'tau-rec: most messages of the person' },
    price: {
      type: 'string',
      valueHint: 'IN,OUT',
      description: 'money for a million prompt tokens and for a million generated ones',
    },
    ...pricesFlag,
    ...seedFlag,
    json: { type: 'boolean', description: 'print one JSON document' },
  },
  run: async ({ args }) => {
    const suite = suiteOf(args.suite)
    requireFlags(args)
    const interrupt = onInterrupt()
    const opened: LanguageModel[] = []
    try {
      const price = await priceOf(args, args.llm ?? '')
      const seed = wholeNumber('seed', args.seed, 0)
      const common = {
        seed,
        clock: systemClock,
        signal: interrupt.signal,
        onProgress: terminal.progress,
        ...(args.n ? { n: wholeNumber('n', args.n) } : {}),
        ...(args.rule ? { rules: nameList(args.rule) } : {}),
        ...(price ? { price } : {}),
      }
      if (suite === 'agent-society') await society(common)
      else await tau(common)
    } finally {
      interrupt.release()
      terminal.stopProgress()
      for (const model of opened) await model.close()
    }

    async function society(common: Common): Promise<void> {
      const { readAgentSociety, readReviewErrors } = await import('../evaluation/suites/index.ts')
      const { runAgentSociety } = await import('../experiments/suites/index.ts')
      const read = await readAgentSociety(args.from!, {
        ...(args.reviews ? { data: args.reviews } : {}),
        labels: args.labels as 'real',
        repeated: args.repeated as 'once',
      })
      const errors = args['review-errors']
      const result = await runAgentSociety({
        ...common,
        suite: read,
        track: Number(args.track) as 1 | 2,
        ranker: args.ranker as 'popularity',
        agent: await agentFor(read.data, common.seed),
        ...(errors ? { reviewErrors: await readReviewErrors(errors) } : {}),
      })
      const { societyText } = await import('./_suites-text.ts')
      show(result, () => societyText(result))
    }

    async function tau(common: Common): Promise<void> {
      const { inventedTauSuite, readTauRec } = await import('../evaluation/suites/index.ts')
      const { runTauRec } = await import('../experiments/suites/index.ts')
      const read = args.from ? await readTauRec(args.from) : inventedTauSuite({ seed: common.seed })
      const result = await runTauRec({
        ...common,
        suite: read,
        trials: wholeNumber('trials', args.trials),
        turns: wholeNumber('turns', args.turns),
        agent: await agentFor(read.data, common.seed),
      })
      const { tauText } = await import('./_suites-text.ts')
      show(result, () => tauText(result))
    }

    async function agentFor(data: Dataset, seed: number): Promise<RecommendingAgent | undefined> {
      if (!args.system) return undefined
      const { recommendingAgent } = await import('../systems/recommending.ts')
      return recommendingAgent(args.system, await mindFor(data, seed))
    }

    async function mindFor(data: Dataset, seed: number): Promise<AgentMind> {
      const { agentMind } = await import('../agents/index.ts')
      const name = args.mind as AgentMind['name']
      if (!args.llm) return agentMind(name)
      const { grantedJobs, guarded, systemSleep } = await import('../minds/index.ts')
      const { randomStream } = await import('../random.ts')
      const model = await openLlm(args)
      opened.push(model)
      // No journal: a trial that reads the answers of the one before it would be no trial.
      const asked = guarded(model, { clock: systemClock, sleep: systemSleep, random: randomStream(seed, 'retries') })
      return agentMind(name, { model: asked, granted: grantedJobs(await cardOf(model, data)) })
    }

    function show(document: object, text: () => string): void {
      terminal.stopProgress()
      terminal.print(args.json ? JSON.stringify(document, null, 2) : text())
    }

    type Common = {
      readonly seed: number
      readonly n?: number
      readonly rules?: readonly string[]
      readonly clock: typeof systemClock
      readonly signal: AbortSignal
      readonly onProgress: typeof terminal.progress
    }
  },
})

function suiteOf(text: string): (typeof SUITES)[number] {
  const suite = SUITES.find((one) => one === text)
  if (suite) return suite
  const near = nearest(text, SUITES)
  throw new TastemakerError(
    'config/unknown-name',
    `There is no suite "${text}".`,
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are ${SUITES.join(' and ')}.`,
  )
}

function requireFlags(args: {
  suite: string
  from?: string | undefined
  system?: string | undefined
  llm?: string | undefined
}): void {
  if (args.suite === 'agent-society' && !args.from) {
    throw new TastemakerError(
      'config/option',
      'agent-society needs the folder of the challenge.',
      'Name it with --from FOLDER; nothing is downloaded.',
    )
  }
  if (args.llm && !args.system) {
    throw new TastemakerError('config/option', '--llm needs a system that asks it.', 'Name one with --system NAME.')
  }
}
