import type { Baskets } from '../_baskets.ts'
import { type Kernels, kernels } from '../kernels/index.ts'
import type { IalsOptions } from './options.ts'

/** Steps of conjugate gradients a sweep; from the last sweep's answer, three come close enough (Takács et al. 2011). */
const STEPS = 3

/** Both sides of the matrix: vectors, row-major, and for each what it goes with. */
export interface Sides {
  readonly users: Float32Array
  readonly items: Float32Array
  /** Items of each user. */
  readonly baskets: Baskets
  /** Users of each item. */
  readonly people: Baskets
}

/**
 * Improves users and items by turns, the other side fixed, and solves the users exactly at the end, in place.
 *
 * @param onEpoch called after every sweep over both sides
 * @returns F'F of the finished items
 */
export function alternate(sides: Sides, options: IalsOptions, threads: number, onEpoch: (done: number) => void) {
  const set = kernels({ threads })
  const { epochs, solver, factors } = options
  const steps = solver === 'cg' ? STEPS : 0
  return sharing(set, sides, ({ users, items, baskets, people }) => {
    for (let epoch = 0; epoch < epochs; epoch++) {
      sweep(set, users, items, baskets, options, steps)
      sweep(set, items, users, people, options, steps)
      onEpoch(epoch + 1)
    }
    sweep(set, users, items, baskets, options, 0)
    return set.gram(items, factors)
  })
}

/** One side's turn: every vector's regression on the vectors that it goes with. */
function sweep(
  set: Kernels,
  vectors: Float32Array,
  other: Float32Array,
  observed: Baskets,
  { factors: d, unobserved, regularisation }: IalsOptions,
  steps: number,
): void {
  const gram = set.gram(other, d)
  set.solveRows(vectors, { d, other, observed, gram, population: other.length / d, unobserved, regularisation, steps })
}

/** Works on copies in the kernels' memory, which every sweep would copy there otherwise, and brings the vectors back. */
function sharing<Result>(set: Kernels, sides: Sides, work: (copies: Sides) => Result): Result {
  const taken: (Float32Array | Int32Array)[] = []
  const take = <Numbers extends Float32Array | Int32Array>(array: Numbers): Numbers => {
    const copy = set.share(array)
    taken.push(copy)
    return copy
  }
  const takeRows = ({ offsets, columns }: Baskets): Baskets => ({ offsets, columns: take(columns) })
  try {
    const copies = {
      users: take(sides.users),
      items: take(sides.items),
      baskets: takeRows(sides.baskets),
      people: takeRows(sides.people),
    }
    const result = work(copies)
    sides.users.set(copies.users)
    sides.items.set(copies.items)
    return result
  } finally {
    for (const copy of taken) set.release(copy)
  }
}
