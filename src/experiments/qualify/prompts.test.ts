import { describe, expect, it } from 'vitest'
import { itemId, userId } from '../../domain/index.ts'
import type { ChoiceFacts, LikeFacts } from './facts.ts'
import { choicePrompt, filmLine, formPrompt, likePrompt } from './prompts.ts'

const history = [
  { item: itemId('7'), title: 'Fargo (1996)', stars: 5 },
  { item: itemId('9'), title: 'Say "yes" (1990)', stars: 1 },
]
const scale = { min: 1, max: 5, step: 1 }
const like: LikeFacts = {
  user: userId('196'),
  history,
  scale,
  item: itemId('1'),
  film: filmLine({ title: 'Toy Story (1995)', categories: ['Animation', 'Comedy'] }),
}
const choice: ChoiceFacts = { user: userId('196'), history, scale, options: [{ item: like.item, film: like.film }] }

describe('prompts', () => {
  it('prompts say this, as long as their version stays', () => {
    expect(likePrompt(like)).toMatchSnapshot('like')
    expect(likePrompt({ ...like, user: null, history: null })).toMatchSnapshot('like, nobody in particular')
    expect(choicePrompt(choice)).toMatchSnapshot('choice')
    expect(formPrompt(like)).toMatchSnapshot('form')
  })

  it('prompts about one person share their system part', () => {
    const systems = [likePrompt(like), choicePrompt(choice), formPrompt(like)].map(({ system }) => system)
    expect(new Set(systems).size).toBe(1)
  })

  it('prompts leave the form of the answer to whoever asks', () => {
    for (const { user } of [likePrompt(like), choicePrompt(choice), formPrompt(like)]) {
      expect(user).not.toMatch(/\banswer\b|\byes\b|\bno\b|JSON/i)
    }
  })
})
