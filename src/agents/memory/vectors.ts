import type { Embedder } from '../../minds/index.ts'
import { hashedText } from './hashed-text.ts'

/**
 * Turns texts into vectors, for memories that take their vectors from outside: what an embedder does, without its name. A restored
 * memory embeds its texts again, so the same text must get the same bits.
 */
export type TextVectors = Omit<Embedder, 'name'>

/** Words hashed into vectors, for agents without a model. @example hashedVectors(256).embed(['a quiet film']) */
export function hashedVectors(dimensions: number): TextVectors {
  const embed = hashedText(dimensions)
  return { dimensions, fingerprint: `hashed-text ${dimensions}`, embed: async (texts) => texts.map(embed) }
}

/**
 * Keeps vectors by their texts, so that no text is embedded twice: not one that comes again, not one that is asked for
 * while it is still being made, not one that stands twice in a list. What many memories have in common they should share.
 *
 * @param source an embedder; what it rejects with reaches everybody who waits for that text, and is not kept
 * @param most texts kept; beyond them those go that were not asked for longest
 * @example const vectors = cachedVectors(await miniLm({ folder }))
 */
export function cachedVectors(source: TextVectors, most = 10_000): TextVectors {
  const kept = new Map<string, Promise<Float32Array>>()

  function begin(texts: readonly string[]): void {
    const whole = source.embed(texts)
    for (const [place, text] of texts.entries()) {
      const vector = whole.then((vectors) => vectors[place]!)
      kept.set(text, vector)
      vector.catch(() => kept.get(text) === vector && kept.delete(text))
    }
  }

  return {
    dimensions: source.dimensions,
    fingerprint: source.fingerprint,
    async embed(texts) {
      const missing = [...new Set(texts)].filter((text) => !kept.has(text))
      if (missing.length > 0) begin(missing)
      const vectors = texts.map((text) => {
        const vector = kept.get(text)!
        // What was asked for last stands last.
        kept.delete(text)
        kept.set(text, vector)
        return vector
      })
      for (const text of kept.keys()) {
        if (kept.size <= most) break
        kept.delete(text)
      }
      return Promise.all(vectors)
    },
  }
}
