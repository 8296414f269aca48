import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../src/clock.ts'
import type { LanguageModel } from '../src/domain/index.ts'
import { openJournal } from '../src/minds/calls/journal.ts'
import { callOf } from './_calls.ts'
import { type Measured, median, seconds } from './_measure.ts'

const CALLS = 20_000

/** How fast is a run replayed from its journal, how fast is one written, and how large does the file become? */
export async function journal(): Promise<Measured[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tastemaker-bench-'))
  const path = join(folder, 'calls.sqlite')
  const calls = Array.from({ length: CALLS }, (_, seed) => callOf(seed))
  const written = await seconds(1, async () => {
    await rm(path, { force: true })
    const journal = await openJournal(path, { mode: 'write', clock: systemClock })
    const model = journal.wrap(instant)
    for (const call of calls) await model.answer(call)
    journal.close()
  })
  const replayed = await seconds(5, async () => {
    const journal = await openJournal(path, { mode: 'replay', clock: systemClock })
    const model = journal.model()
    for (const call of calls) await model.answer(call)
    journal.close()
  })
  const { size } = await stat(path)
  await rm(folder, { recursive: true })
  const rate = (times: readonly number[]) => Math.round(CALLS / median(times))
  const perThousand = size / CALLS
  return [
    {
      what: 'model calls replayed a second, prompts of 2.4 kB',
      target: '100,000',
      seen: rate(replayed).toLocaleString('en-US'),
      met: rate(replayed) >= 100_000,
    },
    {
      what: 'model calls journalled a second, each before its answer is used',
      target: '2,000',
      seen: rate(written).toLocaleString('en-US'),
      met: rate(written) >= 2_000,
    },
    {
      what: 'journal of 1,000 calls that share 2 kB of their prompt',
      target: 'under 1,000 kB',
      seen: `${perThousand.toFixed(0)} kB`,
      met: perThousand < 1000,
    },
  ]
}

/** A model that takes no time, so that what is left is the journal's. */
const instant: LanguageModel = {
  name: 'instant',
  fingerprint: 'instant',
  concurrency: 1,
  repeatable: true,
  answer: async () => ({
    text: 'yes',
    probabilities: [0.612345678901, 0.387654321099],
    usage: { promptTokens: 600, generatedTokens: 1 },
  }),
  close: async () => {},
}
