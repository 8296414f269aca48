import { fixed, listed } from '../../../words.ts'
import { holm } from '../../statistics/index.ts'
import { rivalWords } from '../_alignment.ts'
import { ALPHA, caution, type Rule, supported } from '../_rule.ts'

/**
 * Does a simple linear model (EASE, Steck 2019) know the people better than the viewers do?
 *
 * It answers from the same events by the same rule; where it is ahead, the viewers leave something of the person out.
 */
export const belowEase: Rule = ({ alignment }) => {
  const compared = alignment.flatMap((setting) => {
    const gain = setting.rows.find(({ who }) => who === 'ease')?.viewerGain
    return gain ? [{ ...setting, gain }] : []
  })
  const adjusted = holm(compared.map(({ gain }) => gain.p))
  const below = compared.filter(({ gain }, at) => (gain.difference ?? 0) < 0 && (adjusted[at] ?? 1) < ALPHA)
  if (compared.length === 0) return null
  if (below.length === 0)
    return supported('In no setting of the alignment test does EASE know the people better than the viewers do.')
  const where = [...Map.groupBy(below, ({ rivals }) => rivals)].map(
    ([rivals, settings]) => `${rivalWords[rivals]} at ${listed(settings.map(({ ratio }) => `1:${ratio}`))}`,
  )
  const gap = Math.max(...below.map(({ gain }) => -gain.difference!))
  return caution(
    `EASE, a simple linear model, tells what they choose better than the viewers do among ${where.join(', and among ')} (by up to ${fixed(100 * gap, 1)} points).`,
  )
}
