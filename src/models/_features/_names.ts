/*
 * Names among numbers. A model's state holds numbers only, and a model explains without the catalogue, so the names of
 * features travel as UTF-8, four bytes a number, one name a line. Reading them again from the catalogue would ask for the
 * training data, which a fitted model promises never to do.
 */

const LINE = 10

/** Names, none with a line break in it, as numbers on a shared buffer. */
export function packNames(names: readonly string[]): Int32Array {
  const bytes = new TextEncoder().encode(names.join('\n'))
  const packed = new Int32Array(new SharedArrayBuffer(4 * Math.ceil(bytes.length / 4)))
  const into = new Uint8Array(packed.buffer)
  into.fill(LINE)
  into.set(bytes)
  return packed
}

/** The names in such numbers. @param count how many */
export function unpackNames(packed: Int32Array, count: number): readonly string[] {
  // A decoder takes no shared memory, so it gets a copy.
  const bytes = Uint8Array.from(new Uint8Array(packed.buffer, packed.byteOffset, packed.byteLength))
  return new TextDecoder().decode(bytes).split('\n').slice(0, count)
}
