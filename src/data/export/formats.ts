import { type Dataset, TastemakerError } from '../../domain/index.ts'
import { nearest } from '../../nearest.ts'
import { listed } from '../../words.ts'
import type { Plan } from './_plan.ts'
import { planCsv } from './csv.ts'
import { planGorse } from './gorse.ts'
import { planJsonl } from './jsonl.ts'
import { planMetarank } from './metarank.ts'
import { planParquet } from './parquet.ts'
import { planRecbole } from './recbole.ts'

/** The formats by name, each with what it is in one line and the plan of its files. */
const formats = {
  recbole: {
    summary: 'atomic files of RecBole: NAME.inter, NAME.item, NAME.user with typed columns',
    plan: planRecbole,
  },
  csv: { summary: 'interactions.csv, items.csv and people.csv, for any tool', plan: planCsv },
  jsonl: { summary: 'events.jsonl: one object an event, with everything the data has', plan: planJsonl },
  parquet: { summary: 'the same tables as csv, typed and compressed', plan: planParquet },
  gorse: { summary: 'feedback, items and users as gorse has them, one object a line', plan: planGorse },
  metarank: {
    summary: 'events.jsonl of Metarank: items, users, rankings and interactions in order of time',
    plan: planMetarank,
  },
} as const satisfies Record<string, FormatEntry>

interface FormatEntry {
  readonly summary: string
  readonly plan: (data: Dataset, name: string) => Plan
}

/** The name of a format that can be written. */
export type ExportFormatName = keyof typeof formats

/** A format that can be written. */
export interface ExportFormat {
  readonly name: ExportFormatName
  readonly summary: string
}

/** Every format that can be written, in the order to offer them. @example exportFormats.map(({ name }) => name) // ['recbole', …] */
export const exportFormats: readonly ExportFormat[] = Object.entries(formats).map(([name, { summary }]) => ({
  name: name as ExportFormatName,
  summary,
}))

/** The format of a name. @throws {TastemakerError} `config/unknown-name` */
export function findFormat(name: string): FormatEntry {
  if (Object.hasOwn(formats, name)) return formats[name as ExportFormatName]
  const near = nearest(name, Object.keys(formats))
  throw new TastemakerError(
    'config/unknown-name',
    `There is no export format "${name}".`,
    near.length > 0 ? `Did you mean ${listed(near, 'or')}?` : `Known: ${Object.keys(formats).join(', ')}.`,
  )
}
