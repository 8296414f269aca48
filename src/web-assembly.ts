/* The little of WebAssembly's JavaScript interface that is used here: its types come with a browser's library only. */

/** Memory shared between threads. */
export interface SharedMemory {
  /** The memory as it is now; after growing, a longer buffer over the same bytes. */
  readonly buffer: SharedArrayBuffer
  /** Adds pages of 64 KiB. @returns the number of pages before */
  grow(pages: number): number
}

/** A compiled module: opaque, and may be sent to another thread. */
export type CompiledModule = object

interface WebAssemblyInterface {
  readonly Memory: new (limits: { initial: number; maximum: number; shared: true }) => SharedMemory
  readonly Module: new (bytes: Uint8Array) => CompiledModule
  readonly Instance: new (module: CompiledModule, imports: object) => { readonly exports: object }
}

/** The engine's own `WebAssembly`. */
export const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyInterface }).WebAssembly
