import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { JsonSchema } from '../../domain/index.ts'
import { grammarSchema } from './grammar-schema.ts'

const fromZod = (schema: z.ZodType) => grammarSchema(z.toJSONSchema(schema) as JsonSchema)

describe('grammarSchema()', () => {
  it('grammarSchema() writes out whole numbers between near bounds, at any depth', () => {
    expect(fromZod(z.object({ stars: z.array(z.int().min(1).max(3)) }))).toMatchObject({
      schema: { properties: { stars: { items: { enum: [1, 2, 3] } } } },
    })
    expect(fromZod(z.int().min(0).max(1000))).toMatchObject({ schema: { type: 'integer' } })
  })

  it('grammarSchema() turns anyOf into oneOf, so that a nullable field can be more than null', () => {
    expect(fromZod(z.object({ genre: z.enum(['drama', 'comedy']).nullable() }))).toMatchObject({
      schema: { properties: { genre: { oneOf: [{ enum: ['drama', 'comedy'] }, { type: 'null' }] } } },
    })
  })

  it('grammarSchema() leaves enums, constants, records and definitions as they are', () => {
    const schema = z.object({
      action: z.enum(['watch', 'leave']),
      kind: z.literal('page'),
      note: z.string().max(40),
      counts: z.record(z.string(), z.number()),
    })
    expect(fromZod(schema)).toMatchObject({ schema: { properties: { action: { enum: ['watch', 'leave'] } } } })
    const defined = { type: 'object', properties: { a: { $ref: '#/$defs/a' } }, $defs: { a: { type: 'string' } } }
    expect(grammarSchema(defined)).toEqual({ schema: defined })
  })

  it('grammarSchema() leaves far bounds to the room of the answer, since a grammar counts each step of them', () => {
    expect(fromZod(z.object({ text: z.string().max(2000), ids: z.array(z.string().max(200)).max(100) }))).toEqual({
      schema: {
        $schema: expect.any(String),
        type: 'object',
        properties: {
          text: { type: 'string' },
          ids: { type: 'array', items: { type: 'string', maxLength: 200 } },
        },
        required: ['text', 'ids'],
        additionalProperties: false,
      },
    })
    expect(fromZod(z.array(z.int()).max(20))).toMatchObject({ schema: { maxItems: 20 } })
  })

  it('grammarSchema() refuses what a grammar would silently turn into null', () => {
    expect(grammarSchema({ type: 'object', properties: { a: { allOf: [{ type: 'string' }] } } })).toEqual({
      wrong: '$.a has none of type, enum, const, anyOf, oneOf and $ref (allOf)',
    })
    expect(grammarSchema({})).toMatchObject({ wrong: expect.stringContaining('$ has none of') })
    expect(grammarSchema({ type: 'array', items: true })).toEqual({ wrong: '$[] is no schema of its own' })
  })
})
