/**
 * Rounds a table to whole numbers that sum to a given total: each cell down, then one more where most was cut off (Hamilton's
 * method of largest remainders). A zero stays zero.
 *
 * @param cells none negative, not all zero
 * @param total whole number from 0
 * @returns whole numbers that sum to `total`; of equal remainders the first gets the unit
 * @example integerise([1.5, 1.5, 0], 3) // [2, 1, 0]
 */
export function integerise(cells: readonly number[], total: number): readonly number[] {
  const sum = cells.reduce((all, cell) => all + cell, 0)
  // The small push keeps a cell that is whole but for the arithmetic from being cut to the number below.
  const scaled = cells.map((cell) => (cell * total) / sum)
  const whole = scaled.map((cell) => Math.floor(cell + 1e-9))
  const left = total - whole.reduce((all, cell) => all + cell, 0)
  const order = scaled
    .map((cell, place) => ({ place, remainder: cell - whole[place]! }))
    .filter(({ place }) => cells[place]! > 0)
    .sort((one, other) => other.remainder - one.remainder || one.place - other.place)
  for (let given = 0; given < left; given++) whole[order[given % order.length]!.place]!++
  return whole
}
