import { describe, expect, it } from 'vitest'
import { toyWorld } from '../_toy.ts'
import { rankedList } from '../ranked-list.ts'
import { arp } from './arp.ts'
import { arpNormalised } from './arp-normalised.ts'
import { efd } from './efd.ts'
import { epc } from './epc.ts'
import { epcUndiscounted } from './epc-undiscounted.ts'
import { meanInvUserFreq } from './mean-inv-user-freq.ts'
import { meanPopRank } from './mean-pop-rank.ts'

/** 16 people: 8 have item 0, one has item 1, nobody item 2, everybody item 3; item 4 makes the events 32. */
const world = toyWorld({
  events: [
    ...Array.from({ length: 8 }, (_, user) => [user, 0] as const),
    [0, 1],
    ...Array.from({ length: 16 }, (_, user) => [user, 3] as const),
    ...Array.from({ length: 7 }, (_, user) => [user, 4] as const),
  ],
  items: 5,
})
const list = (...items: number[]) => rankedList(Int32Array.from(items), new Map())

describe('novelty metrics', () => {
  it('are null for an empty list', () => {
    for (const metric of [meanInvUserFreq, efd, epc, epcUndiscounted, arp, arpNormalised, meanPopRank]) {
      expect(metric.of(list(), 10, world)).toBeNull()
    }
  })

  it('look at the first k only', () => {
    for (const metric of [meanInvUserFreq, efd, epc, epcUndiscounted, arp, arpNormalised, meanPopRank]) {
      expect(metric.of(list(0, 1, 3), 2, world)).toBe(metric.of(list(0, 1), 10, world))
    }
  })
})

describe('meanInvUserFreq', () => {
  it('meanInvUserFreq of items known by 8 and 1 of 16 people is (1 + 4) / 2 bits', () => {
    expect(meanInvUserFreq.of(list(0, 1), 10, world)).toBeCloseTo(2.5, 12)
    expect(meanInvUserFreq.of(list(0, 1), 1, world)).toBeCloseTo(1, 12)
  })

  it('meanInvUserFreq is 0 bits for an item that everybody knows', () => {
    expect(meanInvUserFreq.of(list(3), 10, world)).toBeCloseTo(0, 12)
  })

  it('meanInvUserFreq and efd are finite for an item that nobody had: it counts as known by one', () => {
    for (const metric of [meanInvUserFreq, efd]) {
      expect(metric.of(list(2), 10, world)).toBe(metric.of(list(1), 10, world))
    }
  })
})

describe('efd', () => {
  it('efd of items with 8 and 1 of 32 events is (2 + 5) / 2 bits', () => {
    expect(efd.of(list(0, 1), 10, world)).toBeCloseTo(3.5, 12)
  })
})

describe('epc', () => {
  it('epc of items known by 8 and 1 of 16 people, discounted and not', () => {
    const second = 1 / Math.log2(3)
    expect(epc.of(list(0, 1), 10, world)).toBeCloseTo((0.5 + 0.9375 * second) / (1 + second), 12)
    expect(epc.of(list(0, 1), 10, world)).toBeCloseTo(0.669248, 6)
    expect(epcUndiscounted.of(list(0, 1), 10, world)).toBeCloseTo(0.71875, 12)
  })
})

describe('arp', () => {
  it('arp of items with 8 and 1 events is 4.5, and a share of all 32 when normalised', () => {
    expect(arp.of(list(0, 1), 10, world)).toBeCloseTo(4.5, 12)
    expect(arpNormalised.of(list(0, 1), 10, world)).toBeCloseTo(4.5 / 32, 12)
  })
})

describe('meanPopRank', () => {
  it('meanPopRank is the mean place in the chart: items 3, 0, 4, 1, then the one that nobody had', () => {
    expect(meanPopRank.of(list(0, 1), 10, world)).toBe((2 + 4) / 2)
    expect(meanPopRank.of(list(2), 10, world)).toBe(5)
  })
})
