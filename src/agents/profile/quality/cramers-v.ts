/**
 * How strongly two attributes hang together: the square root of chi-square / (n (k − 1)), k the smaller number of values that occur
 * (Cramér 1946).
 *
 * Small samples push it up; `correctedCramersV` takes that out.
 *
 * @param table counts, rows by columns
 * @returns from 0 (independent) to 1 (one decides the other); null where one of the two does not vary
 * @example cramersV([[30, 10], [10, 30]]) // 0.5
 */
export function cramersV(table: readonly (readonly number[])[]): number | null {
  const { perPerson, rows, columns } = association(table)
  const smaller = Math.min(rows, columns)
  return smaller < 2 ? null : Math.sqrt(perPerson / (smaller - 1))
}

/**
 * Cramér's V with the upward push of small samples taken out (Bergsma 2013).
 *
 * @param table counts of people, rows by columns
 * @returns about 0 for independent attributes whatever the size; null where one does not vary or there are too few people
 * @example correctedCramersV([[30, 10], [10, 30]]) // 0.49
 */
export function correctedCramersV(table: readonly (readonly number[])[]): number | null {
  const { perPerson, rows, columns, people } = association(table)
  if (Math.min(rows, columns) < 2 || people < 2) return null
  const push = ((rows - 1) * (columns - 1)) / (people - 1)
  const levels = (count: number): number => count - (count - 1) ** 2 / (people - 1)
  const smaller = Math.min(levels(rows), levels(columns))
  return smaller > 1 ? Math.sqrt(Math.max(0, perPerson - push) / (smaller - 1)) : null
}

/** Chi-square per person, and how many rows and columns occur. */
function association(table: readonly (readonly number[])[]) {
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0))
  const columns = (table[0] ?? []).map((_, column) => table.reduce((sum, row) => sum + row[column]!, 0))
  const people = rows.reduce((sum, count) => sum + count, 0)
  let chiSquare = 0
  for (const [r, row] of table.entries()) {
    for (const [c, count] of row.entries()) {
      const expected = (rows[r]! * columns[c]!) / people
      if (expected > 0) chiSquare += (count - expected) ** 2 / expected
    }
  }
  const occurring = (sums: readonly number[]): number => sums.filter((sum) => sum > 0).length
  return { perPerson: chiSquare / people, rows: occurring(rows), columns: occurring(columns), people }
}
