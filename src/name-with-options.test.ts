import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { nameWithOptions, parseNameWithOptions, readOptions } from './name-with-options.ts'

const schema = z.object({
  size: z.int().min(1).max(100).default(10),
  rate: z.number().positive().default(0.5),
  order: z.enum(['time', 'random']).default('time'),
  strict: z.boolean().default(false),
  label: z.string().optional(),
})

describe('parseNameWithOptions()', () => {
  it('parseNameWithOptions() takes a name, alone or with options', () => {
    expect(parseNameWithOptions('ease')).toEqual({ name: 'ease', options: {} })
    expect(parseNameWithOptions('a:x=1, y=b=c')).toEqual({ name: 'a', options: { x: '1', y: 'b=c' } })
  })

  it('parseNameWithOptions() refuses what is not key=value, and keys that come twice', () => {
    for (const text of ['ease:', 'ease:lambda', 'ease:=3', 'ease:a=1,', 'ease:a=1,a=2']) {
      expect(() => parseNameWithOptions(text), text).toThrow(expect.objectContaining({ code: 'config/option' }))
    }
  })
})

describe('readOptions()', () => {
  it('readOptions() reads text by the type the schema wants, and fills in defaults', () => {
    const raw = { size: '20', strict: 'true', label: '7' }
    expect(readOptions(schema, raw, 'x')).toEqual({ size: 20, rate: 0.5, order: 'time', strict: true, label: '7' })
    expect(readOptions(schema, { size: 20, rate: undefined }, 'x')).toMatchObject({ size: 20, rate: 0.5 })
  })

  it('readOptions() says what was wanted and what came', () => {
    const messageFor = (raw: Record<string, unknown>) => {
      try {
        readOptions(schema, raw, 'x')
        return 'accepted'
      } catch (error) {
        return (error as Error).message
      }
    }
    expect(messageFor({ size: '0' })).toBe('Option "size" of x must be a whole number from 1 up to 100, got "0".')
    expect(messageFor({ size: Number.NaN })).toMatch(/got NaN/)
    expect(messageFor({ size: '' })).toMatch(/got ""/)
    expect(messageFor({ order: 'size' })).toMatch(/one of time, random, got "size"/)
    expect(messageFor({ strict: 'yes' })).toMatch(/true or false, got "yes"/)
    expect(messageFor({ sise: '1' })).toBe('x has no option "sise".')
  })
})

it('nameWithOptions() writes what readOptions() and parseNameWithOptions() read back', () => {
  const options = fc.record({
    size: fc.integer({ min: 1, max: 100 }),
    rate: fc.double({ min: 0.001, max: 10, noNaN: true }),
    order: fc.constantFrom('time', 'random'),
    strict: fc.boolean(),
  })
  fc.assert(
    fc.property(options, (chosen) => {
      const parsed = parseNameWithOptions(nameWithOptions('x', chosen, schema))
      expect(parsed.name).toBe('x')
      expect(readOptions(schema, parsed.options, 'x')).toEqual(chosen)
    }),
  )
})
