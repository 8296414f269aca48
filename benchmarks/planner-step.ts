import { z } from 'zod'
import { plannerByName } from '../src/agents/planning/registry.ts'
import type { LanguageModel, PlannerTask, Tool } from '../src/domain/index.ts'
import { randomStream } from '../src/random.ts'
import { type Measured, median, seconds } from './_measure.ts'

const RUNS = 2_000
const STEPS = 7

/** What a step of a planner takes beside the model and the tool: prompts, schemas, reading, checks and the transcript. */
export async function plannerStep(): Promise<Measured[]> {
  const planner = plannerByName('react')
  const times = await seconds(5, async () => {
    for (let run = 0; run < RUNS; run++) {
      const context = { model: stepping(), tools: [look], random: randomStream(run), elapsed: () => 0 }
      const { cost } = await planner.run({ ...TASK, id: `task-${run}` }, context)
      if (cost.calls !== STEPS) throw new Error(`A run made ${cost.calls} calls instead of ${STEPS}.`)
    }
  })
  const perStep = (1000 * median(times)) / (RUNS * STEPS)
  const range = [times[0]!, times.at(-1)!].map((time) => ((1000 * time) / (RUNS * STEPS)).toFixed(3))
  return [
    {
      what: 'a step of a planner without the model, one tool, 20 candidates',
      target: 'under 0.1 ms',
      seen: `${perStep.toFixed(3)} ms (${range.join(' to ')})`,
      met: perStep < 0.1,
    },
  ]
}

const TASK: PlannerTask = {
  id: 'task',
  instructions: 'You order films for one person, by what this person will like best.',
  question: 'This person liked "Heat (1995)" and "Alien (1979)". Order the films.',
  answer: {
    type: 'ranking',
    candidates: Array.from({ length: 20 }, (_, place) => ({
      id: `c${place + 1}`,
      words: `Film ${place} (1990) [Drama]`,
    })),
  },
}

const look: Tool = {
  name: 'look_up_item',
  description: 'What is known of an item.',
  input: z.object({ id: z.string() }) as z.ZodType<unknown>,
  output: z.object({ title: z.string(), year: z.number() }),
  run: () => ({ title: 'Heat (1995)', year: 1995 }),
}

/** Uses the tool six times, then finishes, at no cost. */
function stepping(): LanguageModel {
  let step = 0
  return {
    name: 'none',
    fingerprint: 'none',
    concurrency: 1,
    repeatable: true,
    async answer() {
      step++
      const action =
        step < STEPS
          ? { tool: 'look_up_item', input: { id: `c${step}` } }
          : { tool: 'finish', input: { answer: ['c3', 'c2', 'c1'] } }
      const text = JSON.stringify({ thought: `Step ${step}.`, action })
      return { text, probabilities: null, usage: { promptTokens: 1, generatedTokens: 1 } }
    },
    close: async () => {},
  }
}
