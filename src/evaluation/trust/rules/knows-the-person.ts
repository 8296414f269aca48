import { counted, fixed, listed, percent } from '../../../words.ts'
import type { AlignmentRow } from '../../alignment-table.ts'
import { holm } from '../../statistics/index.ts'
import { alignmentAt } from '../_alignment.ts'
import { minimalDetectable, standardError } from '../_power.ts'
import { ALPHA, type Rule, refuse, supported } from '../_rule.ts'

/** What viewers must be better than, among rivals as popular as what was chosen. */
const CONTROLS = { popularity: 'popularity', 'persona-shuffled': 'viewers with the taste of a stranger' } as const

/**
 * Do the viewers know whose viewers they are?
 *
 * Asked with equally popular rivals at 1:1, because popularity alone solves the published form of the test (Zhang et al.
 * 2024): who is not better than popularity there, or than a viewer with somebody else's taste, has shown no taste.
 */
export const knowsThePerson: Rule = ({ alignment }) => {
  const rows = alignmentAt(alignment, 'equally-popular', 1)
  const viewer = rows?.get('viewer')
  if (!rows || !viewer || viewer.accuracy.mean === null) {
    return refuse(
      'No viewer was asked about held-out items among equally popular rivals: whether they know the people is not known.',
    )
  }
  const names = Object.keys(CONTROLS) as (keyof typeof CONTROLS)[]
  const missing = names.filter((name) => !rows.get(name))
  if (missing.length > 0)
    return refuse(`The alignment test lacks its control ${listed(missing)}: what the viewers know cannot be judged.`)
  const controls = names.map((name) => rows.get(name)!)
  const adjusted = holm(controls.map((row) => row.viewerGain?.p ?? null))
  const level = names.filter(
    (_, at) => !((controls[at]!.viewerGain?.difference ?? 0) > 0 && (adjusted[at] ?? 1) < ALPHA),
  )
  const right = (row: AlignmentRow): string => percent(row.accuracy.mean ?? Number.NaN)
  const among = `Among equally popular rivals the viewers are right in ${right(viewer)} of their answers`
  if (level.length === 0) {
    return supported(`${among}, ${listed(names.map((name) => `${CONTROLS[name]} in ${right(rows.get(name)!)}`))}.`)
  }
  const than = listed(
    level.map((name) => `${CONTROLS[name]} (${right(rows.get(name)!)})`),
    'or',
  )
  return refuse(`${among}, no better than ${than}: they have shown no taste of their own.${couldHaveFound(controls)}`)
}

function couldHaveFound(controls: readonly AlignmentRow[]): string {
  const errors = controls.flatMap(({ viewerGain, people }) => (viewerGain && standardError(viewerGain, people)) ?? [])
  if (errors.length === 0) return ''
  const points = 100 * minimalDetectable(Math.max(...errors), controls.length)
  return ` A gain of ${fixed(points, 1)} points would have shown with ${counted(controls[0]!.people, 'person', 'people')}.`
}
