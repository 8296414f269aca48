import { basename, join, relative, sep } from 'node:path'
import { z } from 'zod'
import { itemId, Label, TastemakerError, userId } from '../../../domain/index.ts'
import { entriesOf } from '../_entries.ts'
import { readDocument } from '../_json-files.ts'
import type { LabelOrigin, SocietyTask, SocietyTruth } from './society-task.ts'

const id = z.union([z.string().min(1), z.number()]).transform(String)
const task = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('user_behavior_simulation'),
    user_id: id,
    item_id: id,
    'data type': z.string().optional(),
  }),
  z.object({
    type: z.literal('recommendation'),
    user_id: id,
    candidate_list: z.array(id).min(2),
    'data type': z.string().optional(),
  }),
])
const stars = z.object({ stars: z.number().min(0).max(5), review: z.string().default('') })
const chosen = z.object({ 'ground truth': id })

/** Tasks with their truths, in the order of folders and numbers. */
export interface TaskFiles {
  readonly tasks: readonly SocietyTask[]
  readonly truths: ReadonlyMap<string, Label<SocietyTruth>>
  readonly excluded: readonly { readonly id: string; readonly reason: string }[]
}

/** How deep `tasks` folders are looked for. */
const DEPTH = 4
const TASK = /^task_(\d+)\.json$/

/**
 * Reads every `task_N.json` below a folder with the `groundtruth_N.json` that belongs to it.
 *
 * @param unlabelled whose labels the tasks hold where they do not say
 */
export async function readTaskFiles(
  folder: string,
  unlabelled: LabelOrigin,
  repeated: 'exclude' | 'once',
): Promise<TaskFiles> {
  const found = await taskFolders(folder, DEPTH)
  if (found.length === 0) {
    throw new TastemakerError(
      'io/missing',
      `No task_N.json lies in ${folder} or a folder below it.`,
      'Give the folder with the folders "tasks" and "groundtruth".',
    )
  }
  const tasks: SocietyTask[] = []
  const truths = new Map<string, Label<SocietyTruth>>()
  const excluded: { id: string; reason: string }[] = []
  for (const { path, files } of found) {
    const set = setOf(folder, path)
    for (const number of files) {
      const named = `${set === '' ? '' : `${set}/`}task_${number}`
      const given = await readDocument(join(path, `task_${number}.json`), task)
      const labels = originOf(given['data type'], unlabelled)
      const common = { id: named, set, labels, user: userId(given.user_id) }
      const truthPath = join(truthFolder(path), `groundtruth_${number}.json`)
      if (given.type === 'user_behavior_simulation') {
        tasks.push({ ...common, type: 'rate', item: itemId(given.item_id) })
        truths.set(named, new Label<SocietyTruth>({ type: 'rate', ...(await readDocument(truthPath, stars)) }))
        continue
      }
      const candidates = [...new Set(given.candidate_list.map(itemId))]
      const truth = itemId((await readDocument(truthPath, chosen))['ground truth'])
      // Said without the truth: a message is no place for it.
      if (!candidates.includes(truth)) {
        throw new TastemakerError(
          'format/value',
          `The truth of ${named} is none of its candidates: ${truthPath} belongs to another task.`,
          'Take tasks and truths from one release.',
        )
      }
      const twice = given.candidate_list.length - candidates.length
      if (twice > 0) excluded.push({ id: named, reason: `${twice} of its candidates come twice` })
      if (twice > 0 && repeated === 'exclude') continue
      tasks.push({ ...common, type: 'rank', candidates })
      truths.set(named, new Label<SocietyTruth>({ type: 'rank', item: truth }))
    }
  }
  return { tasks, truths, excluded: repeated === 'exclude' ? excluded : [] }
}

const originOf = (said: string | undefined, unlabelled: LabelOrigin): LabelOrigin =>
  said === undefined ? unlabelled : said.startsWith('sim') ? 'simulated' : 'real'

/** Truths lie beside the tasks, or in the folder `groundtruth` beside the folder `tasks`. */
const truthFolder = (tasks: string): string => (basename(tasks) === 'tasks' ? join(tasks, '..', 'groundtruth') : tasks)

function setOf(folder: string, path: string): string {
  const parts = relative(folder, path).split(sep)
  return (parts.at(-1) === 'tasks' ? parts.slice(0, -1) : parts).join('/')
}

async function taskFolders(
  path: string,
  depth: number,
): Promise<{ readonly path: string; readonly files: readonly number[] }[]> {
  const entries = await entriesOf(path)
  if (entries === null) throw new TastemakerError('io/missing', `There is no folder ${path}.`, 'Check the spelling.')
  const files = entries
    .flatMap(({ name }) => TASK.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((one, other) => one - other)
  const below = depth === 0 ? [] : entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  const deeper = []
  for (const { name } of below) {
    deeper.push(...(await taskFolders(join(path, name), depth - 1)))
  }
  return files.length > 0 ? [{ path, files }, ...deeper] : deeper
}
