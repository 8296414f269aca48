import { readReviewFiles } from './_review-files.ts'
import { readTaskFiles } from './_task-files.ts'
import type { AgentSociety, LabelOrigin } from './society-task.ts'

/** How a folder is read. */
export interface AgentSocietyOptions {
  /** The folder of `item.json`, `user.json` and `review.json`, where they do not lie in the folder of the tasks. */
  readonly data?: string
  /**
   * Whose labels the tasks hold that do not say so by their field `data type`; `simulated` unless given, since those that are published
   * were made by a language model.
   */
  readonly labels?: LabelOrigin
  /** What becomes of a task with a candidate that comes twice: left out and listed, or read with each candidate once. */
  readonly repeated?: 'exclude' | 'once'
}

/**
 * Reads the AgentSociety challenge (arXiv:2502.18754) from a folder: tasks of both tracks, truths, and the reviews around them.
 *
 * Assumed of the layout, as the challenge's repository has it: any number of folders, up to four deep, each with `tasks/task_N.json`
 * and `groundtruth/groundtruth_N.json` (or both kinds side by side); `item.json`, `user.json` and `review.json` with one object a line
 * in the folder, in `data`, `dataset`, or `processed` below these. A task has `type` (`user_behavior_simulation` with `user_id` and
 * `item_id`, or `recommendation` with `user_id` and `candidate_list`) and perhaps `data type` (`sim` or `real`); a truth is
 * `{ stars, review }` or `{ "ground truth": id }`. Times are `timestamp`, `date` or `date_added`.
 *
 * No row of a pair of person and item of a task is read, and no average or count of ratings, since the label is part of it.
 * Texts are kept for people and items of the tasks only; files may be larger than memory otherwise allows.
 *
 * @throws {TastemakerError} `io/missing` without a file; `format/unreadable` for a line that is no JSON; `format/value` for a record of
 *   another form, a truth that is none of the candidates, or a task with an unknown person or item; `data/empty` without reviews
 * @example const suite = await readAgentSociety('agent-society')
 */
export async function readAgentSociety(folder: string, options: AgentSocietyOptions = {}): Promise<AgentSociety> {
  const { data = folder, labels = 'simulated', repeated = 'exclude' } = options
  const { tasks, truths, excluded } = await readTaskFiles(folder, labels, repeated)
  return { ...(await readReviewFiles(data, tasks)), tasks, truths, excluded }
}
