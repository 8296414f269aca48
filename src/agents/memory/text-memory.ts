import { z } from 'zod'
import { TastemakerError } from '../../domain/index.ts'
import type { TextConstants } from './presets.ts'
import { MEMORY_SNAPSHOT, readSnapshot } from './snapshot.ts'

/** One state of a text, with how it came about. */
export interface TextVersion {
  /** 0 for the text it began with. */
  readonly number: number
  readonly text: string
  /** What it was rewritten for, such as `chose wrongly`. */
  readonly why: string
  /** The interaction, round or other step that produced it. */
  readonly step: string
  /** Whether the rewrite was too long and its end was left out. */
  readonly cut: boolean
  /** The version it brings back; null for a rewrite. */
  readonly restores: number | null
}

/** What came of a rewrite: a version, or nothing where the new text is empty or the old one. */
export type Rewrite =
  | { readonly type: 'text-replaced'; readonly version: TextVersion }
  | { readonly type: 'text-kept'; readonly reason: 'empty' | 'identical' }

/** A short text about one agent that is rewritten again and again; no version is ever lost. */
export interface TextMemory {
  /** The newest version. */
  readonly current: TextVersion
  /** All versions, oldest first. */
  readonly versions: readonly TextVersion[]
  /** Whether a text has no more words than it may: the moment to ask its author for a shorter one. */
  fits(text: string): boolean
  /**
   * Replaces the text. One that is too long is cut after its last sentence that fits, or, where the first does not fit,
   * after its last word that does.
   */
  rewrite(next: { readonly text: string; readonly why: string; readonly step: string }): Rewrite
  /**
   * Brings an older version back as a new one.
   *
   * @throws {TastemakerError} `config/range` for a version that does not exist
   */
  rollBack(to: { readonly number: number; readonly why: string; readonly step: string }): TextVersion
  /** All versions as plain JSON. */
  snapshot(): unknown
}

/**
 * Opens a text memory, as user and item agents of AgentCF have (Zhang et al. 2024).
 *
 * @param start the text it begins with
 * @param constants words at most, by white space
 * @throws {TastemakerError} `config/range` where the start is empty or too long, or the cap no whole number from 1
 * @example textMemory('I enjoy listening to CDs.', textPresets['agentcf-user']).current.number // 0
 */
export function textMemory(start: string, constants: TextConstants): TextMemory {
  const { maxWords } = constants
  if (!Number.isInteger(maxWords) || maxWords < 1) {
    throw new TastemakerError('config/range', `maxWords must be a whole number from 1, got ${maxWords}.`)
  }
  const count = wordsIn(start).length
  if (count < 1 || count > maxWords) {
    throw new TastemakerError(
      'config/range',
      `The first text of a memory must have 1 to ${maxWords} words, got ${count}.`,
    )
  }
  const first = { number: 0, text: start.trim(), why: 'start', step: 'start', cut: false, restores: null }
  return textMemoryOf(constants, [first])
}

/**
 * Restores a text memory with all its versions.
 *
 * @throws {TastemakerError} `memory/version` for a snapshot of another version or a damaged one
 * @example restoreTextMemory(JSON.parse(text)).current.text
 */
export function restoreTextMemory(snapshot: unknown): TextMemory {
  const { maxWords, versions } = readSnapshot(snapshot, schema, NO_VECTORS)
  return textMemoryOf({ maxWords }, versions)
}

function textMemoryOf({ maxWords }: TextConstants, kept: readonly TextVersion[]): TextMemory {
  const versions = [...kept]
  const current = (): TextVersion => versions.at(-1)!
  const add = (version: Omit<TextVersion, 'number'>): TextVersion => {
    versions.push({ number: versions.length, ...version })
    return current()
  }
  const fits = (text: string): boolean => wordsIn(text).length <= maxWords
  return {
    get current() {
      return current()
    },
    versions,
    fits,
    rewrite({ text, why, step }) {
      const whole = text.trim()
      if (whole === '') return { type: 'text-kept', reason: 'empty' }
      const cut = !fits(whole)
      const next = cut ? cutToWords(whole, maxWords) : whole
      if (next === current().text) return { type: 'text-kept', reason: 'identical' }
      return { type: 'text-replaced', version: add({ text: next, why, step, cut, restores: null }) }
    },
    rollBack({ number, why, step }) {
      const old = versions[number]
      if (old === undefined) {
        throw new TastemakerError(
          'config/range',
          `There is no version ${number} to roll back to.`,
          `Versions go from 0 to ${versions.length - 1}.`,
        )
      }
      return add({ text: old.text, why, step, cut: old.cut, restores: number })
    },
    snapshot: () => ({ version: MEMORY_SNAPSHOT, vectors: NO_VECTORS, maxWords, versions: structuredClone(versions) }),
  }
}

/** A text memory is not searched. */
const NO_VECTORS = 'none'

const schema = z
  .strictObject({
    version: z.literal(MEMORY_SNAPSHOT),
    vectors: z.literal(NO_VECTORS),
    maxWords: z.int().min(1),
    versions: z
      .array(
        z.strictObject({
          number: z.int().min(0),
          text: z.string().min(1),
          why: z.string(),
          step: z.string(),
          cut: z.boolean(),
          restores: z.int().min(0).nullable(),
        }),
      )
      .min(1),
  })
  .refine(({ versions }) => versions.every(({ number }, place) => number === place), 'versions are out of order')

const wordsIn = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '')

/** Whole sentences while they fit, else whole words. */
function cutToWords(text: string, most: number): string {
  let kept = ''
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)) {
    if (wordsIn(kept + segment).length > most) break
    kept += segment
  }
  return kept.trim() === '' ? wordsIn(text).slice(0, most).join(' ') : kept.trim()
}
