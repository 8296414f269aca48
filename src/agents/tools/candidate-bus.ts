import { everyItem } from './catalogue-columns.ts'

/*
 * The candidates of one conversation, passed from tool to tool without ever standing in a prompt.
 *
 * The idea is the candidate bus of InteRecAgent (Huang et al. 2025, "Recommender AI agent"): a language model calls
 * filters and rankers one after the other, each reads the ids its forerunner left and leaves fewer, and only counts are
 * told. Here the bus starts with the whole catalogue, the last item included, is emptied by nobody, and can be taken
 * back step by step.
 */

/** One step of a bus: what was done, and how many candidates there were before and after. */
export interface BusStep {
  /** The tool that did it, or `undo`, or `reset`. */
  readonly tool: string
  /** What was asked of it, as data. */
  readonly input: unknown
  readonly before: number
  readonly after: number
  /** Nothing would have been left, so that the candidates stayed: whoever answers has to say that a wish was dropped. */
  readonly relaxed: boolean
  /** What was mended in the input, as a sentence. */
  readonly note?: string
}

/** A session's candidates in order. */
export interface CandidateBus {
  /** Item indices, best first once ranked, in catalogue order before. */
  readonly items: Int32Array
  /** A score for each candidate in the same order, where the last step gave scores. */
  readonly scores: Float32Array | null
  /** Everything done since the session began; undone steps stay. */
  readonly steps: readonly BusStep[]
  /** Puts candidates in place of those there are; none at all leaves them and marks the step `relaxed`. */
  replace(tool: string, input: unknown, items: Int32Array, scores?: Float32Array | null): BusStep
  /** Writes down what a tool did that reads the candidates only. */
  record(tool: string, input: unknown, note?: string): BusStep
  /** Takes the last change back. @returns false when there is none */
  undo(): boolean
  /** Starts over with the whole catalogue; what was done before cannot be undone any more. */
  reset(): void
}

/**
 * Opens a bus that holds a whole catalogue.
 *
 * @param size how many items the catalogue has
 * @example candidateBus(data.items.size).items.length
 */
export function candidateBus(size: number): CandidateBus {
  interface Buffer {
    readonly items: Int32Array
    readonly scores: Float32Array | null
  }
  let buffer: Buffer = { items: everyItem(size), scores: null }
  let earlier: Buffer[] = []
  const steps: BusStep[] = []
  const write = (step: Omit<BusStep, 'after'>): BusStep => {
    const written = { ...step, after: buffer.items.length }
    steps.push(written)
    return written
  }
  return {
    get items() {
      return buffer.items
    },
    get scores() {
      return buffer.scores
    },
    steps,
    replace(tool, input, items, scores) {
      const before = buffer.items.length
      const relaxed = items.length === 0 && before > 0
      if (!relaxed) {
        earlier.push(buffer)
        buffer = { items, scores: scores ?? null }
      }
      return write({ tool, input, before, relaxed })
    },
    record(tool, input, note) {
      const noted = note === undefined ? {} : { note }
      return write({ tool, input, before: buffer.items.length, relaxed: false, ...noted })
    },
    undo() {
      const last = earlier.pop()
      if (!last) return false
      const before = buffer.items.length
      buffer = last
      write({ tool: 'undo', input: {}, before, relaxed: false })
      return true
    },
    reset() {
      const before = buffer.items.length
      buffer = { items: everyItem(size), scores: null }
      earlier = []
      write({ tool: 'reset', input: {}, before, relaxed: false })
    },
  }
}
