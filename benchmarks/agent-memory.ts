/**
 * How long a memory of 10,000 entries of 384 numbers takes to store one, to recall five, and to forget; the readable twin
 * beside it.
 */

import { LongTerm } from '../src/agents/memory/long-term.ts'
import { tierPresets } from '../src/agents/memory/presets.ts'
import { systemClock } from '../src/clock.ts'
import { randomStream } from '../src/random.ts'
import { type Measured, median } from './_measure.ts'

const ENTRIES = 10_000
const DIMENSIONS = 384
const NOW = 2000

export async function agentMemory(): Promise<Measured[]> {
  const random = randomStream(7)
  const store = new LongTerm<null>(DIMENSIONS, tierPresets.recagent)
  const stored = milliseconds(ENTRIES, (n) => {
    const entry = { id: `m${n}`, at: n / 5, lastAccess: n / 5, text: '', facts: null }
    const importance = 0.63 + 0.09 * random.int(4)
    store.add({ ...entry, importance, provenance: { type: 'observation' } }, unit())
  })
  // The first recalls are compiled while they run.
  milliseconds(100, () => store.recall(unit(), 5, NOW))
  const recalled = milliseconds(300, () => store.recall(unit(), 5, NOW))
  const readable = milliseconds(10, () => store.recallReference(unit(), 5, NOW))
  const forgot = milliseconds(100, (n) => store.forget(NOW, random.split(n)))
  const what = `of ${ENTRIES} entries x ${DIMENSIONS}`
  return [
    row(`memory: store one ${what}, vector made by chance`, stored, 1),
    row(`memory: recall 5 ${what}`, recalled, 1),
    row(`memory: recall 5 ${what}, readable twin`, readable, null),
    row(`memory: one draw of what is forgotten ${what}`, forgot, null),
  ]

  function unit(): Float32Array {
    const vector = Float32Array.from({ length: DIMENSIONS }, () => random.next() - 0.5)
    let square = 0
    for (const value of vector) square += value * value
    return vector.map((value) => value / Math.sqrt(square))
  }
}

/** Sorted milliseconds of each of some runs. */
function milliseconds(runs: number, work: (run: number) => void): number[] {
  const all: number[] = []
  for (let run = 0; run < runs; run++) {
    const started = systemClock.elapsed()
    work(run)
    all.push(systemClock.elapsed() - started)
  }
  return all.sort((a, b) => a - b)
}

function row(what: string, sorted: readonly number[], below: number | null): Measured {
  const middle = median(sorted)
  const slow = sorted[Math.floor(0.95 * (sorted.length - 1))]!
  const seen = `${middle.toFixed(3)} ms (${sorted[0]!.toFixed(3)} to ${sorted.at(-1)!.toFixed(2)}, 95% within ${slow.toFixed(3)})`
  return { what, target: below === null ? '' : `< ${below} ms`, seen, met: below === null || middle < below }
}
