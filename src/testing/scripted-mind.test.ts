import { expect, it } from 'vitest'
import { z } from 'zod'
import type { Question } from '../domain/index.ts'
import { MindFailure } from '../domain/index.ts'
import { randomStream } from '../random.ts'
import { scriptedMind } from './scripted-mind.ts'

const stars = { min: 1, max: 5, step: 1 }

function question(type: string, facts: unknown): Question {
  const prompt = () => ({ system: 'You watch films.', user: `About ${JSON.stringify(facts)}` })
  return { type, facts, prompt, random: randomStream(1, type) }
}

it('scriptedMind() answers each kind of question from its facts', async () => {
  const mind = scriptedMind({
    watch: (facts: { title: string }, options: readonly string[]) => (facts.title === 'Alien' ? options[0] : 'no'),
    stars: () => 4,
    review: (facts: { title: string }) => `I saw ${facts.title}.`,
    taste: () => ({ genres: ['horror'] }),
  })
  const facts = { title: 'Alien' }
  expect(await mind.choose(question('watch', facts), ['yes', 'no'])).toEqual({ picked: 'yes', probabilities: [1, 0] })
  expect(await mind.rate(question('stars', facts), stars)).toEqual({ value: 4, probabilities: [0, 0, 0, 1, 0] })
  expect(await mind.write(question('review', facts))).toBe('I saw Alien.')
  expect(await mind.extract(question('taste', facts), z.object({ genres: z.array(z.string()) }))).toEqual({
    genres: ['horror'],
  })
})

it('scriptedMind() remembers what it was asked, and renders the words only when they are read', async () => {
  let rendered = 0
  const asked = question('watch', { title: 'Alien' })
  const counting = {
    ...asked,
    prompt: () => {
      rendered++
      return asked.prompt()
    },
  }
  const mind = scriptedMind({ watch: () => 'yes' })
  await mind.choose(counting, ['yes', 'no'])
  expect(mind.asked.map(({ type, facts }) => ({ type, facts }))).toEqual([{ type: 'watch', facts: { title: 'Alien' } }])
  expect(rendered).toBe(0)
  expect(mind.asked[0]!.prompt().user).toContain('Alien')
})

it('scriptedMind() fails as the script says, and when the answer is not one', async () => {
  const mind = scriptedMind({
    slow: () => new MindFailure('timeout', 'slow', ''),
    other: () => 'perhaps',
    off: () => 3.5,
    shape: () => ({ genres: 'horror' }),
  })
  await expect(mind.write(question('slow', {}))).rejects.toMatchObject({ kind: 'timeout' })
  await expect(mind.write(question('unknown', {}))).rejects.toMatchObject({ kind: 'bad_input', step: 'unknown' })
  await expect(mind.choose(question('other', {}), ['yes', 'no'])).rejects.toMatchObject({ kind: 'ungrounded' })
  await expect(mind.rate(question('off', {}), stars)).rejects.toMatchObject({ kind: 'unparseable', raw: '3.5' })
  const schema = z.object({ genres: z.array(z.string()) })
  await expect(mind.extract(question('shape', {}), schema)).rejects.toBeInstanceOf(MindFailure)
})
