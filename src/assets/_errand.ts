import type { RunCommand } from './command.ts'
import type { Meter } from './progress.ts'

/** How long a pull waits and how often it tries again. */
export interface Patience {
  /** Milliseconds without a byte after which a road counts as hanging. */
  readonly idle: number
  /** How often a transfer that was cut is taken up again. */
  readonly retries: number
  /** Milliseconds between a cut and the next try. */
  readonly pause: number
}

/** What a source may use while it works; nothing else is reachable from it. */
export interface Errand {
  /** A folder of its own: `.part` files in it outlive a pull that fails, so that the next one goes on. */
  readonly staging: string
  readonly fetch: typeof globalThis.fetch
  readonly runCommand: RunCommand
  readonly patience: Patience
  readonly signal: AbortSignal
  readonly meter: Meter
}
