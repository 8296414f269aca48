import type { Clock } from '../clock.ts'
import type { Talk } from './_follow.ts'

/** A conversation that is remembered; one answer at a time. */
export interface Session extends Talk {
  /**
   * Waits until whoever came before has been answered.
   *
   * @returns to be called when done
   */
  enter(signal: AbortSignal): Promise<() => void>
}

/** Conversations that are remembered, by key. */
export interface Sessions {
  readonly size: number
  /** The session of a key, a new one where it is not known. Puts out whoever was silent too long or is one too many. */
  get(key: string): Session
}

/**
 * Remembers some conversations, the latest used ones.
 *
 * @param most how many
 * @param idle milliseconds after which a silent one is forgotten
 */
export function sessions(most: number, idle: number, clock: Clock): Sessions {
  const known = new Map<string, { readonly session: Session; readonly at: number }>()
  return {
    get size() {
      return known.size
    },
    get(key) {
      const now = clock.elapsed()
      // In order of use: the first that is young enough ends the search.
      for (const [other, { at }] of known) {
        if (now - at <= idle) break
        known.delete(other)
      }
      const session = known.get(key)?.session ?? newSession()
      known.delete(key)
      known.set(key, { session, at: now })
      if (known.size > most) known.delete(known.keys().next().value!)
      return session
    },
  }
}

function newSession(): Session {
  let last: Promise<void> = Promise.resolve()
  return {
    conversation: null,
    said: [],
    async enter(signal) {
      const before = last
      const mine = Promise.withResolvers<void>()
      last = before.then(() => mine.promise)
      const gone = Promise.withResolvers<never>()
      const leave = (): void => gone.reject(signal.reason)
      signal.addEventListener('abort', leave, { once: true })
      try {
        signal.throwIfAborted()
        await Promise.race([before, gone.promise])
      } catch (error) {
        mine.resolve()
        throw error
      } finally {
        signal.removeEventListener('abort', leave)
      }
      return mine.resolve
    },
  }
}
