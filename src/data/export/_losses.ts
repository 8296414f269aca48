/*
 * What gets lost on the way out. Every format says it in notes, with counts; what would make two things one is refused.
 */
import { type Dataset, TastemakerError } from '../../domain/index.ts'
import { counted, listed } from '../../words.ts'
import { type AttributeValue, attributesOf } from './_attributes.ts'

/** What the cells of a table can tell. */
interface TableLimits {
  readonly exactTimes: boolean
  /** Whether an empty text is another thing than no text. */
  readonly emptyTexts: boolean
}

/** The notes of a format that is tables with a type for each column. */
export function tableNotes(data: Dataset, { exactTimes, emptyTexts }: TableLimits): string[] {
  return [
    ...(exactTimes ? [] : [inexactTimes]),
    ...mixedNotes(data),
    ...notFiniteNotes(data),
    ...(emptyTexts ? [] : emptyNotes(data)),
  ]
}

const inexactTimes = 'some times are no whole milliseconds after 1973: readers may take them for another unit'

/** Attributes that hold values of several types. */
function mixedNotes(data: Dataset): string[] {
  const { catalogue, people } = data
  const mixed = [
    ...attributesOf(catalogue.map((item) => item.attributes)),
    ...attributesOf(people.map((person) => person.demographics)),
    ...attributesOf(people.map((person) => person.attributes)),
  ].filter((attribute) => attribute.mixed)
  if (mixed.length === 0) return []
  const names = listed(mixed.map(({ name }) => `"${name}"`))
  return [`${names} hold${mixed.length === 1 ? 's' : ''} values of several types: written as texts`]
}

/** Numbers that no file of ours can hold. */
export function notFiniteNotes(data: Dataset): string[] {
  const lost = countValues(data, (value) => typeof value === 'number' && !Number.isFinite(value))
  return lost === 0 ? [] : [`${counted(lost, 'number')} of items or people that are NaN or infinite: left empty`]
}

function emptyNotes(data: Dataset): string[] {
  const lost = countValues(data, (value) => typeof value === 'string' && value.trim() === '')
  return lost === 0 ? [] : [`${counted(lost, 'text')} with nothing in them: an empty cell is no value`]
}

/** The notes of a format that has nothing for circumstances or impressions. */
export function unsupportedNotes(
  data: Dataset,
  format: string,
  lacks: readonly ('context' | 'impressions' | 'scale')[],
): string[] {
  const { log, impressions, scale } = data
  const notes = {
    context: log.context?.length
      ? `${listed(log.context.map(({ name }) => name))} of each event: ${format} has no place for circumstances`
      : null,
    impressions: impressions
      ? `${counted(impressions.length, 'impression')}: ${format} has no place for what people were shown`
      : null,
    scale: scale
      ? `the scale (${scale.min} to ${scale.max} in steps of ${scale.step}) stands in manifest.json only`
      : null,
  }
  return lacks.flatMap((lack) => (notes[lack] === null ? [] : [`not held: ${notes[lack]}`]))
}

/**
 * Refuses ids that a text format would change: empty ones and half characters, and what the format forbids.
 *
 * @param forbidden what no id may contain, with its name
 * @throws {TastemakerError} `format/value` with the first such id
 */
export function requireWritableIds(
  data: Dataset,
  format: string,
  forbidden?: { readonly pattern: RegExp; readonly name: string },
): void {
  for (const id of [...data.users.ids, ...data.items.ids]) {
    const wrong =
      id.trim() === ''
        ? 'is blank'
        : !id.isWellFormed()
          ? 'holds half a character'
          : forbidden?.pattern.test(id)
            ? `holds ${forbidden.name}`
            : null
    if (wrong === null) continue
    throw new TastemakerError(
      'format/value',
      `The id ${JSON.stringify(id)} ${wrong}: ${format} cannot hold it.`,
      'Write jsonl, which holds any id.',
    )
  }
}

/** How many values of items, people and circumstances are of a kind. */
export function countValues(data: Dataset, wanted: (value: AttributeValue) => boolean): number {
  let count = 0
  for (const value of valuesOf(data)) if (value !== undefined && wanted(value)) count++
  return count
}

function* valuesOf({ catalogue, people, log }: Dataset): Generator<AttributeValue | undefined> {
  for (const { title, text, image, price, releasedAt, attributes } of catalogue) {
    yield* [title, text, image, price, releasedAt]
    yield* Object.values(attributes)
  }
  for (const { demographics = {}, attributes = {} } of people) {
    yield* Object.values(demographics)
    yield* Object.values(attributes)
  }
  for (const { values } of log.context ?? []) yield* values
}
