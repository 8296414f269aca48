import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Dataset, TastemakerError } from '../../domain/index.ts'
import type { Experiment } from './experiment-file.ts'

/** Writes what a folder is about, or checks that it is about the same; throws `experiment/different` naming the field. */
export async function keepExperiment(folder: string, experiment: Experiment, data: Dataset): Promise<void> {
  const path = join(folder, 'experiment.json')
  const { threads: _, ...rest } = experiment
  const own: Readonly<Record<string, unknown>> = { ...rest, dataHash: data.hash }
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) {
    await writeFile(`${path}.part`, `${JSON.stringify(own, null, 2)}\n`)
    await rename(`${path}.part`, path)
    return
  }
  const kept = parsed(text, path)
  const fields = [...new Set([...Object.keys(own), ...Object.keys(kept)])]
  const other = fields.find((field) => JSON.stringify(own[field]) !== JSON.stringify(kept[field]))
  if (other === undefined) return
  throw new TastemakerError(
    'experiment/different',
    `${folder} holds another experiment: its "${other}" is ${shown(kept[other])}, not ${shown(own[other])}.`,
    'Name another folder with --out, or remove this one.',
  )
}

function parsed(text: string, path: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new TastemakerError('format/unreadable', `${path} is not JSON.`, 'Name another folder with --out.', { cause })
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'not there'
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}
