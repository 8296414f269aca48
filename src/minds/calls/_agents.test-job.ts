import { systemClock } from '../../clock.ts'
import type { ModelCall } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { chatModel } from '../providers/chat-model.ts'
import { openJournal } from './journal.ts'
import { modelFor } from './model-for.ts'
import { sharedLimiter } from './shared-limiter.ts'
import { systemSleep } from './sleep.ts'
import { streamed } from './streamed.ts'

/*
 * A run of agents as a process of its own, to be killed: agents of three kinds with a model for each kind, some of which ask
 * for streams, some for choices, taking turns at one server. Arguments: the journal, the server's base URL.
 */

const AGENTS = 24
const STEPS = 8

const [path, url] = process.argv.slice(2) as [string, string]
const journal = await openJournal(path, { mode: 'write', clock: systemClock })
const limiter = sharedLimiter({ concurrency: 4, clock: systemClock, sleep: systemSleep })
const guards = { clock: systemClock, sleep: systemSleep, random: randomStream(1) }
const model = (name: string) => chatModel({ name, url, model: name, concurrency: 4 })
const of = modelFor(
  [
    { match: 'viewer/*', model: model('small'), limiter, budgetEach: { calls: STEPS } },
    { match: 'critic/*', model: model('large'), limiter },
    { match: '*', model: model('other'), limiter },
  ],
  { journal, guards, budget: { calls: AGENTS * STEPS } },
)

async function live(agent: string): Promise<void> {
  let last = ''
  for (let step = 0; step < STEPS; step++) {
    const call: ModelCall = {
      system: `You are ${agent}.`,
      user: `${agent} at step ${step}, after ${JSON.stringify(last)}`,
      wanted: step % 2 === 0 ? { type: 'text', maxTokens: 20 } : { type: 'choice', labels: ['stay', 'leave', 'wait'] },
      temperature: 1,
      seed: step,
      by: { agent, step: `step-${step}` },
    }
    if (step % 4 === 0) {
      for await (const part of streamed(of(agent), call)) if ('answer' in part) last = part.answer.text
    } else last = (await of(agent).answer(call)).text
  }
}

const kinds = ['viewer', 'critic', 'recommender']
await Promise.all(Array.from({ length: AGENTS }, (_, place) => live(`${kinds[place % 3]}/${place}`)))
journal.close()
process.exit(0)
