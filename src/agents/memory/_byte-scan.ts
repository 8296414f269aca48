import { existsSync, readFileSync } from 'node:fs'
import { TastemakerError } from '../../domain/index.ts'
import { type CompiledModule, webAssembly } from '../../web-assembly.ts'

/*
 * Inner products of one vector of 16-bit whole numbers with many rows of 8-bit ones. Plain loops need several milliseconds for
 * ten thousand rows of 384; the kernel of `assembly/byte-scan.ts` needs less than one. `byteProducts` is its readable twin.
 */

/** A scan with a memory of its own. */
export interface ByteScan {
  /** Grows, never shrinks; views of it die when it grows. */
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  /** Addresses in bytes, `width` a multiple of 16. */
  scan(vector: number, rows: number, count: number, width: number, sums: number): void
}

let compiled: CompiledModule | undefined

/** Makes a scan. @throws TastemakerError `model/state` if it has not been built @example openByteScan().memory.grow(1) */
export function openByteScan(): ByteScan {
  compiled ??= compile(new URL('./byte-scan.wasm', import.meta.url))
  return new webAssembly.Instance(compiled, {}).exports as ByteScan
}

function compile(file: URL): CompiledModule {
  if (existsSync(file)) return new webAssembly.Module(readFileSync(file))
  throw new TastemakerError(
    'model/state',
    `The search of memories has not been built: ${file.pathname} is missing.`,
    'npm run build',
  )
}

/** What `scan` computes, in plain loops. */
export function byteProducts(vector: Int16Array, rows: Int8Array, count: number): Int32Array {
  const width = vector.length
  return Int32Array.from({ length: count }, (_, row) =>
    vector.reduce((sum, value, column) => sum + value * rows[row * width + column]!, 0),
  )
}
