import { TastemakerError } from '../../domain/index.ts'

/** Lets work in, a fixed number at once, the others in order of arrival. */
export interface Gate {
  <Value>(work: () => Promise<Value>, signal?: AbortSignal): Promise<Value>
  /** Waits for a place; what it returns gives it to the next. */
  turn(signal: AbortSignal | undefined): Promise<() => void>
}

/**
 * Opens a gate.
 *
 * A place that falls free is handed to whoever waits longest, never offered to newcomers, so nobody starves.
 *
 * @param width how many may be inside at once, a whole number from 1
 * @returns what runs work inside; a wait that is aborted rejects with the signal's reason and gives its turn away
 * @throws `config/range` for a gate that lets nothing through
 */
export function openGate(width: number): Gate {
  if (!Number.isInteger(width) || width < 1) {
    throw new TastemakerError('config/range', `concurrency must be a whole number from 1, got ${width}.`)
  }
  const waiting = new Set<() => void>()
  let inside = 0

  const place = (signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const enter = () => {
        signal?.removeEventListener('abort', leave)
        resolve()
      }
      const leave = () => {
        waiting.delete(enter)
        reject(signal?.reason)
      }
      waiting.add(enter)
      signal?.addEventListener('abort', leave, { once: true })
    })

  const handOver = () => {
    const [next] = waiting
    if (next === undefined) {
      inside--
      return
    }
    waiting.delete(next)
    next()
  }

  const turn = async (signal: AbortSignal | undefined) => {
    signal?.throwIfAborted()
    if (inside < width) inside++
    else await place(signal)
    return handOver
  }

  const enter = async <Value>(work: () => Promise<Value>, signal?: AbortSignal): Promise<Value> => {
    const leave = await turn(signal)
    try {
      return await work()
    } finally {
      leave()
    }
  }
  return Object.assign(enter, { turn })
}
