import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { nowhere } from '../_toy.ts'
import type { ListMetric } from '../metric.ts'
import { parseMetric } from '../parse-metric.ts'
import { rankedList } from '../ranked-list.ts'

/** Random rankings with graded judgements, zeros among them, and what two other tools make of each. */
interface Peers {
  readonly people: readonly {
    readonly ranked: readonly number[]
    readonly judged: readonly (readonly [number, number])[]
  }[]
  /** Null where it divides 0 by 0: f1 without a hit, bpref without an item that is known not to be relevant. */
  readonly ranx: Readonly<Record<string, readonly (number | null)[]>>
  readonly trecEval: Readonly<Record<string, readonly number[]>>
}

const peers = JSON.parse(readFileSync(new URL('./peers.json', import.meta.url), 'utf8')) as Peers
const lists = peers.people.map(({ ranked, judged }) => rankedList(Int32Array.from(ranked), new Map(judged)))

describe.each([
  ['ranx', peers.ranx],
  ['trec_eval', peers.trecEval],
])('ranking metrics against %s', (_tool, expected) => {
  it.each(Object.keys(expected))('%s agrees to nine digits for everybody', (label) => {
    const { metric, k } = parseMetric(label)
    for (const [place, list] of lists.entries()) {
      const theirs = expected[label]![place]!
      if (theirs !== null) expect((metric as ListMetric).of(list, k!, nowhere)).toBeCloseTo(theirs, 9)
    }
  })
})
