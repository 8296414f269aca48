/**
 * The table of figures: one file per question, all in one run, or those that are named. `npm run bench`, `npm run bench als top-k`;
 * the kernels have a table of their own.
 */
import { tableText } from '../src/cli/_table.ts'
import { nearest } from '../src/nearest.ts'
import { circumstances, type Measured, ratings } from './_measure.ts'
import { accuracy } from './accuracy.ts'
import { agentMemory } from './agent-memory.ts'
import { alsIteration } from './als.ts'
import { chatTurns } from './chat-turns.ts'
import { easeFit } from './ease-fit.ts'
import { forecast } from './forecast.ts'
import { fullRanking } from './full-ranking.ts'
import { inverse } from './inverse.ts'
import { itemNeighbours } from './item-knn.ts'
import { journal } from './journal.ts'
import { localChoices } from './local-model.ts'
import { memory } from './memory.ts'
import { modelCalls } from './model-calls.ts'
import { plannerStep } from './planner-step.ts'
import { ratingErrors } from './ratings.ts'
import { resume } from './resume.ts'
import { sequenceModel } from './sequence.ts'
import { startUp } from './start-up.ts'
import { table } from './table.ts'
import { topK } from './top-k.ts'
import { viewerSteps } from './viewer-steps.ts'

/** By file name, what is quick first. */
const questions: Readonly<Record<string, () => Promise<Measured[]>>> = {
  'ease-fit': easeFit,
  'full-ranking': fullRanking,
  'viewer-steps': viewerSteps,
  memory,
  'agent-memory': agentMemory,
  'local-model': localChoices,
  'start-up': startUp,
  journal,
  'model-calls': modelCalls,
  'planner-step': plannerStep,
  'chat-turns': chatTurns,
  forecast,
  resume,
  'item-knn': itemNeighbours,
  inverse,
  'top-k': topK,
  table,
  als: alsIteration,
  ratings: ratingErrors,
  accuracy,
  sequence: sequenceModel,
}

const asked = process.argv.slice(2)
const unknown = asked.find((name) => !Object.hasOwn(questions, name))
if (unknown === undefined) await ask(asked.length > 0 ? asked : Object.keys(questions))
else refuse(unknown)

async function ask(names: readonly string[]): Promise<void> {
  const rows: Measured[] = []
  for (const name of names) {
    process.stderr.write(`${name} …\n`)
    rows.push(...(await questions[name]!()))
  }
  const text = tableText(rows, [
    { title: 'what', of: ({ what }) => what, align: 'left', width: 72 },
    { title: 'target', of: ({ target }) => target, align: 'left' },
    { title: 'median (range)', of: ({ seen }) => seen, align: 'left', width: 60 },
    { title: 'met', of: ({ met }) => (met ? 'yes' : 'NO'), align: 'left' },
  ])
  process.stdout.write(`${circumstances((await ratings()).name)}\n\n${text}\n`)
}

function refuse(name: string): void {
  const names = Object.keys(questions)
  const near = nearest(name, names)
  process.stderr.write(
    `No question is called "${name}". ${near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Known: ${names.join(', ')}.`}\n`,
  )
  process.exitCode = 1
}
