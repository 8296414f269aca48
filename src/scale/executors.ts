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
 * Threads start with the first run and stay for the next; a job's set-up is sent once to each, and typed arrays on
 * shared buffers are not copied. At most two shards a thread are under way ahead of the one awaited, so a slow reader bounds memory.
 *
 * @param workers number of threads, from 1
 * @example const executor = threadExecutor(2)
 */
export function threadExecutor(workers: number): Executor {
  const pool: Pooled[] = []
  let prepared: unknown = null
  return {
    workers,
    async *run<Shard, Result>(job: ShardJob<Shard, Result>, shards: readonly Shard[]) {
      const threads = Math.min(workers, shards.length)
      const ready = prepared === job ? pool.length : 0
      while (pool.length < threads) pool.push(startThread())
      for (const thread of pool.slice(ready)) thread.ask({ module: job.module.href, setup: job.setup })
      prepared = job
      const results: Promise<unknown>[] = []
      for (let next = 0; next < shards.length; next++) {
        for (let place = results.length; place < Math.min(shards.length, next + 2 * pool.length); place++) {
          results.push(pool[place % pool.length]!.ask({ shard: shards[place] }))
        }
        yield (await results[next]) as Result
        results[next] = Promise.resolve()
      }
    },
    close: async () => {
      await Promise.all(pool.splice(0).map((thread) => thread.end()))
    },
  }
}

/** A thread that answers what it is asked, in order. */
interface Pooled {
  ask(message: { readonly module: string; readonly setup: unknown } | { readonly shard: unknown }): Promise<unknown>
  end(): Promise<unknown>
}

type Reply = { readonly result: unknown } | { readonly error: unknown }

function startThread(): Pooled {
  const runner = new URL(`./_shard-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)
  // A program given on the command line (node --input-type=module -e …) must not reach the threads.
  const execArgv = process.execArgv.filter((flag) => !flag.startsWith('--input-type'))
  // A small young generation: most of what a shard makes is gone with it, and threads add up.
  const thread = new Worker(runner, { execArgv, resourceLimits: { maxYoungGenerationSizeMb: 8 } })
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
    ask: (message) => {
      const answer = new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        thread.postMessage(message)
      })
      // Whoever awaits it hears of a failure; a shard that nobody came to await must not end the process.
      answer.catch(() => {})
      return answer
    },
    end: () => thread.terminate(),
  }
}
