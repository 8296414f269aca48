/**
 * Makes one order of several by Borda's count: place p of N gives N - p points.
 *
 * Candidates that a list leaves out share its unused points equally, so that a short list says no more than it says.
 *
 * @param lists orders, best first; ids that are no candidates are passed over
 * @param candidates all ids, in the order that settles ties
 * @returns candidates with their points, most points first
 * @example borda([['a', 'b'], ['b', 'a']], ['a', 'b']) // a 1, b 1: the order of the candidates decides
 */
export function borda(
  lists: readonly (readonly string[])[],
  candidates: readonly string[],
): readonly { readonly id: string; readonly points: number }[] {
  const points = new Map(candidates.map((id) => [id, 0]))
  const most = candidates.length
  for (const list of lists) {
    const named = [...new Set(list)].filter((id) => points.has(id))
    for (const [place, id] of named.entries()) points.set(id, points.get(id)! + most - 1 - place)
    const left = candidates.filter((id) => !named.includes(id))
    // The places left are worth 0 to left - 1.
    for (const id of left) points.set(id, points.get(id)! + (left.length - 1) / 2)
  }
  return [...points].map(([id, sum]) => ({ id, points: sum })).sort((a, b) => b.points - a.points)
}
