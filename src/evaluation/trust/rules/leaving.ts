import { fixed } from '../../../words.ts'
import { caution, type Rule, refuse } from '../_rule.ts'
import type { Evidence } from '../evidence.ts'

/** Who says how long viewers stay? Ratings do not tell when somebody left, so it is assumed at best. */
export const leaving: Rule = ({ manifest: { viewers }, rows }) => {
  const stay = stayOf(rows)
  switch (viewers.mind) {
    case 'language':
      return refuse(`A language model decides when to leave, and nothing shows that it leaves when people do.${stay}`)
    case 'own':
      return caution(
        `A mind of its own decides when to leave, and no event of this data says when these people left.${stay}`,
      )
    default:
      return caution(
        `How many pages a viewer stays is an assumption fitted to a published log of other viewers, not learned from these people.${stay}`,
      )
  }
}

function stayOf(rows: Evidence['rows']): string {
  const pages = rows.flatMap(({ measures }) => measures.exitPage.mean ?? [])
  if (pages.length === 0) return ''
  const [least, most] = [fixed(Math.min(...pages), 2), fixed(Math.max(...pages), 2)]
  return least === most
    ? ` Here they stay ${least} pages.`
    : ` Here they stay ${least} to ${most} pages, by recommender.`
}
