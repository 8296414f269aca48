import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { MindFailure, type ModelAnswer, type Question } from '../../domain/index.ts'
import { randomStream } from '../../random.ts'
import { type ModelServer, modelServer, type ServerReply } from '../../testing/model-server.ts'
import { rateLimited, serverFaults } from '../../testing/server-scripts.ts'
import { stoppedClock } from '../calls/_stopped-clock.test-parts.ts'
import { guarded } from '../calls/guarded.ts'
import { ask } from '../language/_ask.ts'
import { JSON_LINE, withForm } from '../language/form-prompts.ts'
import { jsonSchemaOf, readJson } from '../language/json-answer.ts'
import { chatModel } from './chat-model.ts'

/*
 * What comes of a JSON document that a server was asked for, end to end: schema, one repair, and a typed failure; whatever the
 * server does with schemas, and whatever the model says.
 */

let server: ModelServer
afterEach(() => server.close())

const schema = z.strictObject({ item: z.enum(['m1', 'm2']), stars: z.int().min(1).max(5) })
const good = '{"item": "m1", "stars": 4}'
const value = JSON.parse(good)

const question = { type: 'describe', random: randomStream(1, 'question') } as unknown as Question

function asked(url: string) {
  // Minutes pass without anybody waiting for them.
  let waited = 0
  const time = stoppedClock()
  const sleep = async (milliseconds: number) => {
    waited += milliseconds
    await time.advance(milliseconds)
  }
  const model = guarded(chatModel({ name: 'm', url, model: 'm' }), {
    clock: time.clock,
    sleep,
    random: randomStream(1),
  })
  const prompt = withForm({ system: 'You are a critic.', user: 'Rate one of m1 and m2.' }, JSON_LINE)
  const form = {
    wanted: { type: 'json', schema: jsonSchemaOf(schema), maxTokens: 60 } as const,
    asked: prompt,
    line: JSON_LINE,
  }
  const read = ({ text }: ModelAnswer) => readJson(text, schema)
  const answer = ask({ model, agent: 'critic/1', temperature: 0 }, question, form, ['json'], read)
  return { answer, waited: () => waited, clock: time.clock, model }
}

/** What comes of a first and a second answer. */
async function outcome(...replies: readonly ServerReply[]) {
  server = await modelServer(({ index }) => replies[Math.min(index, replies.length - 1)]!)
  const { answer, model } = asked(server.url)
  const found = await answer.catch((error: unknown) => error)
  await model.close()
  return found
}

describe('a JSON document from a server', () => {
  it.each<[string, ServerReply]>([
    ['as it should be', good],
    ['in a fence', `\`\`\`json\n${good}\n\`\`\``],
    ['with prose around', `Here you are:\n${good}\nAnything else?`],
    ['after thoughts', `<think>{"item": "m2"}</think>${good}`],
    ['without a count of tokens', { text: good, usage: false }],
  ])('is read at once: %s', async (_, reply) => {
    expect(await outcome(reply, 'no second call')).toEqual(value)
    expect(server.count()).toBe(1)
  })

  it.each<[string, ServerReply, string, string]>([
    ['a trailing comma', '{"item": "m1", "stars": 4,}', 'unparseable', 'not one valid JSON document'],
    ['a document that is cut', serverFaults.malformedJson, 'unparseable', 'not one valid JSON document'],
    ['words that repeat until the room is used up', serverFaults.endless, 'unparseable', 'not one valid JSON document'],
    ['prose', serverFaults.prose, 'unparseable', 'not one valid JSON document'],
    ['a refusal in plain words', serverFaults.refusalWords, 'unparseable', 'not one valid JSON document'],
    ['an id that does not exist', '{"item": "m9", "stars": 4}', 'unparseable', 'item: '],
    ['nothing', '', 'unparseable', 'not a JSON document of the schema'],
  ])('is asked for once more, with what was wrong: %s', async (_, reply, kind, wrong) => {
    expect(await outcome(reply, good)).toEqual(value)
    expect(server.calls[1]!.user).toContain(wrong)
    expect(server.count()).toBe(2)
    await server.close()
    const failure = await outcome(reply)
    expect(failure).toBeInstanceOf(MindFailure)
    expect(failure).toMatchObject({ kind, step: 'describe' })
    expect(server.count()).toBe(2)
  })

  it.each<[string, ServerReply, object, number]>([
    ['filtered', serverFaults.filtered, { kind: 'refused' }, 1],
    ['cut on its way', serverFaults.cut, { kind: 'provider' }, 3],
    ['not from the model at all', serverFaults.notJson, { kind: 'provider' }, 3],
  ])('is a typed failure when it is %s', async (_, reply, failure, calls) => {
    expect(await outcome(reply)).toMatchObject(failure)
    expect(server.count()).toBe(calls)
  })

  it('comes where the server takes no schema: it is spelled out in the words of the call', async () => {
    server = await modelServer(({ schema: sent }) => (sent ? { status: 400, message: 'response_format?' } : good))
    const { answer, model } = asked(server.url)
    expect(await answer).toEqual(value)
    expect(server.calls[1]!.user).toContain('"enum":["m1","m2"]')
    await model.close()
  })

  it('comes from a server that lets nobody in for minutes, without anybody waiting', async () => {
    const time = { now: 0 }
    const clock = { now: () => time.now, elapsed: () => time.now }
    const script = rateLimited(() => good, { calls: 1, window: 240_000, clock })
    server = await modelServer(script)
    const { answer, waited, model } = asked(server.url)
    expect(await answer).toEqual(value)
    expect(waited()).toBe(0)
    const again = asked(server.url)
    // The server's clock stands still until the caller has waited as long as it was told.
    while (again.waited() === 0) await new Promise((resolve) => setImmediate(resolve))
    time.now = again.waited()
    expect(await again.answer).toEqual(value)
    expect(again.waited()).toBeGreaterThanOrEqual(240_000)
    await Promise.all([model.close(), again.model.close()])
  })
})
