/** Parts that one side pushes and the other reads at its own pace. */
export interface Pushed<Part> extends AsyncIterable<Part> {
  push(part: Part): void
  end(): void
  /** Ends with an error, once what was pushed before has been read. */
  fail(error: unknown): void
}

/** Opens a line from a pusher to one reader. @example const parts = pushed<string>(); parts.push('a'); parts.end() */
export function pushed<Part>(): Pushed<Part> {
  const parts: Part[] = []
  let ended: { readonly error?: unknown; readonly failed: boolean } | null = null
  let news = Promise.withResolvers<void>()

  function tell(): void {
    news.resolve()
    news = Promise.withResolvers()
  }

  return {
    push(part) {
      parts.push(part)
      tell()
    },
    end() {
      ended ??= { failed: false }
      tell()
    },
    fail(error) {
      ended ??= { error, failed: true }
      tell()
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const next = news.promise
        // Every yield is a pause in which more may come: what is left is looked at anew each time.
        while (parts.length > 0) yield parts.shift()!
        if (ended?.failed) throw ended.error
        if (ended) return
        await next
      }
    },
  }
}
