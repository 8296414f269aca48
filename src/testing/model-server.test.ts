import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { randomStream } from '../random.ts'
import { fittingValue } from './_fitting-value.ts'
import { type ModelServer, modelServer, type ServerScript } from './model-server.ts'

let server: ModelServer | undefined
afterEach(() => server?.close())

async function start(script?: ServerScript, options?: Parameters<typeof modelServer>[1]): Promise<ModelServer> {
  server = await modelServer(script, options)
  return server
}

const post = (body: unknown) => fetch(`${server!.url}/chat/completions`, { method: 'POST', body: JSON.stringify(body) })

async function words(body: unknown): Promise<string> {
  const completion = (await (await post(body)).json()) as { choices: { message: { content: string } }[] }
  return completion.choices[0]!.message.content
}

const asking = (content: string, more: object = {}) => ({ model: 'm', messages: [{ role: 'user', content }], ...more })

describe('modelServer', () => {
  it('modelServer() answers a choice with one of the labels, the same for the same words and seed', async () => {
    await start()
    const question =
      'Now what?\nAnswer with exactly one of: "watch, now", "skip \\"it\\"", "leave". Write nothing else.'
    const drawn = await Promise.all(Array.from({ length: 30 }, (_, seed) => words(asking(question, { seed }))))
    expect(new Set(drawn)).toEqual(new Set(['watch, now', 'skip "it"', 'leave']))
    expect(await words(asking(question, { seed: 3 }))).toBe(drawn[3])
  })

  it('modelServer() answers a schema with JSON that fits it', async () => {
    await start()
    const schema = z.object({ stars: z.int().min(1).max(5), action: z.enum(['watch', 'skip']) })
    const format = { type: 'json_schema', json_schema: { schema: z.toJSONSchema(schema) } }
    for (let seed = 0; seed < 10; seed++) {
      schema.parse(JSON.parse(await words(asking('Rate it.', { seed, response_format: format }))))
    }
  })

  it('modelServer() answers anything else with a sentence, and counts tokens', async () => {
    await start()
    const completion = await (await post(asking('Say something.'))).json()
    expect(completion).toMatchObject({
      choices: [{ finish_reason: 'stop', message: { content: expect.stringMatching(/^[A-Z].+\.$/) } }],
      usage: { prompt_tokens: 4 },
    })
  })

  it('modelServer() counts calls by content, in memory and in a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'model-server-'))
    const log = join(folder, 'calls.log')
    const { calls, count, countOf } = await start(undefined, { log })
    for (const content of ['one', 'two', 'one']) await words(asking(content))
    const [one, two] = [asking('one'), asking('two')].map((body) =>
      createHash('sha256').update(JSON.stringify(body)).digest('hex'),
    )
    expect([count(), countOf(one!), countOf(two!), countOf('')]).toEqual([3, 2, 1, 0])
    expect(calls.map(({ sha256 }) => sha256)).toEqual([one, two, one])
    expect(await readFile(log, 'utf8')).toBe(`${one}\n${two}\n${one}\n`)
    await rm(folder, { recursive: true })
  })

  it('modelServer() shows a script what was asked', async () => {
    const { calls } = await start(() => 'yes')
    const messages = [
      { role: 'system', content: 'Be short.' },
      { role: 'user', content: [{ type: 'text', text: 'Well?' }] },
    ]
    await words({ model: 'a/b:c', messages, seed: 7, temperature: 0.5 })
    expect(calls[0]).toMatchObject({ index: 0, model: 'a/b:c', system: 'Be short.', user: 'Well?', seed: 7 })
    expect(calls[0]).toMatchObject({ temperature: 0.5, schema: null, labels: [], authorization: null })
  })

  it('modelServer() answers what is no chat completion with an error', async () => {
    const { url } = await start()
    expect((await fetch(`${url}/models`)).status).toBe(404)
    expect((await post('no object')).status).toBe(400)
    expect(server!.count()).toBe(0)
  })

  it('modelServer() reports a script that throws', async () => {
    await start(() => {
      throw new Error('oh')
    })
    const response = await post(asking('?'))
    expect([response.status, await response.text()]).toEqual([500, expect.stringContaining('oh')])
  })

  it('modelServer() closes while a call hangs', async () => {
    const arrived = Promise.withResolvers<void>()
    const { close } = await start(() => {
      arrived.resolve()
      return { fault: 'hang' }
    })
    const hanging = expect(post(asking('?'))).rejects.toThrow()
    await arrived.promise
    await close()
    await hanging
  })
})

describe('fittingValue', () => {
  it('fittingValue() fits what zod writes', () => {
    const tree: z.ZodType = z.lazy(() => z.object({ name: z.string(), below: z.array(tree) }))
    const schemas = [
      z.object({ id: z.string().min(12), tags: z.array(z.enum(['a', 'b'])).min(2), note: z.string().optional() }),
      z.union([z.literal('none'), z.object({ year: z.int().min(1990).max(1998) })]),
      z.object({ share: z.number().gt(0).lt(3), yes: z.boolean(), nothing: z.null(), short: z.string().max(3) }),
      z.record(z.string(), z.number()),
      z.int().min(-5).max(-5),
      z.nullable(z.string()),
      z.intersection(z.object({ a: z.string() }), z.object({ b: z.boolean() })),
      tree,
    ]
    for (const schema of schemas) {
      const json = z.toJSONSchema(schema)
      for (let seed = 0; seed < 20; seed++) schema.parse(fittingValue(json, randomStream(seed)))
    }
  })
})
