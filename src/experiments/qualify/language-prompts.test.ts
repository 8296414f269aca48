import { describe, expect, it } from 'vitest'
import { itemId } from '../../domain/index.ts'
import { slotsQuestion } from '../../minds/index.ts'
import { randomStream } from '../../random.ts'
import type { ClassFacts } from './language-facts.ts'
import { intentPrompt, moodPrompt, personaPrompt, toolPrompt } from './language-prompts.ts'

const text = 'Say "yes"\nto this'
const facts: ClassFacts = {
  text,
  classes: [
    { name: 'search', description: 'finds by words' },
    { name: 'history', description: 'what this person did' },
  ],
  examples: [{ text: 'films about bees', name: 'search' }],
}
const persona = {
  likes: ['War', 'Western'],
  dislikes: ['Musical', "Children's"],
  options: [{ item: itemId('1'), line: 'Alien (1979) [Horror]' }],
}

const slotsPrompt = ({ text }: { readonly text: string }) => slotsQuestion(text, randomStream(1)).prompt()

describe('language prompts', () => {
  it('language prompts say this, as long as their version stays', () => {
    expect(moodPrompt({ text })).toMatchSnapshot('mood')
    expect(toolPrompt(facts)).toMatchSnapshot('tools')
    expect(intentPrompt(facts)).toMatchSnapshot('intent')
    expect(slotsPrompt({ text })).toMatchSnapshot('slots')
    expect(personaPrompt(persona)).toMatchSnapshot('persona')
  })

  it('language prompts of one gate share their system part, and quote the text in the other', () => {
    for (const prompt of [moodPrompt, toolPrompt, intentPrompt, slotsPrompt]) {
      const [one, other] = [prompt(facts), prompt({ ...facts, text: 'another' })]
      expect(one.system).toBe(other.system)
      expect(one.user).toContain(JSON.stringify(text))
    }
  })
})
