import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Mind, MindFailure, type Question } from '../domain/index.ts'
import { randomStream } from '../random.ts'

/** Rules of the suite that a mind may be excused from, each with its reason. */
export interface MindSkips {
  /** The same question has the same answer: for minds whose model is not repeatable. */
  readonly repeatable?: string
  /** It picks as often as it says: for minds that are too slow to be asked 300 times. */
  readonly frequency?: string
}

/** The films that the suite lets a mind choose among, of several words each. */
const TITLES = ['The Long Way Home (1997)', 'Night on the River (1985)', 'A Quiet Year (1994)'] as const

const STARS = { min: 1, max: 5, step: 1 }

const TASTE = z.object({ genre: z.string() })

/**
 * Registers the tests that every mind must pass.
 *
 * It asks questions of five types: `film` (which of three titles), `watch` (yes or no), `stars` (1 to 5), `review` (a few
 * words) and `taste` (an object with a `genre`). Call it at the top level of a test file.
 *
 * @param name of the mind, for the titles
 * @param make a fresh mind that has an answer to each of them
 * @param skips rules it is excused from, with reasons that the titles show
 * @example describeMind('language', () => languageMind({ model, agent: 'viewer/1' }))
 */
export function describeMind(name: string, make: () => Mind, skips: MindSkips = {}): void {
  const rule = (title: string, reason: string | undefined, test: () => Promise<void>) =>
    reason === undefined ? it(title, test) : it.skip(`${title} (skipped: ${reason})`, test)

  describe(`${name} as a mind`, () => {
    it('picks one of the options, with a probability for each that sum to 1', async () => {
      const mind = make()
      for (const [type, options] of [['watch', ['yes', 'no']] as const, ['film', TITLES] as const]) {
        const { picked, probabilities } = await mind.choose<string>(question(type), options)
        expect(options).toContain(picked)
        expect(probabilities).toHaveLength(options.length)
        expect(probabilities[options.indexOf(picked as never)]).toBeGreaterThan(0)
        expectDistribution(probabilities)
      }
    })

    it('is certain where there is one option', async () => {
      const { picked, probabilities } = await make().choose(question('film'), [TITLES[0]])
      expect({ picked, probabilities }).toEqual({ picked: TITLES[0], probabilities: [1] })
    })

    rule('picks as often as it says, option by option', skips.frequency, async () => {
      const mind = make()
      const surplus = TITLES.map(() => 0)
      for (let key = 0; key < 300; key++) {
        const { picked, probabilities } = await mind.choose(question('film', key), TITLES)
        for (const [place, title] of TITLES.entries())
          surplus[place]! += Number(picked === title) - probabilities[place]!
      }
      // Four standard errors of a share, at most.
      for (const count of surplus) expect(Math.abs(count) / 300).toBeLessThan(0.12)
    })

    it('rates with a point of the scale, with a probability for each that sum to 1', async () => {
      const { value, probabilities } = await make().rate(question('stars'), STARS)
      expect(probabilities).toHaveLength(5)
      expect(probabilities[[1, 2, 3, 4, 5].indexOf(value)]).toBeGreaterThan(0)
      expectDistribution(probabilities)
    })

    it('writes words and fills a schema', async () => {
      const mind = make()
      expect((await mind.write(question('review'))).trim()).not.toBe('')
      expect(TASTE.safeParse(await mind.extract(question('taste'), TASTE)).success).toBe(true)
    })

    rule('answers the same question the same way, whatever was asked before', skips.repeatable, async () => {
      const mind = make()
      const first = await answers(mind, 7)
      await answers(mind, 8)
      expect(await answers(mind, 7)).toEqual(first)
      expect(await answers(make(), 7)).toEqual(first)
    })

    it('leaves the options as they were', async () => {
      const options = [...TITLES]
      await make().choose(question('film'), options)
      expect(options).toEqual(TITLES)
    })

    it('rejects with a MindFailure that names the question when there are no options', async () => {
      const failure = await make()
        .choose(question('watch'), [])
        .catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(MindFailure)
      expect(failure).toMatchObject({ step: 'watch' })
    })
  })
}

const question = (type: string, key = 1): Question => ({
  type,
  facts: { person: 'somebody who likes quiet films' },
  prompt: () => ({ system: 'You like quiet films.', user: `A question of type ${type}.` }),
  random: randomStream(11, type, key),
})

const answers = async (mind: Mind, key: number): Promise<unknown> => [
  await mind.choose(question('watch', key), ['yes', 'no']),
  await mind.choose(question('film', key), TITLES),
  await mind.rate(question('stars', key), STARS),
  await mind.write(question('review', key)),
  await mind.extract(question('taste', key), TASTE),
]

function expectDistribution(probabilities: readonly number[]): void {
  expect(probabilities.every((probability) => probability >= 0 && probability <= 1)).toBe(true)
  expect(probabilities.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 9)
}
