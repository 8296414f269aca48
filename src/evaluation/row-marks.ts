/** What may stand beside the name of a recommender, and what it means for its numbers. */
export const rowMarks = {
  optimistic: 'its options were chosen on the very events it is measured on here, so its numbers are too high',
  sampled:
    'measured against a sample of the catalogue instead of all of it, which can turn the order of recommenders around',
} as const

/** One of them. */
export type RowMark = keyof typeof rowMarks

/** A name with its marks, as every table prints it. @example marked({ recommender: 'ease', marks: ['optimistic'] }) // 'ease (optimistic)' */
export function marked({
  recommender,
  marks,
}: {
  readonly recommender: string
  readonly marks: readonly RowMark[]
}): string {
  return marks.length === 0 ? recommender : `${recommender} (${marks.join(', ')})`
}

/** Looks a name up among rows and gives it with its marks. @example markedName(table.rows, pair.other) */
export function markedName(
  rows: readonly { readonly recommender: string; readonly marks: readonly RowMark[] }[],
  recommender: string,
): string {
  const row = rows.find((one) => one.recommender === recommender)
  return row ? marked(row) : recommender
}
