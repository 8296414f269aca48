import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { assetFolder, assetHome, findAsset } from '../src/assets/index.ts'
import { systemClock } from '../src/clock.ts'
import type { ModelCall } from '../src/domain/index.ts'
import { localModel } from '../src/minds/local/index.ts'
import { type Measured, median, spread } from './_measure.ts'

const CALLS = 40
const CONTEXT = 2048
/** Keys and values of SmolLM2 135M: 30 blocks with 3 kept heads of 64 numbers, two bytes each. */
const CACHE = CONTEXT * 30 * 3 * (64 + 64) * 2

/** About 380 tokens that are kept, and questions of about 20 with the template around them. */
const SYSTEM = `You are Ann, 34. You saw these films:\n${'- Toy Story (1995), animation, five stars\n'.repeat(26)}`
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
  const mine: number[] = []
  const theirs: number[] = []
  // Call by call in turns, so that both meet what else the machine does; the first of each does not count.
  await ours.answer(0)
  await bare.answer(0)
  for (let film = 1; film <= CALLS; film++) {
    mine.push(await timed(() => ours.answer(film)))
    theirs.push(await timed(() => bare.answer(film)))
  }
  await ours.close()
  await bare.close()
  for (const times of [mine, theirs]) times.sort((a, b) => a - b)
  const ratio = median(mine) / median(theirs)
  const beside = (residentWhileAnswering(weights) - bytes - CACHE) / 2 ** 20
  return [
    {
      what: `a choice by SmolLM2 135M, one thread: ${bare.kept} tokens kept, ${bare.read} read`,
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

/** Seconds that one piece of work takes. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = systemClock.elapsed()
  await work()
  return (systemClock.elapsed() - started) / 1000
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

async function throughTheModel(path: string): Promise<Way> {
  const model = await localModel({ path, name: 'local/smollm2-135m', contextTokens: CONTEXT })
  return { answer: (film) => model.answer(callAbout(film)), close: () => model.close() }
}

/** The least that can be written with the package: the same tokens and settings, no contract, no checks, no queue. */
async function throughThePackage(modelPath: string): Promise<Way & { readonly kept: number; readonly read: number }> {
  const { getLlama, LlamaLogLevel, TokenBias } = await import('node-llama-cpp')
  const llama = await getLlama({ build: 'never', gpu: false, logLevel: LlamaLogLevel.error, maxThreads: 0 })
  const model = await llama.loadModel({ modelPath, gpuLayers: 0, useMmap: false })
  const context = await model.createContext({ contextSize: CONTEXT, threads: 1, flashAttention: false })
  const sequence = context.getSequence()
  const kept = model.tokenize(`<|im_start|>system\n${SYSTEM}<|im_end|>\n<|im_start|>user\n`, true)
  const tail = (film: number) => model.tokenize(`${question(film)}<|im_end|>\n<|im_start|>assistant\nAnswer:`, true)
  const tokenBias = new TokenBias(model.tokenizer).set(model.tokenize(' yes'), { logit: 100 })
  tokenBias.set(model.tokenize(' no'), { logit: 100 })
  const options = { temperature: 1, topK: 2, topP: 1, minP: 0, seed: 0, tokenBias }
  await sequence.evaluateWithoutGeneratingNewTokens(kept)
  return {
    kept: kept.length,
    read: tail(10).length,
    answer: async (film) => {
      await sequence.eraseContextTokenRanges([{ start: kept.length, end: sequence.nextTokenIndex }])
      const tokens = tail(film)
      const last = tokens.pop()!
      return sequence.controlledEvaluate([...tokens, [last, { generateNext: { probabilities: true, options } }]])
    },
    close: () => llama.dispose(),
  }
}

/** Resident size of a process that does nothing but answer. */
function residentWhileAnswering(path: string): number {
  const built = new URL('../dist/minds/local/index.js', import.meta.url)
  const program = `
    const { localModel } = await import(${JSON.stringify(built)})
    const model = await localModel({ path: ${JSON.stringify(path)}, name: 'weighed', contextTokens: ${CONTEXT} })
    for (let call = 0; call < 3; call++) await model.answer(${JSON.stringify(callAbout(1))})
    process.stdout.write(String(process.resourceUsage().maxRSS * 1024))
    await model.close()`
  // No option beside -e: the package starts a child with the options of this process.
  return Number(execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' }))
}
