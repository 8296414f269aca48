import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defineCommand } from 'citty'
import { systemClock } from '../clock.ts'
import { type Job, type LanguageModel, TastemakerError } from '../domain/index.ts'
import { nearest } from '../nearest.ts'
import { dataFlags, dataFrom, nameList, seedFlag, wholeNumber } from './_data.ts'
import { onInterrupt } from './_interrupt.ts'
import { cardOf, llmFlags, openLlm } from './_llm.ts'
import { terminal } from './_terminal.ts'

const MINDS = ['choice', 'language', 'hybrid'] as const

/** `tastemaker conversations`: agents that recommend, compared by conversations with simulated seekers. */
export const conversationsCommand = defineCommand({
  meta: {
    name: 'conversations',
    description:
      'Compare agents that recommend by conversations with simulated seekers, beside controls that hear no word',
  },
  args: {
    ...dataFlags,
    ...llmFlags,
    systems: {
      type: 'string',
      valueHint: 'A,B:OPTION=1',
      description: 'systems that hold conversations; all unless given, "none" for the controls alone',
    },
    mind: { type: 'string', default: 'choice', valueHint: 'A,B', description: 'choice, language, hybrid' },
    recommenders: {
      type: 'string',
      default: 'random,popularity,ease',
      valueHint: 'A,B',
      description: 'models whose next items are shown whatever is said',
    },
    ranker: { type: 'string', default: 'ease', valueHint: 'MODEL', description: 'the model around the systems' },
    seekers: {
      type: 'enum',
      options: ['target', 'utility'],
      default: 'target',
      description: 'who look for one item, or for anything their hidden taste likes',
    },
    utility: {
      type: 'string',
      valueHint: 'MODEL',
      description: 'the hidden taste, of another family than the models compared; biased-mf, or ials without ratings',
    },
    'top-share': {
      type: 'string',
      default: '0.002',
      valueHint: 'SHARE',
      description: 'utility: share of the catalogue with any of which a seeker is content',
    },
    n: { type: 'string', default: '100', valueHint: 'N', description: 'seekers' },
    turns: { type: 'string', default: '5', valueHint: 'N', description: 'messages that are answered' },
    cards: { type: 'string', default: '5', valueHint: 'N', description: 'items a reply of the controls' },
    'front-loaded': {
      type: 'string',
      default: '0.25',
      valueHint: 'SHARE',
      description: 'share of the seekers who tell all at once',
    },
    noun: { type: 'string', valueHint: 'WORD', description: 'what seekers call it: film, book; "title" unless given' },
    leaving: {
      type: 'boolean',
      default: true,
      description: 'also send seekers who may leave, with and without a last instruction',
    },
    out: {
      type: 'string',
      valueHint: 'FOLDER',
      description: 'keeps the table, every conversation and, with --llm, the calls',
    },
    ...seedFlag,
    json: { type: 'boolean', description: 'print one JSON document' },
  },
  run: async ({ args }) => {
    const { compareConversations, talkingAgents } = await import('../experiments/conversation/index.ts')
    const minds = nameList(args.mind).map(mindOf)
    const interrupt = onInterrupt()
    let model: LanguageModel | null = null
    const asked: { close(): Promise<void> }[] = []
    try {
      const seed = wholeNumber('seed', args.seed, 0)
      const counts = {
        n: wholeNumber('n', args.n),
        turns: wholeNumber('turns', args.turns),
        cards: wholeNumber('cards', args.cards),
      }
      const data = await dataFrom(args)
      if (args.llm) model = await openLlm(args)
      const granted = model ? await grantedOn(model) : new Set<Job>()
      const systems = args.systems === 'none' ? [] : args.systems ? nameList(args.systems) : await talkingSystems()
      const agents = talkingAgents({ systems, minds, model: model && (await journalled(model, seed)), granted })
      if (args.out) await mkdir(args.out, { recursive: true })
      const lines: string[] = []
      const comparison = await compareConversations({
        ...counts,
        data,
        agents,
        recommenders: nameList(args.recommenders),
        ranker: args.ranker,
        seekers: args.seekers as 'target',
        ...(args.utility ? { utility: args.utility } : {}),
        topShare: share('top-share', args['top-share']),
        frontLoaded: share('front-loaded', args['front-loaded']),
        leaving: args.leaving,
        ...(args.noun ? { noun: args.noun } : {}),
        model,
        seed,
        concurrency: model ? model.concurrency : 1,
        clock: systemClock,
        signal: interrupt.signal,
        onProgress: terminal.progress,
        onTalk: (talk) => {
          if (args.out) lines.push(JSON.stringify(talk))
        },
      })
      terminal.stopProgress()
      const json = JSON.stringify(comparison, null, 2)
      if (args.out) {
        await writeFile(join(args.out, 'conversations.json'), `${json}\n`)
        await writeFile(join(args.out, 'conversations.jsonl'), lines.map((line) => `${line}\n`).join(''))
      }
      const { conversationsText } = await import('./_conversations-text.ts')
      terminal.print(args.json ? json : conversationsText(comparison))

      async function grantedOn(given: LanguageModel): Promise<ReadonlySet<Job>> {
        const { grantedJobs } = await import('../minds/index.ts')
        const card = await cardOf(given, data)
        return card ? grantedJobs(card) : new Set()
      }
    } finally {
      interrupt.release()
      terminal.stopProgress()
      for (const one of asked) await one.close()
      await model?.close()
    }

    /** The model behind the journal of the folder: the same command again asks nothing twice. */
    async function journalled(given: LanguageModel, seed: number): Promise<LanguageModel> {
      if (!args.out) return given
      const { openAsked } = await import('./_asked.ts')
      const opened = await openAsked(given, { path: join(args.out, 'calls.sqlite'), signal: interrupt.signal, seed })
      asked.push(opened)
      return opened.journalled
    }
  },
})

async function talkingSystems(): Promise<string[]> {
  const { recommendingSystems } = await import('../systems/index.ts')
  return Object.entries(recommendingSystems).flatMap(([name, { tasks }]) => (tasks.includes('converse') ? [name] : []))
}

function mindOf(text: string): (typeof MINDS)[number] {
  const mind = MINDS.find((one) => one === text)
  if (mind) return mind
  const near = nearest(text, MINDS)
  throw new TastemakerError(
    'config/unknown-name',
    `There is no mind "${text}".`,
    near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Minds: ${MINDS.join(', ')}.`,
  )
}

function share(flag: string, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (value >= 0 && value <= 1) return value
  throw new TastemakerError('config/range', `--${flag} must be a share from 0 to 1, got "${text}".`)
}
