import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { type Cells, type Encoding, ForeignText, textOf } from '../../../data/sources/_cells.ts'
import { openTable } from '../../../data/sources/_open-table.ts'
import { TastemakerError, userId } from '../../../domain/index.ts'
import { demographicsOf } from '../align/data-population.ts'
import { PROFILE_VERSION, type Profile } from '../profile.ts'
import { profileProblems } from '../profile-problems.ts'

/** Where personas came from and under which terms. */
export interface PersonaManifest {
  readonly v: 1
  readonly kind: 'tastemaker-personas'
  /** As the user gave it: it goes with the personas wherever they go. */
  readonly licence: string
  /** Name of the file, without its folder. */
  readonly file: string
  readonly sha256: string
  readonly people: number
}

/** Personas of a file, and what was left out. */
export interface ImportedPersonas {
  readonly profiles: readonly Profile[]
  readonly manifest: PersonaManifest
  /** Lines left out, with the reason. */
  readonly left: readonly { readonly line: number; readonly message: string }[]
}

/** Columns that are read into fields. Names and contact columns are not among them and are never read. */
const COLUMNS = ['persona', 'id', 'age', 'gender', 'occupation', 'place'] as const

/** Megabytes for a Parquet file. */
const MEMORY = 512

/**
 * Reads personas from a file of the user: a table with some of the columns persona, id, age, gender, occupation and place, or one
 * object with a `persona` text on each line, as Persona Hub publishes them (Ge et al. 2024, arXiv 2406.20094).
 *
 * Nothing is fetched and nothing ships with the library. The text is kept as data in `persona`; fields that the file does not have stay
 * unknown. The handle comes from the row, since names in files may be names of people.
 *
 * @param path a CSV, TSV, JSON, JSON Lines or Parquet file
 * @param licence the terms under which the file may be used, in the user's words, such as `CC BY-NC-SA 4.0`
 * @throws {TastemakerError} `persona/licence` without a licence, `format/column` for a file without a column that is known, what the
 *   readers of tables throw
 * @example (await importPersonas('personas.jsonl', 'CC BY-NC-SA 4.0')).manifest.licence
 */
export async function importPersonas(path: string, licence: string): Promise<ImportedPersonas> {
  if (licence.trim() === '') {
    throw new TastemakerError(
      'persona/licence',
      `Personas of ${path} need the licence they come under, got "${licence}".`,
      'Give it as their publisher states it, such as CC BY-NC-SA 4.0.',
    )
  }
  const { profiles, left } = await readRows(path, 'utf-8').catch((error: unknown) => {
    if (!(error instanceof ForeignText)) throw error
    return readRows(path, 'latin-1')
  })
  const manifest: PersonaManifest = {
    v: 1,
    kind: 'tastemaker-personas',
    licence: licence.trim(),
    file: basename(path),
    sha256: await sha256Of(path),
    people: profiles.length,
  }
  return { profiles, manifest, left }
}

async function readRows(path: string, encoding: Encoding): Promise<Omit<ImportedPersonas, 'manifest'>> {
  const source = await openTable(path, { encoding, memory: MEMORY })
  const profiles: Profile[] = []
  const left: { line: number; message: string }[] = []
  if (source === null) return { profiles, left }
  const columns = COLUMNS.filter((column) => source.columns.includes(column))
  if (columns.every((column) => column === 'id')) {
    throw new TastemakerError(
      'format/column',
      `${path} has no column that tells of a person. Its columns are: ${source.columns.slice(0, 20).join(', ')}.`,
      `Name one of them ${COLUMNS.filter((column) => column !== 'id').join(', ')}.`,
    )
  }
  const ids = new Set<string>()
  await source.read(columns, {
    record(cells) {
      const profile = profileOf(columns, cells)
      const repeated = ids.has(profile.id) ? [{ message: `id: "${profile.id}" comes twice.` }] : []
      const [problem] = [...profileProblems(profile), ...repeated]
      if (problem) return void left.push({ line: cells.line, message: problem.message })
      ids.add(profile.id)
      profiles.push(profile)
    },
    malformed: (_reason, detail, place) => void left.push({ line: place.line, message: `The line ${detail}.` }),
  })
  return { profiles, left }
}

function profileOf(columns: readonly string[], cells: Cells): Profile {
  const row = Object.fromEntries(columns.map((column, place) => [column, textOf(cells, place).trim()]))
  const number = cells.row + 1
  const demographics = demographicsOf({ id: userId(String(number)), demographics: row as Record<string, string> })
  return {
    v: PROFILE_VERSION,
    id: row['id'] || `imported-${number}`,
    name: `imported-${number}`,
    origin: 'imported',
    // A value that the format refuses is kept, so that it is found and told.
    demographics: {
      ...demographics,
      age: row['age'] ? Number(row['age']) : null,
      occupation: row['occupation'] || null,
      place: row['place'] || null,
    },
    bigFive: { openness: null, conscientiousness: null, extraversion: null, agreeableness: null, neuroticism: null },
    taste: null,
    diversity: null,
    conformity: null,
    activity: null,
    priceSensitivity: null,
    patience: null,
    privacyAttitude: null,
    ...(row['persona'] ? { persona: row['persona'] } : {}),
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
