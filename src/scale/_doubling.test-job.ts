/** A job for the executors' test: waits its turn, doubles, and tells what it was set up with. */
export async function start(setup: { add: number }) {
  return async (shard: number) => {
    if (shard < 0) throw new RangeError(`shard ${shard}`)
    await new Promise((resolve) => setImmediate(resolve))
    return shard * 2 + setup.add
  }
}
