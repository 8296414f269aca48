/**
 * Lets any number of readers read one source, each from its start. It is begun by the first of them.
 *
 * @example const read = shared(parts); for await (const part of read()) show(part)
 */
export function shared<Part>(source: () => AsyncIterable<Part>): () => AsyncGenerator<Part> {
  const parts: Part[] = []
  const state = { begun: false, end: null as { readonly failed: boolean; readonly error?: unknown } | null }
  let news = Promise.withResolvers<void>()
  const pump = async (): Promise<void> => {
    try {
      for await (const part of source()) {
        parts.push(part)
        news.resolve()
        news = Promise.withResolvers()
      }
      state.end = { failed: false }
    } catch (error) {
      state.end = { failed: true, error }
    }
    news.resolve()
  }
  return async function* () {
    if (!state.begun) {
      state.begun = true
      void pump()
    }
    for (let at = 0; ; ) {
      if (at < parts.length) yield parts[at++]!
      else if (state.end === null) await news.promise
      else if (state.end.failed) throw state.end.error
      else return
    }
  }
}
