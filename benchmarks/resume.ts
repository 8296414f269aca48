import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../src/clock.ts'
import { loadDataset } from '../src/data/index.ts'
import { requestOf, simulate } from '../src/experiments/index.ts'
import { openJournal } from '../src/minds/index.ts'
import { createRun, type RunProgress, readDocument } from '../src/runs/index.ts'
import { type Measured, median, seconds, spread } from './_measure.ts'

const AGENTS = 100_000

/**
 * How long does a run of 100,000 agents take to go on, until the first of those that are left can be asked? The folder is a
 * real one, its people, visits and calls repeated until there are that many; fitting models again is not counted.
 */
export async function resume(): Promise<Measured[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tastemaker-bench-'))
  const data = await loadDataset('generated:users=60,items=120', { home: '' })
  await simulate({ data, recommenders: ['popularity'], out: folder, viewers: 40, workers: 1 })
  const bytes = await enlarge(folder)
  const times = await seconds(5, async () => {
    const request = await requestOf(folder)
    const progress = (await readDocument(folder, 'progress.json')) as RunProgress
    const journal = await openJournal(join(folder, 'calls.sqlite'), { mode: 'write', clock: systemClock })
    const run = await createRun(folder, bytes)
    request.panel!.slice(progress.done['viewer']!.viewers)
    await run.close()
    journal.close()
  })
  await rm(folder, { recursive: true })
  return [
    {
      what: 'going on with a run of 100,000 agents, half of them done',
      target: 'under 2 s',
      seen: spread(times),
      met: median(times) < 2,
    },
  ]
}

/** Fills the folder up; returns how many bytes of events are whole. */
async function enlarge(folder: string): Promise<number> {
  const panel = (await readDocument(folder, 'panel.json')) as { users: string[] }
  const users = Array.from({ length: AGENTS }, (_, agent) => `${panel.users[agent % panel.users.length]}-${agent}`)
  await writeFile(join(folder, 'panel.json'), JSON.stringify({ ...panel, users }))
  const path = join(folder, 'events.jsonl')
  const events = await readFile(path)
  const copies = Math.round(AGENTS / 2 / 40 / 4)
  for (let copy = 1; copy < copies; copy++) await appendFile(path, events)
  const whole = events.length * copies
  await appendFile(path, '{"type":"visit-st')
  const progress = (await readDocument(folder, 'progress.json')) as RunProgress
  const done = { ...progress.done, viewer: { ...progress.done['viewer']!, viewers: AGENTS / 2 } }
  await writeFile(join(folder, 'progress.json'), JSON.stringify({ ...progress, bytes: whole, done }))
  const journal = await openJournal(join(folder, 'calls.sqlite'), { mode: 'write', clock: systemClock })
  const usage = { promptTokens: 400, generatedTokens: 1 }
  const model = journal.wrap({
    name: 'instant',
    fingerprint: 'instant',
    concurrency: 1,
    repeatable: true,
    answer: async () => ({ text: 'yes', probabilities: [0.6, 0.4], usage }),
    close: async () => {},
  })
  const wanted = { type: 'choice', labels: ['yes', 'no'] } as const
  for (let agent = 0; agent < AGENTS / 2; agent++) {
    const by = { agent: `viewer/${agent}`, step: 'align' }
    await model.answer({ system: 'A viewer.', user: `Film ${agent}`, wanted, temperature: 1, seed: agent, by })
  }
  journal.close()
  return whole
}
