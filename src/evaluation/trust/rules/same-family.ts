import { listed } from '../../../words.ts'
import { decisive } from '../../order.ts'
import { caution, type Rule, refuse } from '../_rule.ts'

/**
 * Is a recommender judged by its kin?
 *
 * Two models of one family make the same mistakes, so viewers that decide by one of them like what the other shows. A
 * language model decides by no fitted family.
 */
export const sameFamily: Rule = (evidence) => {
  const { recommenders, viewers } = evidence.manifest
  if (viewers.mind === 'language') return null
  const shared = ({ family, kin = [family] }: (typeof recommenders)[number]) =>
    kin.filter((one) => one !== 'none' && viewers.utility.families.includes(one))
  const kin = recommenders.filter((one) => shared(one).length > 0)
  if (kin.length === 0) return null
  const names = kin.map(({ name }) => name)
  const families = listed([...new Set(kin.flatMap(shared))])
  const alike = `${listed(names)} and the viewers both learn by ${families}: ${kin.length > 1 ? 'they are' : 'it is'} judged by ${kin.length > 1 ? 'their' : 'its'} kin.`
  const compared = decisive(evidence)
  if (compared && names.includes(compared.recommender))
    return refuse(`${alike} So that ${compared.recommender} comes first says nothing.`)
  if (compared && names.includes(compared.other)) {
    return refuse(`${alike} How far ${compared.recommender} is ahead rests on ${compared.other}, so it says nothing.`)
  }
  return caution(`${alike} Leave ${kin.length > 1 ? 'their' : 'its'} comparisons out.`)
}
