/** Work that is done for several at once. */
export interface Together<Item, Result> {
  /**
   * Waits until the item's share of the work is done.
   *
   * @param now does what waits at once
   */
  add(item: Item, now: boolean): Promise<Result>
  /** Does what waits, now. */
  flush(): void
}

interface Waiting<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/**
 * Does the work of all items that come in one turn of the event loop together: a commit for many costs little more than one.
 *
 * @param work all or nothing; where it fails for several, each is tried alone, so that nobody fails for another's sake
 * @returns results in the order of the items
 * @example const rows = together((items) => items.map(insert)); await rows.add(row, false)
 */
export function together<Item, Result>(work: (items: readonly Item[]) => readonly Result[]): Together<Item, Result> {
  let waiting: Waiting<Item, Result>[] = []

  function flush(): void {
    const batch = waiting
    waiting = []
    if (batch.length > 0) settle(batch)
  }

  function settle(batch: readonly Waiting<Item, Result>[]): void {
    let results: readonly Result[]
    try {
      results = work(batch.map(({ item }) => item))
    } catch (error) {
      if (batch.length === 1) batch[0]!.reject(error)
      else for (const one of batch) settle([one])
      return
    }
    for (const [place, { resolve }] of batch.entries()) resolve(results[place]!)
  }

  return {
    add: (item, now) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0 && !now) setImmediate(flush)
        waiting.push({ item, resolve, reject })
        if (now) flush()
      }),
    flush,
  }
}
