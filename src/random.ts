/*
 * Random streams that split by key.
 *
 * A stream is a name: (seed, key, key, …). Splitting appends keys and never draws, so what one agent draws can not
 * depend on who drew before it, on concurrency or on the number of workers. The name is hashed to 128 bits with four
 * multiply-xorshift lanes and drives sfc32, a small fast counter-mixed generator that passes PractRand. Not for secrets.
 */

/** A part of a stream's name. */
export type Key = string | number

/** A seeded stream of random numbers. */
export interface RandomStream {
  /** The stream of the same name with these keys appended. Draws nothing. */
  split(...keys: readonly Key[]): RandomStream
  /** Uniform in [0, 1), 32 bits. */
  next(): number
  /** Uniform whole number in [0, below). */
  int(below: number): number
  /** Standard normal (Box and Muller 1958, one of the pair). */
  normal(): number
  /** Index drawn with the given probabilities, which sum to 1. */
  pick(probabilities: ArrayLike<number>): number
  /** Shuffles in place (Fisher and Yates) and returns the same list. */
  shuffle<List extends { [index: number]: unknown; length: number }>(list: List): List
}

/**
 * Opens the stream named by a seed and keys.
 *
 * @param seed any whole number; the same seed gives the same numbers on every machine
 * @returns an independent stream for each distinct name
 * @example randomStream(7, 'viewer', '196').next()
 */
export function randomStream(seed: number, ...keys: readonly Key[]): RandomStream {
  let name = OPEN
  name = absorb(name, seed)
  for (const key of keys) name = absorb(name, key)
  return new Sfc32(name)
}

type Lanes = readonly [number, number, number, number]
const OPEN: Lanes = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667]

/** Mixes one key and a terminator into the lanes, so that ('ab', 'c') and ('a', 'bc') differ. */
function absorb([a, b, c, d]: Lanes, key: Key): Lanes {
  const text = typeof key === 'number' ? `#${key}` : key
  let h1 = a
  let h2 = b
  let h3 = c
  let h4 = d
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 0x10000
    h1 = h2 ^ Math.imul(h1 ^ code, 597399067)
    h2 = h3 ^ Math.imul(h2 ^ code, 2869860233)
    h3 = h4 ^ Math.imul(h3 ^ code, 951274213)
    h4 = h1 ^ Math.imul(h4 ^ code, 2716044179)
  }
  return [finish(h1), finish(h2), finish(h3), finish(h4)]
}

/** Murmur3's finaliser: every input bit reaches every output bit. */
function finish(lane: number): number {
  let h = lane
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return h ^ (h >>> 16)
}

class Sfc32 implements RandomStream {
  readonly #name: Lanes
  #a = 0
  #b = 0
  #c = 0
  #counter = 0
  #started = false

  constructor(name: Lanes) {
    this.#name = name
  }

  split(...keys: readonly Key[]): RandomStream {
    let name = this.#name
    for (const key of keys) name = absorb(name, key)
    return new Sfc32(name)
  }

  next(): number {
    if (!this.#started) this.#start()
    return this.#step() / 4294967296
  }

  int(below: number): number {
    return Math.floor(this.next() * below)
  }

  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()))
    return radius * Math.cos(2 * Math.PI * this.next())
  }

  pick(probabilities: ArrayLike<number>): number {
    let left = this.next()
    for (let i = 0; i < probabilities.length - 1; i++) {
      left -= probabilities[i]!
      if (left < 0) return i
    }
    return probabilities.length - 1
  }

  shuffle<List extends { [index: number]: unknown; length: number }>(list: List): List {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.int(i + 1)
      const held = list[i]
      list[i] = list[j]
      list[j] = held
    }
    return list
  }

  #start(): void {
    ;[this.#a, this.#b, this.#c, this.#counter] = this.#name
    for (let i = 0; i < 12; i++) this.#step()
    this.#started = true
  }

  #step(): number {
    const t = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + t) | 0
    return t >>> 0
  }
}
