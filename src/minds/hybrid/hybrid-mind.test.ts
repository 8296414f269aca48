import { expect, it } from 'vitest'
import { z } from 'zod'
import { type Job, MindFailure, type Question } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { scriptedMind } from '../../testing/scripted-mind.ts'
import { hybridMind } from './hybrid-mind.ts'

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
  expect(await mind.write(question(job))).toBe(decides)
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
