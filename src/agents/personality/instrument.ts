import { z } from 'zod'
import { TastemakerError } from '../../domain/index.ts'
import { bigFiveNames } from '../profile/profile.ts'

const trait = z.enum(bigFiveNames)

const norm = z.object({ mean: z.number(), sd: z.number().positive() })

/** What an instrument consists of; the rules between its parts are checked by `defineInstrument`. */
export const instrumentSchema = z.strictObject({
  id: z.string().min(1),
  /** Where it was published. */
  source: z.string().min(1),
  /** Under which terms its text may be used. */
  licence: z.string().min(1),
  /** The statements, by number from 1; null where the text is not ours to ship. */
  items: z.array(z.object({ number: z.int().min(1), text: z.string().min(1).nullable() })).min(2),
  /** Which items measure which trait, and which of them the other way round. */
  key: z.array(z.object({ trait, items: z.array(z.int().min(1)).min(2), reversed: z.array(z.int().min(1)) })).min(1),
  /** The allowed answers. */
  range: z.object({ min: z.int(), max: z.int() }),
  /** Words for each point of the range, from the lowest. */
  scale: z.array(z.string().min(1)).min(2),
  /** Mean and standard deviation of scale scores in a named sample. */
  norms: z.object({ source: z.string().min(1), n: z.int().min(2), traits: z.partialRecord(trait, norm) }).optional(),
})

/** A personality inventory as data. */
export type Instrument = z.output<typeof instrumentSchema>

/** What scores and answers are looked up by: an item with its trait and direction. */
export interface KeyedItem {
  readonly number: number
  readonly text: string | null
  readonly trait: (typeof bigFiveNames)[number]
  readonly reversed: boolean
}

/**
 * Checks an instrument: fields, and that its key parts its items.
 *
 * @param definition as read from a file or written in code
 * @returns the instrument
 * @throws TastemakerError instrument/invalid naming the item, scale or field that is wrong
 * @example defineInstrument(JSON.parse(text)).items.length
 */
export function defineInstrument(definition: unknown): Instrument {
  const parsed = instrumentSchema.safeParse(definition)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    throw invalid(`An instrument is wrong at "${issue.path.join('.')}": ${issue.message}.`)
  }
  const instrument = parsed.data
  const { id, items, key, range, scale } = instrument
  const numbers = new Set(items.map(({ number }) => number))
  if (numbers.size !== items.length) throw invalid(`"${id}" has two items of one number.`)
  if (range.max <= range.min) throw invalid(`"${id}" has a range from ${range.min} to ${range.max}.`)
  const points = range.max - range.min + 1
  if (scale.length !== points) throw invalid(`"${id}" has ${points} points and words for ${scale.length}.`)
  const used = new Set<number>()
  for (const { trait, items: own, reversed } of key) {
    for (const number of own) {
      if (!numbers.has(number))
        throw invalid(`The scale ${trait} of "${id}" names item ${number}, which does not exist.`)
      if (used.has(number)) throw invalid(`Item ${number} of "${id}" is on two scales.`)
      used.add(number)
    }
    const stray = reversed.find((number) => !own.includes(number))
    if (stray !== undefined) throw invalid(`Item ${stray} of "${id}" is reversed on ${trait} but not part of it.`)
  }
  const unused = items.find(({ number }) => !used.has(number))
  if (unused) throw invalid(`Item ${unused.number} of "${id}" is on no scale.`)
  if (new Set(key.map(({ trait }) => trait)).size !== key.length) throw invalid(`"${id}" has two scales of one trait.`)
  return instrument
}

/** Items with trait and direction, by number. @example keyedItems(miniIpip20)[5].reversed // true */
export function keyedItems({ items, key }: Instrument): readonly KeyedItem[] {
  return items
    .map(({ number, text }) => {
      const scale = key.find((one) => one.items.includes(number))!
      return { number, text, trait: scale.trait, reversed: scale.reversed.includes(number) }
    })
    .sort((a, b) => a.number - b.number)
}

/**
 * An instrument with the texts its user brings, for those whose text is not ours to ship.
 *
 * @param texts one statement per item number
 * @throws TastemakerError instrument/invalid when an item has no text or a text no item
 * @example withTexts(bfi44, new Map([[1, '…']]))
 */
export function withTexts(instrument: Instrument, texts: ReadonlyMap<number, string>): Instrument {
  const missing = instrument.items.find(({ number }) => !texts.get(number)?.trim())
  if (missing) throw invalid(`Item ${missing.number} of "${instrument.id}" was given no text.`)
  const numbers = new Set(instrument.items.map(({ number }) => number))
  const stray = [...texts.keys()].find((number) => !numbers.has(number))
  if (stray !== undefined) throw invalid(`"${instrument.id}" has no item ${stray}.`)
  return { ...instrument, items: instrument.items.map((item) => ({ ...item, text: texts.get(item.number)! })) }
}

const invalid = (message: string): TastemakerError =>
  new TastemakerError('instrument/invalid', message, 'See ipip-50.ts for a whole instrument.')
