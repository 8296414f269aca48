import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { assetFolder, assetHome, findAsset } from '../src/assets/index.ts'
import { systemClock } from '../src/clock.ts'
import type { ModelCall } from '../src/domain/index.ts'
import { localModel } from '../src/minds/local/index.ts'
import { type Measured, median, spread } from './_measure.ts'

const CALLS = 8
const ROUNDS = 5
const CONTEXT = 2048
/** Keys and values of SmolLM2 135M: 30 blocks with 3 kept heads of 64 numbers, two bytes each. */
const CACHE = CONTEXT * 30 * 3 * (64 + 64) * 2

/** About 380 tokens that are kept, and questions of about 20 with the template around them. */
const SYSTEM = `You are Ann, 34. You saw these films:\n${'- Toy Story (1995), animation, five stars\n'.repeat(23)}`
const question = (film: number) => `Would Ann see film ${film}? yes or no`

/** How many choices a second do weights in this process make, and what does that cost beside the package alone? */
export async function localChoices(): Promise<Measured[]> {
  const folder = await assetFolder('smollm2-135m', assetHome(process.env))
  if (folder === null) {
    process.stderr.write('localChoices skipped: "tastemaker pull smollm2-135m" brings its weights\n')
    return []
  }
  const { path, bytes = 0 } = findAsset('smollm2-135m').sources[0]!.files[0]!
  const weights = join(folder, path)
  const ours = await throughTheModel(weights)
  const bare = await throughThePackage(weights)
  const times: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] }
  // The first of each does not count; taking turns, both meet what else the machine does.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [way, { answer }] of Object.entries({ ours, bare }) as ['ours' | 'bare', Way][]) {
      const started = systemClock.elapsed()
      for (let film = 0; film < CALLS; film++) await answer(film)
      if (round > 0) times[way].push((systemClock.elapsed() - started) / 1000 / CALLS)
    }
  }
  await ours.close()
  await bare.close()
  const [mine, theirs] = [times.ours, times.bare].map((all) => all.sort((a, b) => a - b)) as [number[], number[]]
  const ratio = median(mine) / median(theirs)
  const beside = (residentWhileAnswering(weights) - bytes - CACHE) / 2 ** 20
  return [
    {
      what: `a choice by SmolLM2 135M, one thread: ${ours.kept} tokens kept, ${ours.read} read`,
      target: 'at least 6 a second',
      seen: `${spread(mine, 3)}, ${(1 / median(mine)).toFixed(1)} a second`,
      met: 1 / median(mine) >= 6,
    },
    {
      what: 'the same beside the package alone',
      target: 'at most 1.10 times',
      seen: `${ratio.toFixed(2)} times; alone ${spread(theirs, 3)}`,
      met: ratio <= 1.1,
    },
    {
      what: `memory beside weights and a cache of ${CONTEXT} tokens`,
      target: 'under 400 MB',
      seen: `${beside.toFixed(0)} MB`,
      met: beside < 400,
    },
  ]
}

interface Way {
  answer(film: number): Promise<unknown>
  close(): Promise<void>
}

const callAbout = (film: number): ModelCall => ({
  system: SYSTEM,
  user: question(film),
  wanted: { type: 'choice', labels: ['yes', 'no'] },
  temperature: 1,
  seed: 1,
  by: { agent: 'ann', step: 'benchmark' },
})

async function throughTheModel(path: string): Promise<Way & { readonly kept: number; readonly read: number }> {
  const model = await localModel({ path, name: 'local/smollm2-135m', contextTokens: CONTEXT })
  const { usage } = await model.answer(callAbout(0))
  const { tokenize } = await import('./_chat-tokens.ts')
  return { answer: (film) => model.answer(callAbout(film)), close: () => model.close(), kept: usage.promptTokens, read: 0 }
}
