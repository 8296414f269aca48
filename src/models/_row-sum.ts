/**
 * Adds some rows of a matrix to a vector, four rows a pass so that the vector is loaded and stored a quarter as often.
 *
 * @param matrix row-major, `into.length` numbers a row
 * @param rows row numbers
 * @param into the vector, changed in place
 */
export function addRows(matrix: Float32Array, rows: ArrayLike<number>, into: Float32Array): void {
  const width = into.length
  let r = 0
  for (; r + 4 <= rows.length; r += 4) {
    const a = rows[r]! * width
    const b = rows[r + 1]! * width
    const c = rows[r + 2]! * width
    const d = rows[r + 3]! * width
    for (let i = 0; i < width; i++) into[i]! += matrix[a + i]! + matrix[b + i]! + matrix[c + i]! + matrix[d + i]!
  }
  for (; r < rows.length; r++) {
    const a = rows[r]! * width
    for (let i = 0; i < width; i++) into[i]! += matrix[a + i]!
  }
}
