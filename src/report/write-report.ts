import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { TastemakerError } from '../domain/index.ts'
import {
  bestFirst,
  isEvaluation,
  readEvaluation,
  readSimulation,
  readVisits,
  type SimulationResult,
} from '../evaluation/index.ts'
import { checkedDocument } from '../runs/index.ts'
import { evaluationReportHtml } from './evaluation-report.ts'
import { reportHtml } from './report.ts'

/**
 * Makes `report.html` in a folder, of a simulation or of an evaluation, in one step, so that a browser never sees half of it.
 *
 * @returns its path
 * @throws TastemakerError what `readEvaluation` or `readSimulation` throws; `io/missing` and `format/value` for `items.json`, `personas.json` and `panel.json`;
 * `io/not-writable` when the page cannot be kept
 * @example await writeReport('runs/first')
 */
export async function writeReport(folder: string): Promise<string> {
  const path = join(folder, 'report.html')
  await replace(path, await pageOf(folder))
  return path
}

async function pageOf(folder: string): Promise<string> {
  if (await isEvaluation(folder)) return evaluationReportHtml(await readEvaluation(folder))
  const result = await readSimulation(folder)
  const titles = await checkedDocument(folder, 'items.json', z.record(z.string(), z.string()))
  const personas = await checkedDocument(folder, 'personas.json', z.record(z.string(), z.string()))
  const { users } = await checkedDocument(folder, 'panel.json', z.object({ users: z.array(z.string()) }))
  const chosen = choose(result, users)
  const events = await readVisits(folder, [...chosen.keys()])
  const visits = [...events].map(([session, happened]) => ({
    session,
    title: chosen.get(session)!,
    events: happened,
  }))
  return reportHtml({ result, visits, titles, personas })
}

/**
 * Visits by place alone: the first of the panel in front of the best recommender and of a plain one, somebody from the middle
 * of the panel in front of the best, and the first for whom a model decided beside the viewers, with and without it.
 *
 * @returns title by session
 */
function choose({ rows, manifest, besideUsers }: SimulationResult, users: readonly string[]): Map<string, string> {
  const order = bestFirst(rows).map((row) => row.recommender)
  const [best, ...others] = order
  const [first, another] = [users[0], users[Math.floor(users.length / 2)]]
  if (best === undefined || first === undefined || another === undefined) return new Map()
  const popular = manifest.recommenders.find(({ name, family }) => family === 'popularity' && others.includes(name))
  const plain = popular?.name ?? others.at(-1)
  const chosen = new Map([[`viewer/${best}/${first}`, `Viewer ${first} in front of ${best}, first by satisfaction`]])
  if (plain !== undefined) chosen.set(`viewer/${plain}/${first}`, `The same viewer in front of ${plain}`)
  if (another !== first) chosen.set(`viewer/${best}/${another}`, `Viewer ${another} in front of ${best}`)
  const { beside, model } = manifest.viewers
  const [twice] = besideUsers
  if (beside && twice !== undefined) {
    chosen.set(`viewer/${best}/${twice}`, `Viewer ${twice} in front of ${best}`)
    chosen.set(`${beside.as}/${best}/${twice}`, `The same, where ${model ?? 'a model'} decides everything`)
  }
  return chosen
}

async function replace(path: string, page: string): Promise<void> {
  try {
    await writeFile(`${path}.part`, page)
    await rename(`${path}.part`, path)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new TastemakerError(
      'io/not-writable',
      `The report ${path} cannot be written: ${reason}.`,
      'Free some space, or copy the run folder to where you may write.',
      { cause },
    )
  }
}
