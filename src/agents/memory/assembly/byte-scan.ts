/*
 * Inner products of one vector of 16-bit whole numbers with many rows of 8-bit ones, sixteen at a time.
 */

/**
 * One 32-bit sum for each row.
 *
 * @param vector address of `width` 16-bit numbers
 * @param rows address of the first row
 * @param count of rows
 * @param width bytes of a row, a multiple of 16
 * @param sums address of the sums
 */
export function scan(vector: usize, rows: usize, count: i32, width: usize, sums: usize): void {
  for (let row = 0; row < count; row++, sums += 4) {
    let low = i32x4.splat(0)
    let high = i32x4.splat(0)
    for (let column: usize = 0; column < width; column += 16) {
      const bytes = v128.load(rows + column)
      const at = vector + (column << 1)
      low = i32x4.add(low, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(bytes), v128.load(at)))
      high = i32x4.add(high, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(bytes), v128.load(at + 16)))
    }
    low = i32x4.add(low, high)
    const sum =
      i32x4.extract_lane(low, 0) + i32x4.extract_lane(low, 1) + i32x4.extract_lane(low, 2) + i32x4.extract_lane(low, 3)
    store<i32>(sums, sum)
    rows += width
  }
}
