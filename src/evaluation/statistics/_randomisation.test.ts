import { describe, expect, it } from 'vitest'
import { randomStream } from '../../random.ts'
import { drawFlips, flipTables } from './_randomisation.ts'

/** The readable twin: bit i of the random numbers, in turn, flips difference i. */
function flipOneByOne(differences: Float64Array, random: ReturnType<typeof randomStream>): number {
  let [flipped, signs] = [0, 0]
  for (const [person, difference] of differences.entries()) {
    if (person % 32 === 0) signs = random.int(2 ** 32)
    if ((signs >>> (person % 32)) & 1) flipped += difference
  }
  return flipped
}

describe('drawFlips()', () => {
  it('drawFlips() adds up what flipping person by person adds up, whatever the number of people', () => {
    for (const count of [1, 7, 8, 9, 31, 32, 33, 100]) {
      const values = randomStream(count, 'values')
      const differences = Float64Array.from({ length: count }, () => values.normal())
      const [fast, slow] = [randomStream(3, 'signs'), randomStream(3, 'signs')]
      const tables = flipTables(differences)
      for (let draw = 0; draw < 50; draw++)
        expect(drawFlips(tables, fast)).toBeCloseTo(flipOneByOne(differences, slow), 12)
    }
  })
})
