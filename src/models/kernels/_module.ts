import { existsSync, readFileSync } from 'node:fs'
import { TastemakerError } from '../../domain/errors.ts'
import type { CompiledModule, SharedMemory } from '../../web-assembly.ts'
import { webAssembly } from '../../web-assembly.ts'

/** What the compiled module offers; see `assembly/index.ts`. Arguments are addresses in bytes and sizes in floats. */
export interface KernelExports {
  multiply(...values: readonly number[]): undefined
  topK(...values: readonly number[]): number
  dotTopK(...values: readonly number[]): number
  products(query: number, rows: number, d: number, count: number, start: number, scores: number): void
  lengths(rows: number, count: number, d: number, sketch: number): void
  sketchRows(rows: number, count: number, d: number, start: number, sketch: number): void
  sketchBytes(count: number, d: number): number
  bestOfMany(...values: readonly number[]): undefined
  layGram(gram: number, d: number, system: number): void
  solveRows(...values: readonly number[]): number
  systemBytes(d: number): number
  solveBytes(d: number, longest: number): number
  factorLeaf(block: number, row: number, n: number, inverse: number): number
  clearUpper(matrix: number, n: number): void
  mirrorLower(matrix: number, n: number): void
  workspaceBytes(): number
  leafRows(): number
}

/**
 * Reads and compiles the kernels.
 *
 * They use relaxed SIMD (fused multiply-add), which V8 has without a flag since 11.4: tried on Node 22.13 (V8 12.4) and
 * Node 24, so there is no second build without it.
 *
 * @throws TastemakerError `model/state` if the kernels have not been built
 */
export function compileKernels(file: URL = new URL('./kernels.wasm', import.meta.url)): CompiledModule {
  if (!existsSync(file)) {
    throw new TastemakerError(
      'model/state',
      `The numeric kernels have not been built: ${file.pathname} is missing.`,
      'npm run build',
    )
  }
  return new webAssembly.Module(readFileSync(file))
}

/** Joins the compiled kernels and a memory; each thread needs its own instance. */
export function instantiateKernels(module: CompiledModule, memory: SharedMemory): KernelExports {
  return new webAssembly.Instance(module, { env: { memory } }).exports as KernelExports
}
