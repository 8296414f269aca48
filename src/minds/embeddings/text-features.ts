/*
 * Vectors learned on a catalogue's own texts, without a model from elsewhere: latent semantic analysis (Deerwester et al.
 * 1990, "Indexing by latent semantic analysis").
 *
 *   x   tf-idf of a text: (1 + ln times) (ln((1 + n) / (1 + texts with the word)) + 1), of length 1
 *   V   the d leading right singular vectors of the texts' rows
 *   v   x V, of length 1
 *
 * Words that stand in the same texts come near each other, though no text has both.
 */
import { createHash } from 'node:crypto'
import { TastemakerError } from '../../domain/index.ts'
import type { RandomStream } from '../../random.ts'
import { rightSingular, type SparseMatrix } from '../../right-singular.ts'
import type { Embedder } from './embedder.ts'

/** How text features are learned. */
export interface TextFeaturesOptions {
  /** Numbers of a vector; 64 unless given. */
  readonly dimensions?: number
  /** Texts a word must stand in; 2 unless given, for a word of one text tells nothing about another. */
  readonly leastTexts?: number
  /** Words kept at most, those of most texts first; 20,000 unless given. */
  readonly mostWords?: number
}

/** Power iterations: two bring the vectors near enough that more change no ranking. */
const POWERS = 2

/**
 * Learns vectors from texts.
 *
 * @param texts such as title and description of each item; more than a few hundred for good vectors
 * @param random the same stream gives the same vectors, to the last bit on one machine
 * @throws {TastemakerError} `data/empty` where no word stands in enough texts; `config/range` for an option out of range
 * @example const embedder = textFeatures(catalogue.map(({ title, text }) => `${title} ${text ?? ''}`), randomStream(7))
 */
export function textFeatures(
  texts: readonly string[],
  random: RandomStream,
  options: TextFeaturesOptions = {},
): Embedder {
  const { dimensions = 64, leastTexts = 2, mostWords = 20_000 } = options
  for (const [name, value] of Object.entries({ dimensions, leastTexts, mostWords })) {
    if (Number.isInteger(value) && value >= 1) continue
    throw new TastemakerError('config/range', `${name} must be a whole number from 1, got ${value}.`)
  }
  const counts = texts.map(countWords)
  const vocabulary = learnWords(counts, leastTexts, mostWords)
  if (vocabulary.size === 0) {
    throw new TastemakerError(
      'data/empty',
      `None of ${texts.length} texts has a word that stands in ${leastTexts} of them.`,
      'Give more texts, or leastTexts 1.',
    )
  }
  const rows = counts.map((count) => rowOf(count, vocabulary))
  const { vectors } = rightSingular(matrixOf(rows), vocabulary.size, { factors: dimensions, powers: POWERS }, random)
  const basis = basisOf(vectors, vocabulary.size, dimensions)
  return {
    name: `text-features:dimensions=${dimensions}`,
    dimensions,
    fingerprint: `text-features ${hashOf(vocabulary, basis)}`,
    embed: async (given) => given.map((text) => project(rowOf(countWords(text), vocabulary), basis, dimensions)),
  }
}

interface Word {
  /** Its column. */
  readonly column: number
  readonly idf: number
}

/** Columns with their weights, columns ascending. */
type Row = readonly (readonly [column: number, weight: number])[]

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu

function countWords(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const word of text.normalize('NFKC').toLowerCase().match(WORD) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

/** The words that enough texts have, those of most texts first. */
function learnWords(counts: readonly ReadonlyMap<string, number>[], least: number, most: number): Map<string, Word> {
  const found = new Map<string, number>()
  for (const count of counts) for (const word of count.keys()) found.set(word, (found.get(word) ?? 0) + 1)
  const kept = [...found]
    .filter(([, times]) => times >= least)
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .slice(0, most)
  return new Map(
    kept.map(([word, times], column) => [word, { column, idf: Math.log((1 + counts.length) / (1 + times)) + 1 }]),
  )
}

function rowOf(counts: ReadonlyMap<string, number>, vocabulary: ReadonlyMap<string, Word>): Row {
  const row: [number, number][] = []
  let square = 0
  for (const [text, times] of counts) {
    const word = vocabulary.get(text)
    if (word === undefined) continue
    const weight = (1 + Math.log(times)) * word.idf
    row.push([word.column, weight])
    square += weight * weight
  }
  return row.map(([column, weight]): [number, number] => [column, weight / Math.sqrt(square)]).sort(([a], [b]) => a - b)
}

function matrixOf(rows: readonly Row[]): SparseMatrix {
  const offsets = new Int32Array(rows.length + 1)
  for (const [place, row] of rows.entries()) offsets[place + 1] = offsets[place]! + row.length
  const entries = rows.flat()
  return {
    offsets,
    columns: Int32Array.from(entries, ([column]) => column),
    weights: Float64Array.from(entries, ([, weight]) => weight),
  }
}

/** V, one row a word; each column turned so that its largest number is positive, for its sign is nobody's choice. */
function basisOf(vectors: readonly Float64Array[], words: number, dimensions: number): Float64Array {
  const basis = new Float64Array(words * dimensions)
  for (const [d, vector] of vectors.entries()) {
    const largest = vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0)
    const sign = largest < 0 ? -1 : 1
    for (let word = 0; word < words; word++) basis[word * dimensions + d] = sign * vector[word]!
  }
  return basis
}

/** x V, of length 1; zeros for a text without known words. */
function project(row: Row, basis: Float64Array, dimensions: number): Float32Array {
  const sums = new Float64Array(dimensions)
  for (const [column, weight] of row) {
    for (let d = 0, at = column * dimensions; d < dimensions; d++, at++) sums[d]! += weight * basis[at]!
  }
  let square = 0
  for (const value of sums) square += value * value
  return Float32Array.from(sums, (value) => (square > 0 ? value / Math.sqrt(square) : 0))
}

function hashOf(vocabulary: ReadonlyMap<string, Word>, basis: Float64Array): string {
  const hash = createHash('sha256')
  for (const [word, { idf }] of vocabulary) hash.update(`${word} ${idf}\n`)
  return hash.update(basis).digest('hex').slice(0, 16)
}
