import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { TastemakerError } from '../../domain/index.ts'
import { sharedProtocol } from '../_shared-protocol.ts'
import type { EvaluatedRecommender } from '../evaluated-recommender.ts'
import { requireSamePeople } from '../statistics/person-values.ts'
import { EVALUATION_VERSION, type EvaluationDocument } from './_document.ts'
import { encodeValues } from './_values-file.ts'
import { EVALUATION_FILE, type StoredEvaluation } from './evaluation.ts'

/**
 * Keeps an evaluation in a folder, in place of an older one if there is one.
 *
 * The values go into a file of a new name, then `evaluation.json` is replaced in one step, then older values go: whenever this
 * is cut short, the folder holds the older evaluation whole, or the new one.
 *
 * @param folder made when missing
 * @throws {TastemakerError} `data/empty` without recommenders, `stats/different-test` when they were not measured on the same
 * test and people, `config/option` for two of one name, `io/not-writable`
 * @example await writeEvaluation('evaluations/first', { recommenders, seed: 1, createdAt, environment: thisEnvironment(1), data, plan: {}, request: {}, notes: [] })
 */
export async function writeEvaluation(folder: string, evaluation: StoredEvaluation): Promise<void> {
  // Field by field: what a caller's objects hold besides, such as fitted models, is not ours to keep.
  const { recommenders, createdAt, seed, environment, data, plan, request, notes } = evaluation
  requireComparable(recommenders)
  const { parts, sha256 } = encodeValues({
    people: recommenders[0]!.result.people,
    perPerson: new Map(recommenders.map(({ recommender, result }) => [recommender, result.perPerson])),
  })
  const file = `values-${sha256.slice(0, 16)}.bin`
  const document = {
    format: 'tastemaker-evaluation',
    version: EVALUATION_VERSION,
    createdAt,
    seed,
    environment,
    data,
    plan,
    request,
    notes,
    recommenders: recommenders.map(({ recommender, fitSeconds, memory, requestTimes, marks, result }) => {
      const { protocol, values, cold, tiedShare, seconds } = result
      const own = { recommender, fitSeconds, memory, requestTimes, marks }
      return { ...own, protocol, values, cold, tiedShare, seconds }
    }),
    values: { file, sha256 },
  } satisfies DeepReadonly<EvaluationDocument>
  try {
    await mkdir(folder, { recursive: true })
    await replace(join(folder, file), parts)
    await replace(join(folder, EVALUATION_FILE), [Buffer.from(`${JSON.stringify(document, null, 2)}\n`)])
    await removeOlder(folder, file)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    const message = `The evaluation cannot be kept in ${folder}: ${reason}.`
    throw new TastemakerError('io/not-writable', message, 'Free some space or name another folder.', { cause })
  }
}

/** What zod makes writable, as others have it. */
type DeepReadonly<Value> = Value extends object ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> } : Value

function requireComparable(recommenders: readonly EvaluatedRecommender[]): void {
  if (recommenders.length === 0) {
    throw new TastemakerError('data/empty', 'An evaluation needs at least one recommender.', 'Evaluate one first.')
  }
  sharedProtocol(recommenders.map(({ recommender, result }) => ({ name: recommender, protocol: result.protocol })))
  requireSamePeople(recommenders.map(({ result }) => ({ people: result.people, values: new Float64Array() })))
  const names = recommenders.map(({ recommender }) => recommender)
  const twice = names.find((name, place) => names.indexOf(name) !== place)
  if (twice === undefined) return
  throw new TastemakerError(
    'config/option',
    `Two recommenders are called "${twice}".`,
    'Say in the name how they differ.',
  )
}

async function replace(path: string, parts: readonly Uint8Array[]): Promise<void> {
  await writeFile(`${path}.part`, parts)
  await rename(`${path}.part`, path)
}

/** Values of evaluations that are no longer there, and what a killed write left. */
async function removeOlder(folder: string, kept: string): Promise<void> {
  const older = (await readdir(folder)).filter(
    (name) => /^values-[0-9a-f]{16}\.bin(\.part)?$/.test(name) && name !== kept,
  )
  await Promise.all(older.map((name) => rm(join(folder, name), { force: true })))
}
