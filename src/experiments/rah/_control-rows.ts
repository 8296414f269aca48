import type { ItemIndex } from '../../domain/index.ts'
import type { RahAssistant } from '../../systems/rah/index.ts'
import { type ActRow, actRow } from './_act-rows.ts'
import { controls } from './_controls.ts'
import { rawHistory } from './_raw-history.ts'
import { type Setting, teach } from './_setting.ts'
import type { StudyPerson } from './people.ts'

/** Names of the controls that are the assistant with a part missing, or of somebody else. */
export const PART_CONTROLS = {
  loop: 'act without the loop',
  reflect: 'loop without Reflect',
  stranger: "a stranger's personality",
} as const

/** Controls that know what the person did. */
const LEARNS: ReadonlySet<string> = new Set(['raw history', 'mean of the person', 'kNN on item text'])

/** The assistant with a part missing, a stranger's, and those who need no assistant, on the same held-out events. */
export async function controlRows(setting: Setting, assistant: RahAssistant): Promise<ActRow[]> {
  const { people, options, data, heldOut, lessonsOf, drawing } = setting
  const rows: ActRow[] = []
  for (const without of ['loop', 'reflect'] as const) {
    const other = setting.assistant({ without })
    for (const person of people) await teach(other, lessonsOf(person))
    rows.push(await setting.measured({ name: PART_CONTROLS[without], lessons: options.lessons }, other))
  }
  const stranger = (person: StudyPerson): StudyPerson => people[(people.indexOf(person) + 1) % people.length]!
  const named = { name: PART_CONTROLS.stranger, lessons: options.lessons }
  rows.push(await setting.measured(named, assistant, stranger))
  for (const [name, predict] of Object.entries({ 'raw history': rawHistory(data), ...controls(setting) })) {
    const judge = async (person: StudyPerson, item: ItemIndex) => predict(lessonsOf(person), item)
    const lessons = LEARNS.has(name) ? options.lessons : null
    rows.push(await actRow({ name, lessons, judge }, people, heldOut, drawing))
  }
  return rows
}
