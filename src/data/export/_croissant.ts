/*
 * The description of an export in Croissant 1.1 (MLCommons 2025), the JSON-LD vocabulary for data sets of machine learning:
 * which files there are, which records they hold, what each field is.
 *
 * Croissant also wants an address, a creator and a date of publication. The data does not tell them, so they are left
 * out: whoever publishes the export adds them. Ids of events are not declared as references to the tables of items and
 * people: the reference implementation then joins the tables, as numbers on one side and texts on the other.
 */
import { counted } from '../../words.ts'
import type { FileHolds, PlannedField } from './_plan.ts'
import type { ExportManifest } from './manifest.ts'

/** The description of the files in a manifest. */
export function croissantOf(manifest: ExportManifest, encodings: ReadonlyMap<string, string>): object {
  const { name, licence, people, items, events, format, tastemaker, files, hash } = manifest
  return {
    '@context': context,
    '@type': 'sc:Dataset',
    name,
    description: `${name}: ${counted(events, 'event')} of ${counted(people, 'person', 'people')} with ${counted(items, 'item')}, as ${format}, written by tastemaker ${tastemaker}. Hash of the data: ${hash}.`,
    conformsTo: 'http://mlcommons.org/croissant/1.1',
    license: /^https?:/.test(licence) ? licence : { '@type': 'sc:CreativeWork', name: licence },
    distribution: files.map(({ path, bytes, sha256 }) => ({
      '@type': 'cr:FileObject',
      '@id': path,
      name: path,
      contentUrl: path,
      contentSize: `${bytes} B`,
      encodingFormat: encodings.get(path),
      sha256,
    })),
    recordSet: files.map((file) => ({
      '@type': 'cr:RecordSet',
      '@id': file.holds,
      name: file.holds,
      description: about[file.holds],
      ...keyOf(file),
      field: file.fields.map((field) => fieldOf(field, file)),
    })),
  }
}

const about: Readonly<Record<FileHolds, string>> = {
  interactions: 'What people did with items, one record an event, by person and in time order within each.',
  impressions: 'What people were shown, one record an item on a page.',
  items: 'The catalogue, one record an item.',
  people: 'The people, one record a person.',
  connections: 'Who is connected with whom, one record a pair.',
  events: 'Items, people, what they were shown and what they did, one record each; fields of other types are empty.',
}

type File = ExportManifest['files'][number]
type Field = File['fields'][number]

function keyOf({ holds, fields }: File): object {
  const id = fields.find((field) => field.holds === 'id')
  return id ? { key: { '@id': fieldId(holds, id.name) } } : {}
}

function fieldOf(field: Field, { path, holds }: File): object {
  const { name, kind, unit } = field
  return {
    '@type': 'cr:Field',
    '@id': fieldId(holds, name),
    name,
    description: describe(field),
    dataType: kind === 'time' && (unit ?? 'dates') === 'dates' ? 'sc:DateTime' : dataTypes[kind],
    ...(kind === 'texts' ? { isArray: true, arrayShape: '-1' } : {}),
    source: { fileObject: { '@id': path }, extract: { column: name } },
  }
}

const dataTypes: Readonly<Record<PlannedField['kind'], string>> = {
  text: 'sc:Text',
  texts: 'sc:Text',
  number: 'sc:Float',
  boolean: 'sc:Boolean',
  time: 'sc:Float',
}

const fieldId = (holds: FileHolds, name: string): string => `${holds}/${encodeURI(name)}`

function describe({ holds, kind, unit }: Field): string {
  if (kind === 'time' && unit) return unit === 'dates' ? 'Time in UTC.' : `Time in ${unit} since 1970, UTC.`
  const [part, name] = holds.split(/\.(.*)/s)
  return name === undefined ? (meanings[holds] ?? holds) : `${meanings[part!] ?? part} "${name}".`
}

const meanings: Readonly<Record<string, string>> = {
  id: 'Id, exactly as the source gave it.',
  user: 'Id of the person.',
  item: 'Id of the item.',
  value: 'The rating or weight; 1 for what was taken up among impressions.',
  title: 'Title of the item.',
  categories: 'Categories of the item.',
  text: 'Text about the item.',
  at: 'Time of the event: milliseconds since 1970, UTC, or an ISO date.',
  image: 'Picture of the item.',
  price: 'Price of the item.',
  releasedAt: 'When the item came out, in milliseconds since 1970, UTC.',
  connection: 'Id of the other person.',
  connections: 'Ids of people that the person is connected with.',
  action: 'What the person did.',
  type: 'What kind of record it is.',
  event: 'Id of the record.',
  impression: 'Id of the page that the item was on.',
  attributes: 'Attribute',
  demographics: 'Demographic attribute',
  context: 'Circumstance of the event,',
}

/** The context that Croissant 1.1 recommends, with the older terms that its reference implementation still asks for. */
const context = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  sc: 'https://schema.org/',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  dct: 'http://purl.org/dc/terms/',
  conformsTo: 'dct:conformsTo',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  examples: { '@id': 'cr:examples', '@type': '@json' },
  ...Object.fromEntries(
    [
      'annotation arrayShape citeAs column containedIn equivalentProperty excludes extract field fileProperty fileObject',
      'fileSet format includes isArray isLiveDataset jsonPath key md5 parentField path recordSet references regex',
      'readLines repeated replace samplingRate sdVersion separator source subField transform unArchive value',
    ]
      .join(' ')
      .split(' ')
      .map((term) => [term, `cr:${term}`]),
  ),
} as const
