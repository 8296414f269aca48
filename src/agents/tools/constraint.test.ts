import fc from 'fast-check'
import { expect, it } from 'vitest'
import { datasetFromRows } from '../../data/dataset.ts'
import { type Item, itemId } from '../../domain/index.ts'
import { catalogueColumns } from './catalogue-columns.ts'
import { type Constraint, constraintSchema, itemTest } from './constraint.ts'

const GENRES = ['Comedy', 'Drama', 'Sci-Fi'] as const
const MOODS = ['dark', 'light'] as const

const items = fc.array(
  fc.record({
    genres: fc.subarray([...GENRES]),
    year: fc.option(fc.integer({ min: 1990, max: 1994 }), { nil: undefined }),
    mood: fc.option(fc.constantFrom(...MOODS), { nil: undefined }),
  }),
  { maxLength: 12 },
)
type Made = typeof items extends fc.Arbitrary<infer Value> ? Value : never

/** All values occur in an item of its own, so that none is unknown. */
const columnsOf = (made: Made) => {
  const all: Made = [
    ...made,
    { genres: [...GENRES], year: 1990, mood: 'dark' },
    { genres: [], year: undefined, mood: 'light' },
  ]
  const catalogue = all.map(({ genres, year, mood }, n): Item => {
    const attributes = { ...(year === undefined ? {} : { year }), ...(mood === undefined ? {} : { mood }) }
    return { id: itemId(String(n)), title: `Film ${n}`, categories: genres, attributes }
  })
  return { all, columns: catalogueColumns(datasetFromRows([], { name: 'x', licence: 'MIT', catalogue })) }
}

const year = fc.integer({ min: 1989, max: 1995 })
const constraints: fc.Arbitrary<Constraint> = fc.oneof(
  fc.record({ field: fc.constant('year'), op: fc.constantFrom('<', '<=', '>', '>=', '=', '!='), value: year }),
  fc.record({ field: fc.constant('year'), op: fc.constant('between' as const), from: year, to: fc.constant(1995) }),
  fc.record({
    field: fc.constant('year'),
    op: fc.constantFrom('in', 'not_in'),
    values: fc.array(year, { minLength: 1 }),
  }),
  fc.record({
    field: fc.constant('category'),
    op: fc.constantFrom('in', 'not_in'),
    values: fc.subarray([...GENRES], { minLength: 1 }),
  }),
  fc.record({
    field: fc.constant('category'),
    op: fc.constantFrom('=', '!='),
    value: fc.constantFrom('COMEDY', 'sci-fi'),
  }),
  fc.record({
    field: fc.constant('mood'),
    op: fc.constantFrom('contains', 'not_contains'),
    value: fc.constantFrom('AR', 'ght', 'x'),
  }),
  fc.record({ field: fc.constant('mood'), op: fc.constantFrom('=', '!='), value: fc.constantFrom(...MOODS) }),
) as fc.Arbitrary<Constraint>

/** The same in plain words: the values of the item, and whether one of them is meant. */
function plainly({ genres, year, mood }: Made[number], constraint: Constraint): boolean {
  const field = { year: [year], mood: [mood], category: genres }[constraint.field]!
  const values = field.filter((value) => value !== undefined).map((value) => String(value).toLowerCase())
  const some = (test: (value: string) => boolean) => values.some(test)
  const named = 'values' in constraint ? constraint.values : 'value' in constraint ? [constraint.value] : []
  const meant = named.map((value) => String(value).toLowerCase())
  switch (constraint.op) {
    case '=':
    case 'in':
      return some((value) => meant.includes(value))
    case '!=':
    case 'not_in':
      return !some((value) => meant.includes(value))
    case 'contains':
      return some((value) => value.includes(meant[0]!))
    case 'not_contains':
      return !some((value) => value.includes(meant[0]!))
    case 'between':
      return some((value) => Number(value) >= constraint.from && Number(value) <= constraint.to)
    case '<':
      return some((value) => Number(value) < constraint.value)
    case '<=':
      return some((value) => Number(value) <= constraint.value)
    case '>':
      return some((value) => Number(value) > constraint.value)
    case '>=':
      return some((value) => Number(value) >= constraint.value)
  }
}

it('itemTest() says of every item what the condition says in plain words', () => {
  fc.assert(
    fc.property(items, constraints, (made, constraint) => {
      const { all, columns } = columnsOf(made)
      expect(constraintSchema.parse(constraint)).toEqual(constraint)
      const test = itemTest(columns, constraint)
      expect(all.map((_, item) => test(item))).toEqual(all.map((item) => plainly(item, constraint)))
    }),
  )
})

it('itemTest() of a condition and of its negation never agree', () => {
  fc.assert(
    fc.property(items, fc.constantFrom(...GENRES), (made, value) => {
      const { all, columns } = columnsOf(made)
      const [is, isNot] = (['=', '!='] as const).map((op) => itemTest(columns, { field: 'category', op, value }))
      for (const item of all.keys()) expect(is!(item)).toBe(!isNot!(item))
    }),
  )
})
