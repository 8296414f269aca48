import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assetHome } from '../src/assets/index.ts'

/** What the comparisons are made with, at versions that were tried together. */
const PACKAGES = ['implicit==0.7.3', 'lenskit', 'rectools', 'scipy', 'numpy<2', 'pyarrow==20.0.0', 'threadpoolctl']

/** What a peer is asked: arrays by name, and anything else as JSON. */
export interface PeerQuestion {
  readonly arrays: Readonly<Record<string, Float32Array | Int32Array>>
  readonly settings: Readonly<Record<string, unknown>>
  readonly threads: number
}

/**
 * Runs a Python script of `peers/` on data of ours, in a process of its own with as many threads.
 *
 * @param script such as `als.py`; it prints one line of JSON
 * @returns that JSON, or undefined where there is no Python with the peers: standard error says why
 */
export async function askPeer<Answer>(script: string, question: PeerQuestion): Promise<Answer | undefined> {
  const python = peersPython()
  if (python === undefined) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'tastemaker-peer-'))
  try {
    const kinds: Record<string, string> = {}
    for (const [name, array] of Object.entries(question.arrays)) {
      // Raw numbers, little-endian as on all machines that Node runs on.
      await writeFile(join(folder, name), new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
      kinds[name] = array instanceof Float32Array ? '<f4' : '<i4'
    }
    const { settings, threads } = question
    await writeFile(join(folder, 'question.json'), JSON.stringify({ settings, threads, kinds }))
    const path = fileURLToPath(new URL(`./peers/${script}`, import.meta.url))
    const env = { ...process.env, OPENBLAS_NUM_THREADS: String(threads), OMP_NUM_THREADS: String(threads) }
    const text = execFileSync(python, [path, folder], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
    return JSON.parse(text.trim().split('\n').at(-1)!) as Answer
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Tried once a run, found or not. */
let found: { readonly python: string | undefined } | undefined

function peersPython(): string | undefined {
  found ??= { python: findPython() }
  return found.python
}

/** The Python named by TASTEMAKER_PEERS, or one of our own in the cache folder, made when it is missing. */
function findPython(): string | undefined {
  const given = process.env['TASTEMAKER_PEERS']
  const folder = join(assetHome(process.env), 'peers')
  const python = given ?? join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  try {
    if (!given && !existsSync(python)) {
      process.stderr.write(`Making ${folder} with ${PACKAGES.join(', ')} …\n`)
      execFileSync('python3', ['-m', 'venv', folder], { stdio: 'ignore' })
      execFileSync(python, ['-m', 'pip', 'install', '--quiet', ...PACKAGES], { stdio: 'ignore' })
    }
    execFileSync(python, ['-c', 'import implicit, scipy, threadpoolctl'], { stdio: 'ignore' })
    return python
  } catch (failure) {
    process.stderr.write(`No peers: ${failure instanceof Error ? failure.message.split('\n')[0] : failure}\n`)
    return undefined
  }
}
