import type { RandomStream } from '../../random.ts'
import { type Found, topByBounds } from './_search.ts'
import { sortedPlaces } from './_top-places.ts'
import { VectorBlock } from './_vector-block.ts'
import type { MemoryEntry } from './entry.ts'
import { forgetProbabilities, keepScore, mergeStrength, recallScore, relevance } from './formulas.ts'
import type { TierConstants } from './presets.ts'

/** Why an entry is no longer recalled. */
export type Gone = 'forgotten' | 'merged'

/** A memory that was recalled. */
export interface Recalled<Facts> {
  readonly entry: MemoryEntry<Facts>
  readonly score: number
  readonly relevance: number
}

/** The constants that long-term memory goes by. */
export type LongTermConstants = Pick<TierConstants, 'decay' | 'distance' | 'mergeFrom' | 'idleHours' | 'forgetting'>

/** An entry as it is kept, with the mark of one that is gone. */
export interface KeptEntry<Facts> {
  readonly entry: MemoryEntry<Facts>
  readonly gone: Gone | null
}

/** Hours after which the weights of recency are made anew, long before they overflow. */
const EPOCH = 5000

/** What floating-point arithmetic can put on a score, many times over. */
const SLACK = 1e-9

/**
 * Long-term memory: recalls by 0.99^hours + importance + relevance, merges and forgets. Wang et al. 2023 (RecAgent),
 * section 2.2.
 *
 * Entries lie in columns, so that a question over ten thousand makes no object per entry. What is forgotten or merged is
 * neither recalled nor drawn again; with `forgetting: 'marker'` it stays among the entries under its mark.
 */
export class LongTerm<Facts> {
  readonly #constants: LongTermConstants
  readonly #vectors: VectorBlock
  #entries: MemoryEntry<Facts>[] = []
  #gone: (Gone | null)[] = []
  /** Negative infinity for what is gone, which so never wins a search. */
  #importance = new Float64Array(16)
  #accessed = new Float64Array(16)
  /** decay^(epoch - accessed): times decay^(now - epoch) it is the recency. */
  #weight = new Float64Array(16)
  #bounds = new Float64Array(16)
  #epoch = 0
  #dead = 0

  constructor(dimensions: number, constants: LongTermConstants) {
    this.#constants = constants
    this.#vectors = new VectorBlock(dimensions)
  }

  /** Entries that can be recalled. */
  get size(): number {
    return this.#entries.length - this.#dead
  }

