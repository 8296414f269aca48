/** Seven ways to plan, one task, a tool of your own: transcripts to read, by real weights where they were pulled. */
import { z } from 'zod'
import { defineTool, plannerByName, transcriptText, validity } from '../src/agents/index.ts'
import { assetHome } from '../src/assets/index.ts'
import { systemClock } from '../src/clock.ts'
import { type LanguageModel, type PlannerTask, TastemakerError } from '../src/domain/index.ts'
import { languageModel } from '../src/minds/index.ts'
import { randomStream } from '../src/random.ts'
import { hashedAnswer, modelServer } from '../src/testing/index.ts'

const films = {
  f1: { title: 'The Cellar (1996)', genres: ['Horror'] },
  f2: { title: 'A Quiet Year (1994)', genres: ['Drama'] },
  f3: { title: 'Two Left Shoes (1971)', genres: ['Comedy'] },
} as const

const genresOf = defineTool({
  name: 'genres_of',
  description: 'The genres of a film, by its id.',
  input: z.object({ id: z.enum(['f1', 'f2', 'f3']) }),
  output: z.object({ genres: z.array(z.string()) }),
  run: ({ id }) => ({ genres: [...films[id].genres] }),
})

const task: PlannerTask = {
  id: 'evening',
  instructions: 'You choose films for one person.',
  question: 'This person laughs a lot and hates to be frightened. Order the films.',
  answer: { type: 'ranking', candidates: Object.entries(films).map(([id, { title }]) => ({ id, words: title })) },
}

/** Weights in this process, or where there are none a server that answers in form and without sense. */
async function anyModel(): Promise<{ readonly model: LanguageModel; readonly close: () => Promise<void> }> {
  const home = assetHome(process.env)
  try {
    const model = await languageModel('local/smollm2-135m', { home, contexts: 1 })
    return { model, close: () => model.close() }
  } catch (error) {
    if (!(error instanceof TastemakerError)) throw error
    process.stdout.write(`${error.message} So a server that knows nothing answers. ${error.hint}\n`)
    const server = await modelServer(hashedAnswer)
    const model = await languageModel('openai-compatible/no-sense', { home, url: server.url })
    return { model, close: () => server.close() }
  }
}

const { model, close } = await anyModel()
process.stdout.write(`${model.name} is asked. A model this small orders films by chance: read how, not what.\n`)
for (const name of [
  'chain-of-thought',
  'self-consistency:samples=2',
  'react:steps=3',
  'reflexion:steps=2',
  'tree-of-thoughts:depth=2,samples=2,breadth=1,votes=1',
  'self-inspiring:alternatives=1,steps=1',
  'plan-first:steps=2',
]) {
  const result = await plannerByName(name).run(task, {
    model,
    tools: [genresOf],
    random: randomStream(1),
    elapsed: () => systemClock.elapsed(),
    evaluator: validity('live'),
  })
  process.stdout.write(`\n${name}\n${transcriptText(result, 120)}\n`)
}
await close()
