import { unlessAborted } from './_unless-aborted.ts'

/** What work came to, and whether somebody else had begun it. */
export interface Shared<Result> {
  readonly result: Result
  readonly joined: boolean
}

/**
 * Lets equal work that overlaps share one result, or one failure.
 *
 * Whoever begins may give up by a signal; who joined then begins anew. Who joined may stop waiting, and the work goes on.
 *
 * @returns runs work under a key, unless work under that key is on its way
 * @example const share = sharing<ModelAnswer>(); await share(key, () => model.answer(call, signal), signal)
 */
export function sharing<Result>() {
  const flights = new Map<string, { readonly result: Promise<Result>; readonly signal: AbortSignal | undefined }>()
  return async (key: string, work: () => Promise<Result>, signal?: AbortSignal): Promise<Shared<Result>> => {
    for (;;) {
      const flight = flights.get(key)
      if (!flight) {
        const result = work().finally(() => flights.delete(key))
        flights.set(key, { result, signal })
        return { result: await result, joined: false }
      }
      try {
        return { result: await unlessAborted(flight.result, signal), joined: true }
      } catch (error) {
        if (signal?.aborted || !flight.signal?.aborted) throw error
      }
    }
  }
}
