import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { TastemakerError } from '../../domain/index.ts'
import type { EvaluatedRecommender } from '../evaluated-recommender.ts'
import { EVALUATION_VERSION, type EvaluationDocument, evaluationDocument } from './_document.ts'
import { decodeValues, type Values } from './_values-file.ts'
import { EVALUATION_FILE, type StoredEvaluation } from './evaluation.ts'

/** Whether a folder holds an evaluation. @example await isEvaluation('evaluations/first') */
export async function isEvaluation(folder: string): Promise<boolean> {
  return await stat(join(folder, EVALUATION_FILE)).then(
    (found) => found.isFile(),
    () => false,
  )
}

/**
 * Reads an evaluation that `writeEvaluation` kept.
 *
 * @returns what was written, to the last bit of every value
 * @throws {TastemakerError} `io/missing` when there is no folder or no evaluation in it, `run/version` when another version
 * wrote it, `format/unreadable` and `format/value` for a document that was edited, `run/incomplete` when its values are not
 * those that were written
 * @example (await readEvaluation('evaluations/first')).recommenders[0]?.result.values['ndcg@10']
 */
export async function readEvaluation(folder: string): Promise<StoredEvaluation> {
  const { recommenders, values: kept, format: _, version: __, ...rest } = await readDocument(folder)
  const path = join(folder, kept.file)
  const bytes = await readFile(path).catch((cause: unknown) => {
    const message = `The values of the evaluation in ${folder} are missing: there is no ${kept.file}.`
    throw new TastemakerError('io/missing', message, 'Copy the whole folder, or evaluate again.', { cause })
  })
  const values = decodeValues(bytes, kept.sha256, path)
  return { ...rest, recommenders: recommenders.map((one) => evaluated(one, values)) }
}

function evaluated(
  { protocol, values, cold, tiedShare, seconds, ...one }: EvaluationDocument['recommenders'][number],
  { people, perPerson }: Values,
): EvaluatedRecommender {
  const own = perPerson.get(one.recommender) ?? {}
  const result = { protocol, people, perPerson: own, values, tiedShare, seconds }
  return { ...one, result: cold === undefined ? result : { ...result, cold } }
}

async function readDocument(folder: string): Promise<EvaluationDocument> {
  const path = join(folder, EVALUATION_FILE)
  const text = await readFile(path, 'utf8').catch(async (cause: unknown) => {
    const there = await stat(folder).catch(() => null)
    const message = there
      ? `${folder} is not an evaluation: it has no ${EVALUATION_FILE}.`
      : `There is no folder ${folder}.`
    throw new TastemakerError('io/missing', message, 'Give a folder that an evaluation was kept in.', { cause })
  })
  const value = parse(text, path)
  const version = (value as { version?: unknown } | null)?.version
  if (version !== EVALUATION_VERSION) {
    const message = `The evaluation in ${folder} is of version ${String(version)}; this tastemaker reads version ${EVALUATION_VERSION}.`
    throw new TastemakerError('run/version', message, 'Evaluate again, or read it with the version that wrote it.')
  }
  const checked = evaluationDocument.safeParse(value)
  if (checked.success) return checked.data
  const issue = checked.error.issues[0]
  const message = `${path}: field "${issue?.path.join('.')}" ${issue?.message}.`
  throw new TastemakerError('format/value', message, 'The folder was edited or cut; evaluate again.')
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const message = `${path} is not JSON: ${(cause as Error).message}.`
    throw new TastemakerError('format/unreadable', message, 'The file was edited or cut; evaluate again.', { cause })
  }
}
