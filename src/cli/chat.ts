import { createInterface } from 'node:readline'
import { defineCommand } from 'citty'
import { systemClock } from '../clock.ts'
import { type LanguageModel, TastemakerError, type UserId } from '../domain/index.ts'
import { dataFlags, dataFrom, seedFlag, wholeNumber } from './_data.ts'
import { onInterrupt } from './_interrupt.ts'
import { cardOf, llmFlags, openLlm, priceOf, pricesFlag } from './_llm.ts'
import { terminal } from './_terminal.ts'

/** `tastemaker chat`: a conversation with an agent that recommends, by hand or one message a line. */
export const chatCommand = defineCommand({
  meta: {
    name: 'chat',
    description: 'Talk with an agent that recommends from a catalogue; works without a language model',
  },
  args: {
    ...dataFlags,
    catalogue: {
      type: 'string',
      valueHint: 'FILE',
      description:
        'in place of --data: a table of items alone (id, title, categories, year, price, text), nobody having done anything',
    },
    user: { type: 'string', valueHint: 'ID', description: 'a person of the data; somebody new unless given' },
    system: {
      type: 'string',
      default: 'interecagent',
      valueHint: 'NAME:option=1',
      description: 'who recommends: interecagent or macrec, options on the name, such as interecagent:show=3',
    },
    mind: {
      type: 'enum',
      options: ['choice', 'language', 'hybrid'],
      description:
        'choice: rules and a fitted model; language: the model does all; hybrid: what its card grants. hybrid with --llm, else choice',
    },
    ranker: { type: 'string', valueHint: 'NAME', description: 'what orders items; chosen by the data unless given' },
    ...llmFlags,
    price: {
      type: 'string',
      valueHint: 'IN,OUT',
      description: 'money for a million prompt tokens and for a million generated ones',
    },
    ...pricesFlag,
    ...seedFlag,
    json: { type: 'boolean', description: 'one line a turn: { turn, reply, items, applied, dropped, calls, tokens }' },
  },
  run: async ({ args }) => {
    const mind = args.mind as 'choice' | 'language' | 'hybrid' | undefined
    if ((mind === 'language' || mind === 'hybrid') && !args.llm) {
      throw new TastemakerError(
        'config/option',
        `--mind ${mind} needs a language model.`,
        'Name one with --llm, or leave --mind out.',
      )
    }
    const interrupt = onInterrupt()
    let model: LanguageModel | null = null
    try {
      const { assistant, readCatalogue } = await import('../assistant/index.ts')
      const { grantedJobs, guarded, systemSleep } = await import('../minds/index.ts')
      const { randomStream } = await import('../random.ts')
      const data = args.catalogue ? await readCatalogue(args.catalogue) : await dataFrom(args)
      const seed = wholeNumber('seed', args.seed, 0)
      model = args.llm ? await openLlm(args) : null
      const granted = model ? grantedJobs(await cardOf(model, data)) : new Set<never>()
      const asked =
        model && guarded(model, { clock: systemClock, sleep: systemSleep, random: randomStream(seed, 'retries') })
      const talker = await assistant({
        data,
        system: args.system,
        seed,
        granted,
        ...(mind ? { mind } : {}),
        ...(asked ? { model: asked } : {}),
        ...(args.ranker ? { ranker: args.ranker } : {}),
      })
      const talk = talker.open(args.user ? { user: args.user as UserId } : {})
      const price = await priceOf(args, args.llm ?? '')
      const watched = process.stdin.isTTY === true
      for (const line of [
        `${talker.name} on ${data.name}, mind ${talker.mind}${model ? ` with ${model.name}` : ''}.`,
        ...talker.notes,
      ])
        terminal.note(line)
      if (talker.mind === 'language' && model && !granted.has('tools')) {
        terminal.note(`${model.name} has not earned the job "tools" on these data: its plans are unqualified.`)
      }
      if (talker.mind === 'hybrid' && model)
        terminal.note(`Jobs it earned on these data: ${[...granted].join(', ') || 'none'}.`)
      if (watched) terminal.note('Say what you are looking for. /help lists the commands, /quit ends.')
      const { chatLoop } = await import('./_chat-loop.ts')
      const lines = createInterface({
        input: process.stdin,
        terminal: watched,
        ...(watched ? { output: process.stderr } : {}),
      })
      interrupt.signal.addEventListener('abort', () => lines.close())
      lines.on('SIGINT', () => process.emit('SIGINT'))
      lines.setPrompt('> ')
      const meter = await chatLoop({
        talk,
        lines,
        print: terminal.print,
        note: terminal.note,
        json: args.json ?? false,
        watched,
        prompt: () => {
          if (watched && !interrupt.signal.aborted) lines.prompt()
        },
        price,
        signal: interrupt.signal,
      })
      lines.close()
      if (meter.calls > 0) {
        const { costText } = await import('./_chat-text.ts')
        terminal.note(`${meter.turns} turns: ${costText(meter, price)}.`)
      }
    } finally {
      interrupt.release()
      await model?.close()
    }
  },
})
