import type { Turn } from './turn.ts'

/** From how many candidates on a question helps, and up to how many wishes. */
const MANY = 40
const FEW_WISHES = 2

/**
 * A question that would narrow most: the two groups whose share among the candidates is nearest to a half; never twice in a row.
 *
 * Asking for the most even split is asking for the most information (Shannon 1948).
 *
 * @param ranked the best of what fits, in order
 * @param left how many fit
 */
export function facetQuestion({ state, facets }: Turn, ranked: Int32Array, left: number): string | null {
  const column = facets.columns.fields.get('category')
  if (state.asked || left < MANY || state.wishes.wishes.length > FEW_WISHES || column?.type !== 'list') return null
  const counts = new Float64Array(column.values.length)
  for (const item of ranked)
    for (let at = column.offsets[item]!; at < column.offsets[item + 1]!; at++) counts[column.codes[at]!]!++
  const said = new Set(
    state.wishes.wishes.flatMap(({ aim }) =>
      aim.type === 'condition' && 'values' in aim.constraint ? aim.constraint.values : [],
    ),
  )
  const [one, other] = [...counts.keys()]
    .filter((code) => counts[code]! > 0 && counts[code]! < ranked.length && !said.has(column.values[code]!))
    .sort((a, b) => Math.abs(counts[a]! / ranked.length - 0.5) - Math.abs(counts[b]! / ranked.length - 0.5) || a - b)
    .map((code) => column.values[code]!.toLowerCase())
  return one === undefined || other === undefined ? null : `Would you rather have ${one} or ${other}?`
}
