import { expect, it } from 'vitest'
import { z } from 'zod'
import { type Tool, ToolError } from '../../domain/index.ts'
import { useTool } from './use-tool.ts'

const double: Tool<{ n: number }, { twice: number }> = {
  name: 'double',
  description: 'Doubles a number.',
  input: z.object({ n: z.number().default(21) }),
  output: z.object({ twice: z.number() }),
  run: ({ n }) => ({ twice: 2 * n }),
}
const doing = (run: (signal?: AbortSignal) => unknown): Tool =>
  ({ ...double, run: (_: unknown, signal?: AbortSignal) => run(signal) }) as Tool

it('useTool() fills in defaults, and shows the output as JSON where the tool has no words', async () => {
  expect(await useTool(double, {})).toEqual({ ok: true, output: { twice: 42 }, words: '{"twice":42}' })
  const worded = { ...double, show: ({ twice }: { twice: number }) => `It is ${twice}.` }
  expect(await useTool(worded, { n: 1 })).toMatchObject({ words: 'It is 2.' })
})

it('useTool() names the field of a wrong input, and does not run the tool', async () => {
  const use = await useTool({ ...double, run: () => expect.fail('ran') }, { n: 'two' })
  expect(use).toMatchObject({ ok: false, kind: 'input' })
  expect(use.words).toMatch(/^double does not take this input: .*expected number.*at n\.$/)
})

it('useTool() hands on the sentence of a tool that refuses, and says of another error that the tool is broken', async () => {
  const refuses = doing(() => {
    throw new ToolError('No item has the id "x". Search first.')
  })
  expect(await useTool(refuses, {})).toEqual({
    ok: false,
    kind: 'refused',
    words: 'No item has the id "x". Search first.',
  })
  const breaks = doing(() => Promise.reject(new TypeError('nothing there')))
  expect(await useTool(breaks, {})).toEqual({ ok: false, kind: 'broken', words: 'double is broken: nothing there' })
  const odd = doing(() => Promise.reject('a text'))
  expect(await useTool(odd, {})).toMatchObject({ kind: 'broken', words: 'double is broken: a text' })
})

it('useTool() gives a tool that hangs up after its time, and tells it to stop', async () => {
  let told: AbortSignal | undefined
  const hangs = doing((signal) => {
    told = signal
    return new Promise(() => undefined)
  })
  const use = await useTool(hangs, {}, { timeout: 1 })
  expect(use).toEqual({ ok: false, kind: 'timeout', words: 'double gave no answer within 1 ms.' })
  expect(told?.aborted).toBe(true)
})

it('useTool() refuses an output of another shape', async () => {
  for (const output of [undefined, null, { twice: '2' }, { twice: Number.NaN }]) {
    expect(
      await useTool(
        doing(() => output),
        {},
      ),
    ).toMatchObject({ ok: false, kind: 'output' })
  }
})

it('useTool() rejects with the reason of whoever asked, before and while the tool runs', async () => {
  const reason = new Error('enough')
  await expect(useTool(double, {}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  const stop = new AbortController()
  const waiting = useTool(
    doing(() => new Promise(() => stop.abort(reason))),
    {},
    { signal: stop.signal },
  )
  await expect(waiting).rejects.toBe(reason)
})

it('useTool() turns trouble with the words, or with a schema that waits, into a broken tool', async () => {
  const mute = {
    ...double,
    show: () => {
      throw new Error('lost for words')
    },
  }
  expect(await useTool(mute, {})).toMatchObject({ ok: false, kind: 'broken' })
  const waits = { ...double, input: z.object({ n: z.number().refine(async () => true) }) }
  expect(await useTool(waits, { n: 1 })).toMatchObject({ ok: false, kind: 'broken' })
  const silent: Tool = { ...double, output: z.undefined(), run: () => undefined }
  expect(await useTool(silent, {})).toEqual({ ok: true, output: undefined, words: 'Done.' })
})
