import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { TastemakerError } from '../../domain/index.ts'
import { importOnnx, type Onnx } from './_onnx.ts'
import { batchOf, meanPooled, tokensOf } from './_tokens.ts'
import type { Embedder } from './embedder.ts'

/** Which model to open, and how. */
export interface MiniLmOptions {
  /** Folder with `model.onnx` and `tokenizer.json`, as `assetFolder('minilm-int8', home)` gives it. */
  readonly folder: string
  /** Texts that go through the network at once; 16 unless given. */
  readonly batch?: number
  /** Threads of the network; 1 unless given. */
  readonly threads?: number
}

/** An embedder that holds a network in memory. */
export interface MiniLm extends Embedder {
  /** Gives the memory back; the embedder answers no more. */
  close(): Promise<void>
}

/** Version of how texts are put to the network: raise it with every change that may change a vector. */
const FORM = 1

/** Tokens of a text, beyond which the model was not trained. */
const MOST_TOKENS = 256

const DIMENSIONS = 384

/**
 * Opens all-MiniLM-L6-v2 (Wang et al. 2020, MiniLM; Reimers and Gurevych 2019, Sentence-BERT): sentences of English as
 * vectors of 384 numbers, on this machine's processor.
 *
 * A text longer than 256 tokens loses its end. The weights are 8-bit whole numbers, the arithmetic is not, so that a text's
 * vector does not depend on what is embedded beside it.
 *
 * @throws {TastemakerError} `llm/package` where the optional package onnxruntime-node is not installed; `llm/weights`
 *   where the folder does not hold the model; `config/range` for a number below 1
 * @example const embedder = await miniLm({ folder: (await assetFolder('minilm-int8', assetHome(process.env)))! })
 */
export async function miniLm({ folder, batch = 16, threads = 1 }: MiniLmOptions): Promise<MiniLm> {
  for (const [name, value] of Object.entries({ batch, threads })) {
    if (Number.isInteger(value) && value >= 1) continue
    throw new TastemakerError('config/range', `${name} must be a whole number from 1, got ${value}.`)
  }
  const [model, tokenizer] = await Promise.all(['model.onnx', 'tokenizer.json'].map((file) => readFrom(folder, file)))
  const onnx = await importOnnx()
  const session = await openSession(onnx, model!, threads, folder)
  const tokens = tokensOf(JSON.parse(tokenizer!.toString('utf8')), MOST_TOKENS)
  const hash = createHash('sha256').update(model!).update(tokenizer!).digest('hex').slice(0, 16)

  async function embedBatch(lists: readonly (readonly number[])[]): Promise<Float32Array[]> {
    const tokenBatch = batchOf(lists)
    const { ids, mask, rows, columns } = tokenBatch
    const tensor = (numbers: BigInt64Array) => new onnx.Tensor('int64', numbers, [rows, columns])
    const feeds = { input_ids: tensor(ids), attention_mask: tensor(mask), token_type_ids: tensor(ids.map(() => 0n)) }
    const { last_hidden_state: states } = await session.run(feeds)
    return meanPooled(states!.data as Float32Array, tokenBatch, DIMENSIONS)
  }

  return {
    name: 'minilm-int8',
    dimensions: DIMENSIONS,
    fingerprint: `minilm ${hash}, onnxruntime-node ${onnx.env.versions.node}, form ${FORM}`,
    async embed(texts) {
      const lists = texts.map(tokens)
      // Texts of like length go together, or else the short ones are filled up to the longest.
      const order = [...lists.keys()].sort((a, b) => lists[a]!.length - lists[b]!.length || a - b)
      const vectors: Float32Array[] = []
      for (let from = 0; from < order.length; from += batch) {
        const places = order.slice(from, from + batch)
        const made = await embedBatch(places.map((place) => lists[place]!))
        for (const [at, place] of places.entries()) vectors[place] = made[at]!
      }
      return vectors
    },
    close: () => session.release(),
  }
}

async function readFrom(folder: string, file: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, file))
  } catch (cause) {
    throw new TastemakerError('llm/weights', `${join(folder, file)} can not be read.`, 'tastemaker pull minilm-int8', {
      cause,
    })
  }
}

async function openSession(onnx: Onnx, model: Buffer, threads: number, folder: string) {
  try {
    return await onnx.InferenceSession.create(model, { intraOpNumThreads: threads, interOpNumThreads: 1 })
  } catch (cause) {
    throw new TastemakerError(
      'llm/weights',
      `The model in ${folder} can not be opened.`,
      'tastemaker pull minilm-int8',
      {
        cause,
      },
    )
  }
}
