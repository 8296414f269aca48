/**
 * Turns texts into vectors whose inner products say how alike the texts are.
 *
 * An implementer returns one unit vector for each text, in order; a text in which it can read nothing may get zeros. The
 * same text gets the same bits whatever is embedded beside it or was before, so that what was kept by its text alone can be
 * found again.
 */
export interface Embedder {
  /** As a user would type it, such as `minilm-int8`. */
  readonly name: string
  /** Numbers of a vector. */
  readonly dimensions: number
  /** What decides the vectors: another fingerprint, other vectors. */
  readonly fingerprint: string
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>
}
