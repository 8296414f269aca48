import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type ItemFacts, type Job, MindFailure, type Question } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { scriptedMind } from '../../testing/scripted-mind.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { choiceMind } from '../choice/choice-mind.ts'
import { wordFacts, wordingQuestion } from '../claims/index.ts'
import { languageMind } from '../language/language-mind.ts'
import { hybridMind, type WordingFallback } from './hybrid-mind.ts'

const question = (job?: Job): Question => ({
  type: 'ask',
  ...(job ? { job } : {}),
  facts: {},
  prompt: () => ({ system: '', user: '' }),
  random: randomStream(1),
})

/** A mind that says its own name to every question, given its place among them for the scale. */
const saying = (name: 'utility' | 'language', stars: number) =>
  scriptedMind({
    ask: (_: unknown, given: unknown) => {
      if (Array.isArray(given)) return name
      if (given instanceof z.ZodType) return { by: name }
      return given === undefined ? name : stars
    },
  })

const scale = { min: 1, max: 2, step: 1 }
const utility = saying('utility', 1)
const language = saying('language', 2)

it.each([
  { job: undefined, granted: [], decides: 'utility' },
  { job: undefined, granted: ['taste'], decides: 'utility' },
  { job: 'taste', granted: [], decides: 'utility' },
  { job: 'taste', granted: ['choice', 'history'], decides: 'utility' },
  { job: 'taste', granted: ['taste'], decides: 'language' },
  { job: 'choice', granted: ['taste', 'choice'], decides: 'language' },
] as const)('hybridMind() lets $decides answer job $job when granted $granted', async ({ job, granted, decides }) => {
  const mind = hybridMind({ utility, language, granted: new Set<Job>(granted) })
  expect(mind.name).toBe('hybrid')
  expect((await mind.choose(question(job), ['utility', 'language'])).picked).toBe(decides)
  expect((await mind.rate(question(job), scale)).value).toBe(decides === 'utility' ? 1 : 2)
  expect(await mind.extract(question(job), z.object({ by: z.string() }))).toEqual({ by: decides })
})

it('hybridMind() lets the failure of a granted job stand, and does not ask the utility', async () => {
  const untouched = saying('utility', 1)
  const failing = scriptedMind({ ask: () => new MindFailure('unparseable', 'ask', 'perhaps') })
  const mind = hybridMind({ utility: untouched, language: failing, granted: new Set<Job>(['taste']) })
  await expect(mind.choose(question('taste'), ['yes', 'no'])).rejects.toMatchObject({
    kind: 'unparseable',
    raw: 'perhaps',
  })
  expect(untouched.asked).toEqual([])
})

describe('hybridMind() and words', () => {
  const facts: ItemFacts = {
    title: 'Heat',
    noun: 'film',
    year: 1995,
    genres: ['Crime'],
    because: [{ kind: 'liked-title', value: 'Casino' }],
  }
  const TRUE = 'You liked Casino, so you might enjoy Heat, a crime film from 1995.'
  const FALSE = 'Heat is a sequel to Casino.'
  const template = choiceMind({
    utility: { of: () => [0] },
    words: ({ facts }) => wordFacts(facts as ItemFacts),
  })
  /** A hybrid mind whose model says these texts in turn. */
  const speaking = (texts: readonly (string | MindFailure)[], granted: readonly Job[] = ['wording']) => {
    const left = [...texts]
    const fallbacks: WordingFallback[] = []
    const model = scriptedMind({ wording: () => left.shift() })
    const mind = hybridMind({
      utility: template,
      language: model,
      granted: new Set(granted),
      onFallback: (fallback) => fallbacks.push(fallback),
    })
    return { mind, model, fallbacks }
  }
  const ask = wordingQuestion(facts, randomStream(3))

  it('keep the words of the template without the grant, whatever else is granted', async () => {
    const { mind, model } = speaking([TRUE], ['taste', 'choice', 'ranking', 'persona', 'mood', 'form'])
    expect(await mind.write(ask)).toBe(wordFacts(facts))
    expect(model.asked).toEqual([])
    expect(mind.wording).toEqual({ asked: 0, repaired: 0, fellBack: 0 })
  })

  it.each([undefined, 'taste', 'choice', 'wording'] as const)(
    'keep the words of the template for job %s without claims, even if it is granted',
    async (job) => {
      const mind = hybridMind({ utility, language, granted: new Set<Job>(['taste', 'choice', 'wording']) })
      expect(await mind.write(question(job))).toBe('utility')
    },
  )

  it('let a granted model say what the facts say', async () => {
    const { mind, fallbacks } = speaking([TRUE])
    expect(await mind.write(ask)).toBe(TRUE)
    expect(mind.wording).toEqual({ asked: 1, repaired: 0, fellBack: 0 })
    expect(fallbacks).toEqual([])
  })

  it('ask once more with what was wrong', async () => {
    const { mind, model } = speaking([FALSE, TRUE])
    expect(await mind.write(ask)).toBe(TRUE)
    expect(mind.wording).toEqual({ asked: 1, repaired: 1, fellBack: 0 })
    const [first, second] = model.asked.map(({ prompt }) => prompt())
    expect(second!.system).toBe(first!.system)
    expect(second!.user.startsWith(first!.user)).toBe(true)
    expect(second!.user).toContain(JSON.stringify(FALSE))
    expect(second!.user).toContain('"sequel"')
  })

  it('fall back to the template after a second false text, and say so', async () => {
    const { mind, model, fallbacks } = speaking([FALSE, 'Heat, starring Al Pacino.', TRUE])
    expect(await mind.write(ask)).toBe(wordFacts(facts))
    expect(model.asked).toHaveLength(2)
    expect(mind.wording).toEqual({ asked: 1, repaired: 0, fellBack: 1 })
    expect(fallbacks).toEqual([
      {
        step: 'wording',
        refused: [
          { said: FALSE, unsupported: ['sequel'] },
          { said: 'Heat, starring Al Pacino.', unsupported: ['starring', 'Al', 'Pacino'] },
        ],
      },
    ])
  })

  it('let the failure of a call stand, at either try', async () => {
    const failure = new MindFailure('timeout', 'wording', 'too slow')
    for (const texts of [[failure], [FALSE, failure]]) {
      const { mind, fallbacks } = speaking(texts)
      await expect(mind.write(ask)).rejects.toBe(failure)
      expect(fallbacks).toEqual([])
    }
  })

  it('let a granted actor say what it likes', async () => {
    const mind = hybridMind({ utility, language, granted: new Set<Job>(['persona']) })
    expect(await mind.write(question('persona'))).toBe('language')
  })

  it('draw the second try of a language mind with other luck than the first', async () => {
    const seeds: number[] = []
    const model = scriptedModel((call) => {
      seeds.push(call.seed)
      return FALSE
    })
    const mind = hybridMind({
      utility: template,
      language: languageMind({ model, agent: 'a' }),
      granted: new Set<Job>(['wording']),
    })
    await mind.write(ask)
    expect(new Set(seeds).size).toBe(2)
  })
})
