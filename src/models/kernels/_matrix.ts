/** A matrix somewhere in the kernels' memory: element (i, j) is the float at `at` + 4·(i·row + j·column). */
export interface Matrix {
  readonly at: number
  readonly rows: number
  readonly columns: number
  /** Strides in floats. */
  readonly row: number
  readonly column: number
}

/** A matrix whose rows follow each other. */
export function rowMajor(at: number, rows: number, columns: number): Matrix {
  return { at, rows, columns, row: columns, column: 1 }
}

/** The same numbers with rows and columns exchanged. */
export function transposed({ at, rows, columns, row, column }: Matrix): Matrix {
  return { at, rows: columns, columns: rows, row: column, column: row }
}

/** The part of a matrix in rows [top, bottom) and columns [left, right). */
export function part(whole: Matrix, top: number, bottom: number, left: number, right: number): Matrix {
  const at = whole.at + Float32Array.BYTES_PER_ELEMENT * (top * whole.row + left * whole.column)
  return { at, rows: bottom - top, columns: right - left, row: whole.row, column: whole.column }
}
