import { availableParallelism, cpus, totalmem } from 'node:os'
import { VERSION } from '../../version.ts'

/** Where and with what an evaluation ran: seconds and megabytes mean little without it. */
export interface Environment {
  /** Version of this package. */
  readonly tastemaker: string
  /** Version of Node.js. */
  readonly node: string
  /** Operating system and processor family, such as `linux x64`. */
  readonly platform: string
  /** Name of the processor, as the system tells it. */
  readonly processor: string
  /** Processors that this process may use. */
  readonly cores: number
  /** Of the machine, in megabytes (10^6 bytes). */
  readonly memory: number
  /** Threads that recommenders were fitted with. */
  readonly threads: number
}

/**
 * Describes this machine, for whoever keeps an evaluation.
 *
 * @param threads how many recommenders are fitted with
 * @example thisEnvironment(2).node
 */
export function thisEnvironment(threads: number): Environment {
  return {
    tastemaker: VERSION,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    processor: cpus()[0]?.model.trim() || 'unknown',
    cores: availableParallelism(),
    memory: Math.round(totalmem() / 1e6),
    threads,
  }
}
