import { accessSync, constants, existsSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { dirname } from 'node:path'
import { defineCommand } from 'citty'
import { bytes } from './_format.ts'
import { terminal } from './_terminal.ts'

/** One thing that was looked at. */
interface Finding {
  readonly what: string
  readonly state: 'ok' | 'missing' | 'optional'
  readonly found: string
  /** Why it matters, and what to do. */
  readonly why: string
}

/** `tastemaker doctor`: what is installed, what is missing and why it matters. */
export const doctor = defineCommand({
  meta: { name: 'doctor', description: 'Say what is installed, what is missing and why it matters' },
  args: { json: { type: 'boolean', description: 'print one JSON document' } },
  run: async ({ args }) => {
    const findings = [
      nodeVersion(),
      machine(),
      await kernelsBuilt(),
      await duckdb(),
      await home(),
      ...(await pulledAssets()),
      await pip(),
      await localWeights(),
      await mindCards(),
    ]
    const { tableText } = await import('./_table.ts')
    const { models } = await import('../models/index.ts')
    const { systems } = await import('../systems/index.ts')
    if (args.json) {
      terminal.print(JSON.stringify({ findings, models: Object.keys(models), systems: Object.keys(systems) }, null, 2))
    } else {
      terminal.print(
        tableText(findings, [
          {
            title: '',
            of: ({ state }) => ({ ok: 'ok', missing: 'MISSING', optional: 'not there' })[state],
            align: 'left',
          },
          { title: 'what', of: ({ what }) => what, align: 'left' },
          { title: 'found', of: ({ found }) => shortened(found), align: 'left' },
          { title: 'why it matters', of: ({ why }) => why, align: 'left' },
        ]),
      )
      terminal.print(`\nrecommenders (options ride on the name, as in ease:lambda=500)`)
      terminal.print(
        tableText(Object.entries(models), [
          { title: 'name', of: ([name]) => name, align: 'left' },
          { title: 'what it does', of: ([, entry]) => entry.summary, align: 'left' },
          { title: 'options', of: ([, entry]) => Object.keys(entry.options.shape).join(', ') || 'none', align: 'left' },
        ]),
      )
      terminal.print(
        `\nsystems: ${Object.values(systems)
          .map(({ name, paper }) => `${name} (${paper})`)
          .join('; ')}`,
      )
    }
    if (findings.some(({ state }) => state === 'missing')) process.exitCode = 1
  },
})

function nodeVersion(): Finding {
  return {
    what: 'Node',
    state: 'ok',
    found: process.versions.node,
    why: '22.13 or newer is needed; 24 is what the project is tested with',
  }
}

function machine(): Finding {
  const found = `${availableParallelism()} cores, ${bytes(totalmem())} memory`
  return { what: 'machine', state: 'ok', found, why: 'a simulation uses two threads unless --workers says otherwise' }
}

async function kernelsBuilt(): Promise<Finding> {
  try {
    const { kernels } = await import('../models/kernels/index.ts')
    kernels().topK(Float32Array.of(1, 2), 1)
    return { what: 'kernels', state: 'ok', found: 'WebAssembly SIMD', why: 'matrices of ease and ials, best-of lists' }
  } catch (error) {
    return {
      what: 'kernels',
      state: 'missing',
      found: (error as Error).message,
      why: 'no model can be fitted; npm run build makes them',
    }
  }
}

async function duckdb(): Promise<Finding> {
  try {
    await import('@duckdb/node-api')
    return { what: 'DuckDB', state: 'ok', found: '@duckdb/node-api', why: 'reads Parquet, CSV, TSV and JSONL' }
  } catch (error) {
    return {
      what: 'DuckDB',
      state: 'missing',
      found: (error as Error).message.split('\n')[0]!,
      why: 'no file can be read; npm install @duckdb/node-api',
    }
  }
}

async function home(): Promise<Finding> {
  const { assetHome } = await import('../assets/index.ts')
  const folder = assetHome(process.env)
  let existing = folder
  while (!existsSync(existing)) existing = dirname(existing)
  try {
    accessSync(existing, constants.W_OK)
    return {
      what: 'cache folder',
      state: 'ok',
      found: folder,
      why: 'pulled data is kept here; TASTEMAKER_HOME moves it',
    }
  } catch {
    return {
      what: 'cache folder',
      state: 'missing',
      found: `${folder} cannot be written`,
      why: 'nothing can be pulled; set TASTEMAKER_HOME',
    }
  }
}

async function pulledAssets(): Promise<Finding[]> {
  const { assetHome, assets, installed } = await import('../assets/index.ts')
  const there = await installed(assetHome(process.env))
  return assets.map(({ name, kind }): Finding => {
    const use = {
      ratings: 'real ratings',
      weights: `a language model in this process, --llm local/${name}`,
      embeddings: 'texts as vectors, with onnxruntime-node',
    }[kind]
    const asset = there.find((one) => one.name === name)
    return asset
      ? { what: name, state: 'ok', found: `from ${asset.source}`, why: asset.licence }
      : { what: name, state: 'optional', found: 'not pulled', why: `${use}; tastemaker pull ${name}` }
  })
}

async function pip(): Promise<Finding> {
  const { systemCommand } = await import('../assets/index.ts')
  const ways = [
    ['python3', '-m', 'pip', '--version'],
    ['pip3', '--version'],
    ['pip', '--version'],
  ] as const
  for (const [command, ...words] of ways) {
    const result = await systemCommand(command, words, AbortSignal.timeout(5000)).catch(() => null)
    if (result?.type !== 'ended' || result.code !== 0) continue
    const found = result.output.trim().split(' ').slice(0, 2).join(' ')
    return { what: 'pip', state: 'ok', found, why: 'one of the roads by which data is pulled' }
  }
  return {
    what: 'pip',
    state: 'optional',
    found: 'not found',
    why: 'one of the roads by which data is pulled is closed',
  }
}

async function localWeights(): Promise<Finding> {
  try {
    import.meta.resolve('node-llama-cpp')
    return { what: 'node-llama-cpp', state: 'ok', found: 'installed', why: 'runs local weights (--llm local/NAME)' }
  } catch {
    return {
      what: 'node-llama-cpp',
      state: 'optional',
      found: 'not installed',
      why: 'local weights cannot run; npm install node-llama-cpp',
    }
  }
}

async function mindCards(): Promise<Finding> {
  const { assetHome } = await import('../assets/index.ts')
  const { cardsIn, grantedJobs } = await import('../minds/index.ts')
  const why = 'what a language model was shown to be able to decide; tastemaker qualify makes cards'
  try {
    const cards = await cardsIn(assetHome(process.env))
    const told = cards.map(
      (card) => `${card.model} on ${card.data.name}: ${[...grantedJobs(card)].join(', ') || 'nothing'}`,
    )
    return { what: 'mind cards', state: cards.length > 0 ? 'ok' : 'optional', found: told.join('; ') || 'none', why }
  } catch (error) {
    return { what: 'mind cards', state: 'missing', found: (error as Error).message, why }
  }
}

/** One line, however much was found. */
const shortened = (text: string): string => (text.length <= 72 ? text : `${text.slice(0, 71)}…`)