  add(entry: MemoryEntry<Facts>, vector: Float32Array, gone: Gone | null = null): void {
    const place = this.#vectors.push(vector)
    if (place === this.#importance.length) this.#grow()
    this.#entries.push(entry)
    this.#gone.push(gone)
    if (gone !== null) this.#dead++
    this.#importance[place] = gone === null ? entry.importance : Number.NEGATIVE_INFINITY
    this.#touch(place, entry.lastAccess)
  }

  /** All that is kept, oldest first. */
  kept(): KeptEntry<Facts>[] {
    return this.#entries
      .map((entry, place) => ({ entry: { ...entry, lastAccess: this.#accessed[place]! }, gone: this.#gone[place]! }))
      .filter(({ gone }) => gone === null || this.#constants.forgetting === 'marker')
  }

  /** The newest entries that can be recalled, oldest first. */
  newest(count: number): MemoryEntry<Facts>[] {
    const found: MemoryEntry<Facts>[] = []
    for (let place = this.#entries.length - 1; place >= 0 && found.length < count; place--) {
      if (this.#gone[place] === null) found.push(this.#at(place))
    }
    return found.reverse()
  }

  /** The vector of an entry that is kept. */
  vectorOf(id: string): Float32Array {
    return this.#vectors.at(this.#entries.findLastIndex((entry) => entry.id === id))
  }

  /**
   * The k entries of the highest score for a question; they count as accessed now.
   *
   * @param now simulated hours
   */
  recall(vector: Float32Array, k: number, now: number): Recalled<Facts>[] {
    const { places, scores } = this.#search(vector, k, now)
    return this.#recalled(vector, places, scores, now)
  }

  /** The readable twin of `recall`: scores everything, sorts everything. */
  recallReference(vector: Float32Array, k: number, now: number): Recalled<Facts>[] {
    const all = Float64Array.from(this.#entries, (_, place) => this.#score(vector, place, now))
    const places = sortedPlaces(all, all.length, k)
    return this.#recalled(
      vector,
      places,
      Float64Array.from(places, (place) => all[place]!),
      now,
    )
  }

  /**
   * Takes out those of some entries that an insight says as well: sigma(cos) of at least 0.72.
   *
   * @returns their ids
   */
  merge(insight: Float32Array, ids: readonly string[]): string[] {
    const merged: string[] = []
    for (const id of ids) {
      const place = this.#entries.findLastIndex((entry) => entry.id === id)
      if (place < 0 || this.#gone[place] !== null) continue
      if (mergeStrength(this.#vectors.dot(insight, place)) < this.#constants.mergeFrom) continue
      this.#take(place, 'merged')
      merged.push(id)
    }
    this.#tidy()
    return merged
  }

  /** The probability of every entry that can be recalled to be forgotten at a save: they sum to 1. */
  forgetProbabilities(now: number): { readonly id: string; readonly probability: number }[] {
    const { places, probabilities } = this.#chances(now)
    return Array.from(places, (place, at) => ({ id: this.#entries[place]!.id, probability: probabilities[at]! }))
  }

  /**
   * Forgets by chance, among the entries that were idle for more than a day.
   *
   * @param random stream of this save alone
   * @returns ids of what was forgotten
   */
  forget(now: number, random: RandomStream): string[] {
    if (this.#constants.forgetting === 'off') return []
    const { places, probabilities } = this.#chances(now)
    const forgotten: string[] = []
    for (let at = 0; at < places.length; at++) {
      const place = places[at]!
      // Everybody draws, so that what one entry draws does not depend on how idle the others are.
      const drawn = random.next()
      if (now - this.#accessed[place]! <= this.#constants.idleHours || drawn >= probabilities[at]!) continue
      this.#take(place, 'forgotten')
      forgotten.push(this.#entries[place]!.id)
    }
    this.#tidy()
    return forgotten
  }

  #search(vector: Float32Array, k: number, now: number): Found {
    const { decay, distance } = this.#constants
    if (Math.abs(now - this.#epoch) > EPOCH) this.#rebase(now)
    const count = this.#entries.length
    const bounds = this.#bounds
    this.#vectors.bounds(vector, bounds)
    const since = decay ** (now - this.#epoch)
    const weight = this.#weight
    const importance = this.#importance
    for (let place = 0; place < count; place++) {
      bounds[place] = since * weight[place]! + importance[place]! + relevance(bounds[place]!, distance) + SLACK
    }
    return topByBounds(bounds, count, k, (place) => this.#score(vector, place, now))
  }

  #score(vector: Float32Array, place: number, now: number): number {
    const { decay, distance } = this.#constants
    const relevant = relevance(this.#vectors.dot(vector, place), distance)
    return recallScore(now - this.#accessed[place]!, this.#importance[place]!, relevant, decay)
  }

  #recalled(vector: Float32Array, places: Int32Array, scores: Float64Array, now: number): Recalled<Facts>[] {
    return Array.from(places, (place, at) => {
      this.#touch(place, now)
      const relevant = relevance(this.#vectors.dot(vector, place), this.#constants.distance)
      return { entry: this.#at(place), score: scores[at]!, relevance: relevant }
    })
  }

  #at(place: number): MemoryEntry<Facts> {
    return { ...this.#entries[place]!, lastAccess: this.#accessed[place]! }
  }

  #chances(now: number): { readonly places: Int32Array; readonly probabilities: Float64Array } {
    const places = new Int32Array(this.size)
    const scores = new Float64Array(this.size)
    let at = 0
    for (let place = 0; place < this.#entries.length; place++) {
      if (this.#gone[place] !== null) continue
      places[at] = place
      scores[at++] = keepScore(now - this.#accessed[place]!, this.#importance[place]!, this.#constants.decay)
    }
    return { places, probabilities: forgetProbabilities(scores) }
  }

  #touch(place: number, now: number): void {
    this.#accessed[place] = now
    this.#weight[place] = this.#constants.decay ** (this.#epoch - now)
  }

  #rebase(now: number): void {
    this.#epoch = now
    for (let place = 0; place < this.#entries.length; place++) this.#touch(place, this.#accessed[place]!)
  }

  #take(place: number, how: Gone): void {
    this.#gone[place] = how
    this.#importance[place] = Number.NEGATIVE_INFINITY
    this.#dead++
  }

  /** Gives back the room of what is gone once it is as much as what is left; entries under a mark stay. */
  #tidy(): void {
    if (this.#constants.forgetting === 'marker' || this.#dead <= this.size) return
    const places = this.#entries.keys().filter((place) => this.#gone[place] === null)
    const alive = [...places]
    this.#vectors.keep(alive)
    for (const [to, from] of alive.entries()) {
      this.#importance[to] = this.#importance[from]!
      this.#accessed[to] = this.#accessed[from]!
      this.#weight[to] = this.#weight[from]!
    }
    this.#entries = alive.map((place) => this.#entries[place]!)
    this.#gone = alive.map(() => null)
    this.#dead = 0
  }

  #grow(): void {
    this.#importance = doubled(this.#importance)
    this.#accessed = doubled(this.#accessed)
    this.#weight = doubled(this.#weight)
    this.#bounds = new Float64Array(this.#importance.length)
  }
}

function doubled(numbers: Float64Array): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(2 * numbers.length)
  grown.set(numbers)
  return grown
}
