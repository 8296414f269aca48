/** The table of figures: one file per question, all in one run. `npm run bench`; the kernels have a table of their own. */
import { tableText } from '../src/cli/_table.ts'
import { circumstances, type Measured, ratings } from './_measure.ts'
import { easeFit } from './ease-fit.ts'
import { forecast } from './forecast.ts'
import { fullRanking } from './full-ranking.ts'
import { journal } from './journal.ts'
import { localChoices } from './local-model.ts'
import { memory } from './memory.ts'
import { resume } from './resume.ts'
import { startUp } from './start-up.ts'
import { viewerSteps } from './viewer-steps.ts'

const rows: Measured[] = []
for (const question of [easeFit, fullRanking, viewerSteps, memory, localChoices, startUp, journal, forecast, resume]) {
  process.stderr.write(`${question.name} …\n`)
  rows.push(...(await question()))
}
process.stdout.write(`${circumstances((await ratings()).name)}\n\n`)
const text = tableText(rows, [
  { title: 'what', of: ({ what }) => what, align: 'left' },
  { title: 'target', of: ({ target }) => target, align: 'left' },
  { title: 'median (range)', of: ({ seen }) => seen, align: 'left' },
  { title: 'met', of: ({ met }) => (met ? 'yes' : 'NO'), align: 'left' },
])
process.stdout.write(`${text}\n`)
