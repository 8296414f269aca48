import { parentPort } from 'node:worker_threads'

/*
 * The other end of `threadExecutor`: a set-up loads the job's module and prepares it, a shard is answered by the latest
 * set-up. Messages are worked off one at a time, in order, each with one reply.
 */

type Message = { readonly module: string; readonly setup: unknown } | { readonly shard: unknown }
type Work = (shard: unknown) => Promise<unknown>

const port = parentPort!
let work: Work = async () => {
  throw new Error('A shard came before a set-up that worked.')
}
let queue: Promise<void> = Promise.resolve()

port.on('message', (message: Message) => {
  queue = queue.then(() => answer(message)).catch((error: unknown) => port.postMessage({ error }))
})

async function answer(message: Message): Promise<void> {
  if ('shard' in message) {
    const result = await work(message.shard)
    port.postMessage({ result }, bytesOf(result))
    return
  }
  const { start } = (await import(message.module)) as { start: (setup: unknown) => Promise<Work> }
  work = await start(message.setup)
  port.postMessage({ result: null })
}

/** Bytes that stand directly in a result are handed over, not copied. */
function bytesOf(result: unknown): ArrayBuffer[] {
  const parts = typeof result === 'object' && result !== null ? Object.values(result) : []
  return parts.flatMap((part) =>
    part instanceof Uint8Array && part.buffer instanceof ArrayBuffer ? [part.buffer] : [],
  )
}
