import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** The name of the file that says what an export holds. */
export const MANIFEST_FILE = 'manifest.json'
/** The name of the file that describes an export to other tools. */
export const CROISSANT_FILE = 'croissant.json'

const count = z.int().min(0)

const manifestFile = z.object({
  path: z.string().regex(/^(?!\.\.?$)[^/\\]+$/, 'is a name without a folder'),
  holds: z.enum(['interactions', 'impressions', 'items', 'people', 'connections', 'events']),
  /** Records, a line of names not counted. */
  rows: count,
  bytes: count,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Names of the columns or members, what their values are, and which field of the data they hold. */
  fields: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['text', 'texts', 'number', 'boolean', 'time']),
      /** How times are written. */
      unit: z.enum(['seconds', 'milliseconds', 'dates']).optional(),
      holds: z.string(),
    }),
  ),
})

/** What `manifest.json` of an export holds. */
export const exportManifestSchema = z.object({
  v: z.literal(1),
  kind: z.literal('tastemaker-export'),
  format: z.string(),
  name: z.string(),
  /** Of the source: it goes with the data. */
  licence: z.string(),
  /** Of the data set that was written; a part of a data set has the hash of the whole. */
  hash: z.string(),
  /** Version of the program that wrote it. */
  tastemaker: z.string(),
  people: count,
  items: count,
  events: count,
  /** Allowed ratings; absent for plain events. */
  scale: z.object({ min: z.number(), max: z.number(), step: z.number() }).optional(),
  files: z.array(manifestFile),
  /** What the format cannot hold. */
  lost: z.array(z.string()),
  /** What the reader of the source had noticed. */
  notes: z.array(z.string()),
})

/** What an export says of itself. */
export type ExportManifest = Readonly<z.output<typeof exportManifestSchema>>

/**
 * Reads what an export says of itself.
 *
 * @returns null for a folder that holds no export, or one that cannot be understood
 * @example (await exportManifest('out'))?.format // 'csv'
 */
export async function exportManifest(folder: string): Promise<ExportManifest | null> {
  const text = await readFile(join(folder, MANIFEST_FILE), 'utf8').catch(() => null)
  if (text === null) return null
  const parsed = exportManifestSchema.safeParse(jsonOf(text))
  return parsed.success ? parsed.data : null
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
