import type { GgufFileInfo, Llama, LlamaContext, LlamaModel } from 'node-llama-cpp'
import { type Library, missing } from './_library.ts'
import { type AttentionShape, requireMemory } from './_memory.ts'
import { unfit } from './_weights-file.ts'

/** Weights in memory, and contexts that share them. */
export interface Engine {
  readonly llama: Llama
  readonly model: LlamaModel
  readonly contexts: readonly LlamaContext[]
  close(): Promise<void>
}

/** What to open. */
export interface EngineOptions {
  readonly path: string
  /** Size of the file. */
  readonly bytes: number
  readonly threads: number
  readonly contexts: number
  readonly contextTokens: number
}

/**
 * Loads weights and makes the contexts.
 *
 * @throws `llm/weights` where they are damaged, cut, of an unknown architecture, or too large for the memory;
 *   `llm/package` where the package has no program for this machine
 */
export async function openEngine(library: Library, options: EngineOptions): Promise<Engine> {
  const { path, bytes, threads, contexts } = options
  const info = await headerOf(library, path, bytes)
  const complaints: string[] = []
  const llama = await startLlama(library, complaints)
  try {
    const contextTokens = Math.min(options.contextTokens, trainedFor(info))
    requireMemory({ path, bytes, contexts, contextTokens, shape: shapeOf(info) }, process.availableMemory())
    const model = await llama
      // Mapped into memory, weights that are packed anew for the processor would be there twice.
      .loadModel({ modelPath: path, gpuLayers: 0, useMmap: false })
      .catch((error: unknown) => {
        throw unfit(`${path} can not be loaded: ${reasonOf(complaints, error)}.`, error)
      })
    const made: LlamaContext[] = []
    for (let context = 0; context < contexts; context++) {
      // Flash attention reads a long prompt a fifth faster and a short end of one up to two fifths slower; where the
      // beginning of a prompt is kept, short ends are nearly all there is to read.
      made.push(await model.createContext({ contextSize: contextTokens, threads, flashAttention: false }))
    }
    return {
      llama,
      model,
      contexts: made,
      close: async () => {
        for (const context of made) await context.dispose()
        await model.dispose()
        await llama.dispose()
      },
    }
  } catch (error) {
    await llama.dispose()
    throw error
  }
}

async function startLlama(library: Library, complaints: string[]): Promise<Llama> {
  const { getLlama, LlamaLogLevel, NoBinaryFoundError } = library
  try {
    return await getLlama({
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      gpu: false,
      logLevel: LlamaLogLevel.error,
      logger: (_, line) => complaints.push(line),
      // No common limit: each context uses its own threads, and contexts do not wait for one another.
      maxThreads: 0,
    })
  } catch (error) {
    if (!(error instanceof NoBinaryFoundError)) throw error
    throw missing(`node-llama-cpp has no program for ${process.platform} on ${process.arch}.`, error)
  }
}

/** The header, read in JavaScript: a file that is cut or garbled should be told before native code meets it. */
async function headerOf({ readGgufFileInfo }: Library, path: string, bytes: number): Promise<GgufFileInfo> {
  const info = await readGgufFileInfo(path, { sourceType: 'filesystem', logWarnings: false }).catch(
    (error: unknown) => {
      throw unfit(`The header of ${path} is damaged (${error instanceof Error ? error.message : error}).`, error)
    },
  )
  const dataEnds = Math.max(0, ...(info.fullTensorInfo ?? []).map(({ fileOffset }) => Number(fileOffset)))
  if (dataEnds >= bytes) {
    throw unfit(`${path} is cut: it has ${bytes} bytes, and its header speaks of data from byte ${dataEnds} on.`)
  }
  if (info.architectureMetadata === undefined) throw unfit(`The header of ${path} names no architecture.`)
  return info
}

const shapeOf = (info: GgufFileInfo): AttentionShape => info.architectureMetadata

const trainedFor = (info: GgufFileInfo): number => info.architectureMetadata.context_length ?? Number.POSITIVE_INFINITY

/** The last line that says what went wrong, without the name of the C++ function. */
function reasonOf(complaints: readonly string[], error: unknown): string {
  const told = complaints.findLast((line) => line.includes('error loading model: '))?.split('error loading model: ')[1]
  const said = told ?? complaints.at(-1) ?? (error instanceof Error ? error.message : String(error))
  return said.trim().replace(/\.$/, '')
}
