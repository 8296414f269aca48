import { TastemakerError } from '../../domain/index.ts'

/** What a model's header says about its attention, as GGUF names it. */
export interface AttentionShape {
  readonly block_count?: number
  readonly embedding_length?: number
  readonly attention?: {
    readonly head_count?: number | readonly number[]
    /** Fewer than `head_count` where heads share keys and values; a list where blocks differ. */
    readonly head_count_kv?: number | readonly number[]
    readonly key_length?: number
    readonly value_length?: number
  }
}

const MIB = 2 ** 20

/** Scratch space of one context while it reads a batch; 40 to 110 MiB were seen. */
const SCRATCH = 128 * MIB

/**
 * Bytes that a context keeps for the tokens it holds: a key and a value for each head and block, two bytes a number.
 *
 * @example cacheBytes({ block_count: 30, embedding_length: 576, attention: { head_count: 9, head_count_kv: 3 } }, 4096)
 */
export function cacheBytes(shape: AttentionShape, tokens: number): number {
  const heads = most(shape.attention?.head_count) ?? 1
  const kept = most(shape.attention?.head_count_kv) ?? heads
  const width = (shape.embedding_length ?? 0) / heads
  const numbers = kept * ((shape.attention?.key_length ?? width) + (shape.attention?.value_length ?? width))
  return tokens * (shape.block_count ?? 0) * numbers * 2
}

/** What is to be loaded. */
export interface Load {
  readonly path: string
  /** Size of the weights. */
  readonly bytes: number
  readonly contexts: number
  readonly contextTokens: number
  readonly shape: AttentionShape
}

/**
 * Refuses weights that would not fit, rather than let the system end the process.
 *
 * @param available bytes that this process may still take
 * @throws `llm/weights` with both sizes
 */
export function requireMemory({ path, bytes, contexts, contextTokens, shape }: Load, available: number): void {
  const needed = bytes + contexts * (cacheBytes(shape, contextTokens) + SCRATCH)
  if (needed <= available) return
  const asked = `${contexts === 1 ? 'a context' : `${contexts} contexts`} of ${contextTokens} tokens`
  throw new TastemakerError(
    'llm/weights',
    `${path} does not fit in memory: with ${asked} it takes about ${mib(needed)} MiB, ${mib(available)} MiB are free.`,
    'Take fewer contexts, shorter ones, or smaller weights.',
  )
}

const most = (heads: number | readonly number[] | undefined): number | undefined =>
  heads === undefined || typeof heads === 'number' ? heads : Math.max(...heads)

const mib = (bytes: number): number => Math.round(bytes / MIB)
