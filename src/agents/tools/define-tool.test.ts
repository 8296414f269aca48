import { expect, it } from 'vitest'
import { z } from 'zod'
import { type Tool, ToolError } from '../../domain/index.ts'
import { defineTool } from './define-tool.ts'
import { toolset } from './toolset.ts'

const base: Tool = {
  name: 'add_one',
  description: 'Adds one.',
  input: z.object({ n: z.number() }),
  output: z.object({ n: z.number() }),
  run: () => ({ n: 1 }),
}

it('defineTool() gives a sound tool back as it is', () => {
  expect(defineTool(base)).toBe(base)
  expect(defineTool({ ...base, name: `a${'b'.repeat(63)}` }).name).toHaveLength(64)
})

it.each<[string, Partial<Tool>]>([
  ['an empty name', { name: '' }],
  ['capitals', { name: 'AddOne' }],
  ['a hyphen', { name: 'add-one' }],
  ['a digit in front', { name: '1st' }],
  ['a name too long', { name: `a${'b'.repeat(64)}` }],
  ['a line break', { name: 'add\n' }],
  ['no description', { description: ' \n' }],
  ['an input that is no object', { input: z.string() }],
  ['an output that is no object', { output: z.array(z.string()) }],
  ['a transform in the input', { input: z.object({ n: z.string().transform(Number) }) }],
  ['a date', { output: z.object({ at: z.date() }) }],
  ['a big number', { output: z.object({ n: z.bigint() }) }],
])('defineTool() refuses %s', (_, change) => {
  expect(() => defineTool({ ...base, ...change })).toThrow(expect.objectContaining({ code: 'tool/definition' }))
})

it('toolset() finds tools by name, and names the nearest for one it has not', () => {
  const set = toolset([base, { ...base, name: 'add_two' }])
  expect(set.get('add_two').name).toBe('add_two')
  expect(() => set.get('add_on')).toThrow(new ToolError('There is no tool "add_on". Did you mean add_one or add_two?'))
  expect(() => set.get('zzzzzzzzzz')).toThrow(
    new ToolError('There is no tool "zzzzzzzzzz". There are add_one and add_two.'),
  )
  expect(() => toolset([]).get('x')).toThrow(new ToolError('There is no tool "x". There are none.'))
})

it('toolset() refuses two tools of one name, also the same one twice', () => {
  for (const tools of [
    [base, { ...base }],
    [base, base],
  ]) {
    expect(() => toolset(tools)).toThrow('Two tools are called add_one.')
  }
})
