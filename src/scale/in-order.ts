/**
 * Works on some things at a time and yields their results in the order of the things.
 *
 * When one fails, or the reader stops early, the signal given to the others fires; what stands before the failure in order
 * is still yielded, and nothing is left running when the error reaches the reader.
 *
 * @param lanes how many at once, from 1; at most twice as many are ahead of the one awaited
 * @example for await (const result of inOrder(2, shards, (shard, signal) => work(shard, signal))) keep(result)
 */
export async function* inOrder<Thing, Result>(
  lanes: number,
  things: readonly Thing[],
  work: (thing: Thing, signal: AbortSignal) => Promise<Result>,
): AsyncGenerator<Result> {
  const stop = new AbortController()
  const results: Promise<Result>[] = []
  const free: (() => void)[] = []
  let busy = 0
  const turn = async (): Promise<void> => {
    if (busy >= lanes) await new Promise<void>((resolve) => free.push(resolve))
    busy++
  }
  const begin = async (thing: Thing): Promise<Result> => {
    await turn()
    try {
      stop.signal.throwIfAborted()
      return await work(thing, stop.signal)
    } finally {
      busy--
      free.shift()?.()
    }
  }
  try {
    for (let next = 0; next < things.length; next++) {
      while (results.length < Math.min(things.length, next + 2 * lanes)) {
        const result = begin(things[results.length]!)
        result.catch(() => stop.abort())
        results.push(result)
      }
      yield await results[next]!
    }
  } finally {
    stop.abort()
    await Promise.allSettled(results)
  }
}
