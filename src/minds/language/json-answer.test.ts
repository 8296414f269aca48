import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { TastemakerError } from '../../domain/index.ts'
import { jsonSchemaOf, readJson } from './json-answer.ts'

const schema = z.strictObject({ genre: z.enum(['drama', 'comedy']), stars: z.int().min(1).max(5) })
const value = { genre: 'drama', stars: 4 }
const document = JSON.stringify(value)

describe('readJson()', () => {
  it.each([
    ['a document', document, { value }],
    ['a code fence', `\`\`\`json\n${document}\n\`\`\``, { value }],
    ['prose around', `Sure! Here it is: ${document} Enjoy.`, { value }],
    ['prose around a code fence', `Sure!\n\`\`\`\n${document}\n\`\`\`\nEnjoy.`, { value }],
    ['thoughts before', `<think>{"genre": "comedy"}</think>${document}`, { value }],
    ['nothing', '', { wrong: 'there was nothing in it' }],
    ['thoughts only', '<think>Drama, I think.', { wrong: 'there was nothing in it' }],
    ['prose only', 'It is a drama.', { wrong: 'that is not one valid JSON document' }],
    ['a trailing comma', '{"genre": "drama", "stars": 4,}', { wrong: 'that is not one valid JSON document' }],
    ['single quotes', "{'genre': 'drama', 'stars': 4}", { wrong: 'that is not one valid JSON document' }],
    ['bare keys', '{genre: "drama", stars: 4}', { wrong: 'that is not one valid JSON document' }],
    ['a missing end', '{"genre": "drama", "stars": 4', { wrong: 'that is not one valid JSON document' }],
    ['two documents', `${document}\n${document}`, { wrong: 'that is not one valid JSON document' }],
    ['a list of one', `[${document}]`, { wrong: expect.stringContaining('(the document: ') }],
    ['a value that is not offered', '{"genre": "horror", "stars": 4}', { wrong: expect.stringContaining('(genre: ') }],
    ['a number as text', '{"genre": "drama", "stars": "4"}', { wrong: expect.stringContaining('(stars: ') }],
    ['two wrong fields', '{"stars": 9}', { wrong: expect.stringMatching(/\(genre: .*; stars: .*\)$/) }],
    ['a field too many', '{"genre": "drama", "stars": 4, "a\\nb": 1}', { wrong: expect.not.stringContaining('\n') }],
  ])('has one outcome for %s', (_, said, outcome) => {
    expect(readJson(said, schema)).toEqual(outcome)
  })

  it('reads values that are no objects', () => {
    expect(readJson('"drama"', z.string())).toEqual({ value: 'drama' })
    expect(readJson('The list: ["drama"].', z.array(z.string()))).toEqual({ value: ['drama'] })
    expect(readJson('null', z.null())).toEqual({ value: null })
  })

  it('gives what the schema makes of it', () => {
    const upper = z.object({ genre: z.string().transform((text) => text.toUpperCase()), stars: z.int().default(3) })
    expect(readJson('{"genre": "drama"}', upper)).toEqual({ value: { genre: 'DRAMA', stars: 3 } })
  })
})

describe('jsonSchemaOf()', () => {
  it('describes what the schema reads, objects closed unless they are loose', () => {
    const nested = z.object({
      genre: z.string().transform((text) => text.length),
      more: z.looseObject({ stars: z.number() }),
    })
    expect(jsonSchemaOf(nested)).toEqual({
      type: 'object',
      properties: {
        genre: { type: 'string' },
        more: {
          type: 'object',
          properties: { stars: { type: 'number' } },
          required: ['stars'],
          additionalProperties: {},
        },
      },
      required: ['genre', 'more'],
      additionalProperties: false,
    })
  })

  it('is made once for each schema', () => {
    expect(jsonSchemaOf(schema)).toBe(jsonSchemaOf(schema))
  })

  it('refuses what JSON cannot carry', () => {
    expect(() => jsonSchemaOf(z.object({ at: z.date() }))).toThrow(TastemakerError)
  })
})
