import type { ModelState } from '../domain/index.ts'
import { TastemakerError } from '../domain/index.ts'

/** The number columns that a model may keep. */
export type Column = Float32Array | Float64Array | Int32Array

/** Zeros on a shared buffer, so that a worker thread gets the array without a copy. */
export function sharedFloat32(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(length * 4))
}

/** Zeros on a shared buffer, so that a worker thread gets the array without a copy. */
export function sharedInt32(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4))
}

/** The same numbers on a shared buffer of their own: the array itself when it already is. */
export function shared<Kind extends Column>(array: Kind): Kind {
  const { buffer, byteLength } = array
  if (buffer instanceof SharedArrayBuffer && buffer.byteLength === byteLength) return array
  const copy = new (array.constructor as new (on: SharedArrayBuffer) => Kind)(new SharedArrayBuffer(byteLength))
  copy.set(array)
  return copy
}

/** Reads a column of whole numbers from a state. Throws `model/state` when it is not there. */
export function int32(state: ModelState, name: string): Int32Array {
  return column(state, name, Int32Array)
}

/** Reads a column of single-precision numbers from a state. Throws `model/state` when it is not there. */
export function float32(state: ModelState, name: string): Float32Array {
  return column(state, name, Float32Array)
}

/** Reads a column of double-precision numbers from a state. Throws `model/state` when it is not there. */
export function float64(state: ModelState, name: string): Float64Array {
  return column(state, name, Float64Array)
}

function column<Kind extends Column>(state: ModelState, name: string, kind: new (length: number) => Kind): Kind {
  const array = state.arrays[name]
  if (array instanceof kind) return array
  throw new TastemakerError(
    'model/state',
    `The state of "${state.model}" has no ${kind.name} named "${name}".`,
    'It was not saved by this version; fit the model again.',
  )
}
