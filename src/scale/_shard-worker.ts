import { parentPort, workerData } from 'node:worker_threads'

/* The other end of `threadExecutor`: loads the job's module, then answers shards one at a time, in order. */

const port = parentPort!
const { module, setup } = workerData as { module: string; setup: unknown }
const started = import(module).then((loaded) => loaded.start(setup) as Promise<(shard: unknown) => Promise<unknown>>)
let queue: Promise<void> = started.then(() => {})
queue.catch(() => {})

port.on('message', (shard: unknown) => {
  queue = queue
    .catch(() => {})
    .then(async () => {
      const work = await started
      port.postMessage({ result: await work(shard) })
    })
    .catch((error: unknown) => port.postMessage({ error }))
})
