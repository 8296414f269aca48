import { Worker } from 'node:worker_threads'
import type { Executor, ShardJob } from '../domain/index.ts'

/** What a job's module exports: called once a worker with the set-up, then once a shard. */
type Start = (setup: unknown) => Promise<(shard: unknown) => Promise<unknown>>

/** Runs shards one after another in this thread. @example inlineExecutor().run(job, shards) */
export function inlineExecutor(): Executor {
  return {
    workers: 1,
    async *run<Shard, Result>(job: ShardJob<Shard, Result>, shards: readonly Shard[]) {
      const { start } = (await import(job.module.href)) as { start: Start }
      const work = await start(job.setup)
      for (const shard of shards) yield (await work(shard)) as Result
    },
    close: async () => {},
  }
}

/**
 * Runs shards on worker threads; results come in shard order whichever thread is first.
 *
 * The set-up is sent once to each thread: typed arrays on shared buffers are not copied. At most two shards a thread are
 * under way ahead of the one awaited, so a slow reader bounds memory.
 *
 * @param workers number of threads, from 1
 * @example const executor = threadExecutor(2)
 */
export function threadExecutor(workers: number): Executor {
  const threads: Worker[] = []
  const runner = new URL(`./_shard-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)
  return {
    workers,
    async *run<Shard, Result>(job: ShardJob<Shard, Result>, shards: readonly Shard[]) {
      const pool = Array.from({ length: Math.min(workers, shards.length) }, () =>
        worker(runner, { module: job.module.href, setup: job.setup }, threads),
      )
      const results: Promise<unknown>[] = []
      const ahead = 2 * pool.length
      for (let next = 0; next < shards.length; next++) {
        for (let place = results.length; place < Math.min(shards.length, next + ahead); place++) {
          const result = pool[place % pool.length]!.ask(shards[place])
          result.catch(() => {})
          results.push(result)
        }
        yield (await results[next]) as Result
        results[next] = Promise.resolve()
      }
      await Promise.all(pool.map(({ thread }) => thread.terminate()))
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.terminate()))
    },
  }
}

interface Pooled {
  readonly thread: Worker
  ask(shard: unknown): Promise<unknown>
}

type Reply = { readonly result: unknown } | { readonly error: unknown }

/** One thread that answers its shards in the order it was asked. */
function worker(runner: URL, workerData: unknown, threads: Worker[]): Pooled {
  // A program given on the command line (node --input-type=module -e …) must not reach the threads.
  const execArgv = process.execArgv.filter((flag) => !flag.startsWith('--input-type'))
  const thread = new Worker(runner, { workerData, execArgv })
  threads.push(thread)
  const waiting: { resolve: (value: unknown) => void; reject: (error: unknown) => void }[] = []
  thread.on('message', (reply: Reply) => {
    const asked = waiting.shift()!
    if ('error' in reply) asked.reject(reply.error)
    else asked.resolve(reply.result)
  })
  const fail = (error: unknown): void => {
    for (const asked of waiting.splice(0)) asked.reject(error)
  }
  thread.on('error', fail)
  thread.on('exit', (code) => fail(new Error(`A worker thread ended with exit code ${code}.`)))
  return {
    thread,
    ask: (shard) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        thread.postMessage(shard)
      }),
  }
}
