/*
 * Inner products of a query with rows of d floats. Every road to a score sums in the same order, four partial sums joined
 * in pairs and then what is left over, so a score has the same bits whether it is one of all, one of the best or looked up.
 */

/** query·row of the row at an address. */
// @ts-ignore: decorator
@inline
export function dot(query: usize, row: usize, d: i32): f32 {
  let s = f32x4.splat(0)
  let p = d
  for (; p >= 4; p -= 4, query += 16, row += 16) s = f32x4.relaxed_madd(v128.load(query), v128.load(row), s)
  let sum: f32 =
    f32x4.extract_lane(s, 0) + f32x4.extract_lane(s, 1) + (f32x4.extract_lane(s, 2) + f32x4.extract_lane(s, 3))
  for (; p > 0; p--, query += 4, row += 4) sum += load<f32>(query) * load<f32>(row)
  return sum
}

/** query·row of four rows; past the end the last row stands in. */
export function dots(query: usize, rows: usize, d: i32, row: i32, to: i32): v128 {
  const last = to - 1
  let x0 = rows + ((<usize>row * <usize>d) << 2)
  let x1 = rows + ((<usize>min(row + 1, last) * <usize>d) << 2)
  let x2 = rows + ((<usize>min(row + 2, last) * <usize>d) << 2)
  let x3 = rows + ((<usize>min(row + 3, last) * <usize>d) << 2)
  let s0 = f32x4.splat(0)
  let s1 = f32x4.splat(0)
  let s2 = f32x4.splat(0)
  let s3 = f32x4.splat(0)
  let p = d
  for (; p >= 4; p -= 4, query += 16, x0 += 16, x1 += 16, x2 += 16, x3 += 16) {
    const q = v128.load(query)
    s0 = f32x4.relaxed_madd(q, v128.load(x0), s0)
    s1 = f32x4.relaxed_madd(q, v128.load(x1), s1)
    s2 = f32x4.relaxed_madd(q, v128.load(x2), s2)
    s3 = f32x4.relaxed_madd(q, v128.load(x3), s3)
  }
  const s01 = f32x4.add(v128.shuffle<f32>(s0, s1, 0, 4, 2, 6), v128.shuffle<f32>(s0, s1, 1, 5, 3, 7))
  const s23 = f32x4.add(v128.shuffle<f32>(s2, s3, 0, 4, 2, 6), v128.shuffle<f32>(s2, s3, 1, 5, 3, 7))
  let sums = f32x4.add(v128.shuffle<f32>(s01, s23, 0, 1, 4, 5), v128.shuffle<f32>(s01, s23, 2, 3, 6, 7))
  for (; p > 0; p--, query += 4, x0 += 4, x1 += 4, x2 += 4, x3 += 4) {
    let x = v128.load_splat<f32>(x0)
    x = f32x4.replace_lane(x, 1, load<f32>(x1))
    x = f32x4.replace_lane(x, 2, load<f32>(x2))
    x = f32x4.replace_lane(x, 3, load<f32>(x3))
    sums = f32x4.add(sums, f32x4.mul(v128.load_splat<f32>(query), x))
  }
  return sums
}

/** start + query·row of rows [0, count) to `scores`. @param start a number for each row; 0 for none */
export function products(query: usize, rows: usize, d: i32, count: i32, start: usize, scores: usize): void {
  for (let row = 0; row < count; row += 4) {
    let sums = dots(query, rows, d, row, count)
    const at = <usize>row << 2
    if (row + 4 <= count) {
      if (start) sums = f32x4.add(sums, v128.load(start + at))
      v128.store(scores + at, sums)
    } else {
      for (let place = row; place < count; place++) {
        const sum = f32x4.extract_lane(dots(query, rows, d, place, count), 0)
        const own = <usize>place << 2
        store<f32>(scores + own, start ? sum + load<f32>(start + own) : sum)
      }
    }
  }
}
