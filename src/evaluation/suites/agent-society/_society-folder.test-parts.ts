import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { randomStream } from '../../../random.ts'

const made: string[] = []

/** Writes files into a fresh temporary folder. @returns the folder */
export async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tastemaker-suite-'))
  made.push(folder)
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  return folder
}

/** Removes every folder that was made so far. */
export async function removeFolders(): Promise<void> {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true })
}

/** JSON Lines. */
export const jsonl = (records: readonly object[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('')

/** What a test changes of the challenge. */
export interface SocietyFolderOptions {
  readonly tasks?: number
  readonly candidates?: number
  /** Where the truth stands among the candidates, from 0. */
  readonly truthAt?: (task: number, candidates: number) => number
  /** Files that take the place of others. */
  readonly files?: Readonly<Record<string, string>>
}

/** A small challenge: 40 people, 80 items, and as many tasks of each track as are asked for. */
export function societyFiles(options: SocietyFolderOptions = {}): Record<string, string> {
  const { tasks = 6, candidates = 5, files = {} } = options
  const random = randomStream(5, 'society-folder')
  const truthAt = options.truthAt ?? ((task, size) => random.split('truth', task).int(size))
  const items = Array.from({ length: 80 }, (_, i) => ({
    item_id: `i${i}`,
    title: `Thing ${i}`,
    categories: [`group ${i % 4}`],
    stars: 4.5,
    average_rating: 4.5,
    price: i,
    source: 'amazon',
  }))
  const people = Array.from({ length: 40 }, (_, u) => ({ user_id: `u${u}`, average_stars: 4.2, source: 'amazon' }))
  const reviews = people.flatMap(({ user_id }, u) =>
    Array.from({ length: 12 }, (_, n) => {
      const item = (7 * u + 5 * n) % 80
      return {
        review_id: `${u}-${n}`,
        user_id,
        item_id: `i${item}`,
        stars: 1 + ((u + item) % 5),
        text: `words of ${user_id} on i${item}`,
        timestamp: 1.6e12 + 1000 * n,
      }
    }),
  )
  const written: Record<string, string> = {
    'item.json': jsonl(items),
    'user.json': jsonl(people),
    'review.json': jsonl(reviews),
  }
  for (let task = 0; task < tasks; task++) {
    const draw = random.split('task', task)
    const list = draw.shuffle(items.map(({ item_id }) => item_id)).slice(0, candidates)
    const user_id = `u${task % 40}`
    const labels = task % 2 === 0 ? { 'data type': 'sim' } : { 'data type': 'real' }
    written[`track2/amazon/tasks/task_${task}.json`] = JSON.stringify({
      type: 'recommendation',
      user_id,
      candidate_category: 'product',
      candidate_list: list,
      loc: [-1, -1],
      ...labels,
    })
    written[`track2/amazon/groundtruth/groundtruth_${task}.json`] = JSON.stringify({
      'ground truth': list[truthAt(task, candidates)],
    })
    written[`track1/amazon/tasks/task_${task}.json`] = JSON.stringify({
      type: 'user_behavior_simulation',
      user_id,
      item_id: list[0],
    })
    written[`track1/amazon/groundtruth/groundtruth_${task}.json`] = JSON.stringify({
      stars: 1 + (task % 5),
      review: 'As it is.',
    })
  }
  return { ...written, ...files }
}
