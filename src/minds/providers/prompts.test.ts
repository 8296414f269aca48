import { describe, expect, it } from 'vitest'
import type { ModelCall, Wanted } from '../../domain/index.ts'
import { userMessage } from './prompts.ts'

const asking = (wanted: Wanted): ModelCall => ({
  system: 'You are a viewer.',
  user: 'What now?',
  wanted,
  temperature: 0,
  seed: 1,
  by: { agent: '1', step: 'act' },
})

describe('userMessage', () => {
  it('userMessage() lists the labels of a choice', () => {
    expect(
      userMessage(asking({ type: 'choice', labels: ['watch, now', 'skip'] }), { spelled: false }),
    ).toMatchInlineSnapshot(`
        "What now?

        Answer with exactly one of: "watch, now", "skip". Write nothing else."
      `)
  })

  it('userMessage() spells a schema out only where it must', () => {
    const call = asking({ type: 'json', schema: { type: 'object' }, maxTokens: 50 })
    expect(userMessage(call, { spelled: false })).toBe('What now?')
    expect(userMessage(call, { spelled: true })).toMatchInlineSnapshot(`
      "What now?

      Answer with one JSON document that fits this JSON Schema. Write nothing else.
      {"type":"object"}"
    `)
  })

  it('userMessage() adds nothing to a request for words', () => {
    expect(userMessage(asking({ type: 'text', maxTokens: 50 }), { spelled: true })).toBe('What now?')
  })
})
