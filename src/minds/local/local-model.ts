import { createHash } from 'node:crypto'
import {
  type AnswerPart,
  type LanguageModel,
  type ModelAnswer,
  type ModelCall,
  ModelFailure,
  TastemakerError,
} from '../../domain/index.ts'
import { pushed } from '../calls/_pushed.ts'
import { type Show, Speaker } from './_answers.ts'
import { type Engine, openEngine } from './_engine.ts'
import { frameOf } from './_frame.ts'
import { importLibrary } from './_library.ts'
import { Pool } from './_pool.ts'
import { Seat } from './_seat.ts'
import { checkWeightsFile, hashOf } from './_weights-file.ts'

/** Which weights to open, and how. */
export interface LocalModelOptions {
  /** Path of a GGUF file. */
  readonly path: string
  /** As a user would type it, such as `local/smollm2-135m`. */
  readonly name: string
  /** Threads of each context; 1 unless given, which is best below about half a billion parameters. */
  readonly threads?: number
  /**
   * Calls at once; 1 unless given. They share the weights; one thread a context and one context a core is best. Node
   * runs four at once, and more only where UV_THREADPOOL_SIZE says so.
   */
  readonly contexts?: number
  /** Tokens of prompt and answer together; 4,096 unless given, and never more than the model was trained for. */
  readonly contextTokens?: number
}

/** Version of how calls are put to a model: raise it with every change that may change an answer. */
const FORM = 1

/**
 * Opens weights in this process, on its processor cores.
 *
 * A choice is answered with the model's exact distribution over the labels; text and JSON are drawn with the call's
 * seed, JSON held to its schema by a grammar. The system part of a call stays in memory and costs nothing while calls
 * share it. Equal calls get equal answers to the last bit on one machine, whatever was asked before.
 *
 * A call rejects with `bad_input` where prompt and answer do not fit the context or a grammar can not hold the schema,
 * with `unparseable` where a JSON document is not complete within its tokens, and with the signal's reason, between two
 * tokens, once that is aborted.
 *
 * @returns the model; close it to give its memory back
 * @throws `llm/package` where the optional package node-llama-cpp is not installed; `llm/weights` for a file that is
 *   missing, damaged, cut or too large for the memory; `config/range` for a number below 1
 * @example const model = await localModel({ path: 'SmolLM2-135M-Instruct.Q4_1.gguf', name: 'local/smollm2-135m' })
 */
export async function localModel(options: LocalModelOptions): Promise<LanguageModel> {
  const { path, name, threads = 1, contexts = 1, contextTokens = 4096 } = options
  requireWhole({ threads, contexts, contextTokens })
  const bytes = await checkWeightsFile(path)
  const library = await importLibrary()
  const engine = await openEngine(library, { path, bytes, threads, contexts, contextTokens })
  try {
    const frame = frameOf(library, engine.model)
    const speaker = new Speaker(engine, frame)
    const form = createHash('sha256').update(`${FORM} ${frame.text}`).digest('hex').slice(0, 12)
    const runtime = `node-llama-cpp ${await library.getModuleVersion()}`
    const fingerprint = `gguf ${await hashOf(path)}, ${runtime}, form ${form}, threads ${threads}`
    const pool = new Pool(engine.contexts.map((context) => new Seat(library, context)))
    return { name, fingerprint, concurrency: contexts, repeatable: true, ...doors(name, engine, speaker, pool) }
  } catch (error) {
    await engine.close()
    throw error
  }
}

/** Answering and closing: what is asked waits for a free context, what is closed answers no more. */
function doors(
  name: string,
  engine: Engine,
  speaker: Speaker,
  pool: Pool<Seat>,
): Required<Pick<LanguageModel, 'answer' | 'stream' | 'close'>> {
  const closing = new AbortController()
  let closed: Promise<void> | null = null

  async function speak(call: ModelCall, signal: AbortSignal | undefined, show?: Show): Promise<ModelAnswer> {
    const stop = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal
    stop.throwIfAborted()
    const turn = await speaker.prepare(call)
    return pool.use(call.system, stop, async (seat) => {
      try {
        return await speaker.answer(turn, seat, stop, show)
      } catch (error) {
        stop.throwIfAborted()
        if (error instanceof ModelFailure) throw error
        seat.forget()
        throw new ModelFailure('provider', error instanceof Error ? error.message : String(error), { cause: error })
      }
    })
  }

  async function* stream(call: ModelCall, signal?: AbortSignal): AsyncGenerator<AnswerPart> {
    const left = new AbortController()
    const stop = signal ? AbortSignal.any([signal, left.signal]) : left.signal
    const parts = pushed<AnswerPart>()
    speak(call, stop, (delta) => parts.push({ delta })).then((answer) => {
      parts.push({ answer })
      parts.end()
    }, parts.fail)
    try {
      yield* parts
    } finally {
      left.abort()
    }
  }

  async function close(): Promise<void> {
    closing.abort(new ModelFailure('provider', `${name} was closed`))
    await pool.drain()
    await engine.close()
  }

  return { answer: (call, signal) => speak(call, signal), stream, close: () => (closed ??= close()) }
}

function requireWhole(numbers: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(numbers)) {
    if (Number.isInteger(value) && value >= 1) continue
    throw new TastemakerError('config/range', `${name} must be a whole number from 1, got ${value}.`)
  }
}
