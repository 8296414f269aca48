import { Client } from '@modelcontextprotocol/client'
import { InMemoryTransport, McpServer } from '@modelcontextprotocol/server'
import { generateText, isStepCount, tool } from 'ai'
import { MockLanguageModelV4 } from 'ai/test'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { type Tool, ToolError } from '../../domain/index.ts'
import { aiTool, aiTools } from './ai-tool.ts'
import { defineTool } from './define-tool.ts'
import { mcpTools, registerMcpTools } from './mcp-tools.ts'
import { toolset } from './toolset.ts'

const shelf: Readonly<Record<string, number>> = { 'film-1': 1981 }
const yearOf = defineTool({
  name: 'year_of',
  description: 'The year of a film.',
  input: z.object({ id: z.string(), unit: z.enum(['year', 'decade']).default('year') }),
  output: z.object({ year: z.number() }),
  run({ id }) {
    const year = shelf[id]
    if (year === undefined) throw new ToolError(`No film has the id ${JSON.stringify(id)}. Search first.`)
    return { year }
  },
  show: ({ year }) => `It is of ${year}.`,
})
const hanging = defineTool({ ...yearOf, name: 'hang', run: () => new Promise<never>(() => undefined) })
const set = toolset([yearOf, hanging] as readonly Tool[])

const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
}

/** A model of the AI SDK that calls a tool and then says what it saw. */
const callsThenSays = (input: unknown) =>
  new MockLanguageModelV4({
    doGenerate: [
      {
        content: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'year_of', input: JSON.stringify(input) }],
        finishReason: { unified: 'tool-calls', raw: undefined },
        usage,
        warnings: [],
      },
      {
        content: [{ type: 'text', text: 'Done.' }],
        finishReason: { unified: 'stop', raw: undefined },
        usage,
        warnings: [],
      },
    ],
  })

it('aiTools() is a set that generateText() of the AI SDK calls, with the words of the tool for the model', async () => {
  const model = callsThenSays({ id: 'film-1' })
  const result = await generateText({ model, prompt: 'Which year?', tools: aiTools(set), stopWhen: isStepCount(3) })
  expect(result.steps[0]!.toolResults[0]).toMatchObject({ toolName: 'year_of', output: { year: 1981 } })
  const [first, second] = model.doGenerateCalls
  expect(first!.tools![0]).toMatchObject({
    name: 'year_of',
    description: 'The year of a film.',
    inputSchema: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
  })
  expect(JSON.stringify(second!.prompt.at(-1))).toContain('It is of 1981.')
})

it('aiTools() lets the model read what went wrong', async () => {
  const model = callsThenSays({ id: 'film-9' })
  const result = await generateText({ model, prompt: 'Which year?', tools: aiTools(set), stopWhen: isStepCount(3) })
  expect(result.text).toBe('Done.')
  expect(JSON.stringify(model.doGenerateCalls[1]!.prompt.at(-1))).toContain('Search first.')
})

it('aiTool() is what tool() of the AI SDK takes, and stops with its signal', async () => {
  const made = tool(aiTool(hanging))
  const stop = new AbortController()
  const running = made.execute(
    { id: 'film-1', unit: 'year' },
    { abortSignal: stop.signal, toolCallId: 'c', messages: [], context: {} },
  )
  stop.abort(new Error('enough'))
  await expect(running).rejects.toThrow('enough')
})

/** A client joined to a server of the MCP SDK that serves the set. */
async function joined(timeout?: number): Promise<Client> {
  const server = new McpServer({ name: 'films', version: '1.0.0' })
  registerMcpTools(server, set, timeout)
  const client = new Client({ name: 'test', version: '1.0.0' })
  const [here, there] = InMemoryTransport.createLinkedPair()
  await Promise.all([server.connect(there), client.connect(here)])
  return client
}

it('registerMcpTools() serves the same list and the same results as mcpTools() gives', async () => {
  const client = await joined()
  const { tools } = await client.listTools()
  expect(tools).toMatchObject(mcpTools(set).list())
  expect(tools[0]!.inputSchema).toMatchObject({ type: 'object', required: ['id'] })
  expect(tools[0]!.outputSchema).toMatchObject({ type: 'object', properties: { year: { type: 'number' } } })
  const called = await client.callTool({ name: 'year_of', arguments: { id: 'film-1' } })
  expect(called).toMatchObject({
    content: [{ type: 'text', text: 'It is of 1981.' }],
    structuredContent: { year: 1981 },
  })
  expect(called).toMatchObject(await mcpTools(set).call('year_of', { id: 'film-1' }))
  await client.close()
})

it('registerMcpTools() gives trouble as words with isError, in the sentences of the tool', async () => {
  const client = await joined(1)
  const words = async (name: string, input: Record<string, unknown>) => {
    const { isError, content } = await client.callTool({ name, arguments: input })
    expect(isError).toBe(true)
    return (content as { text: string }[])[0]!.text
  }
  expect(await words('year_of', { id: 'film-9' })).toBe('No film has the id "film-9". Search first.')
  expect(await words('year_of', {})).toMatch(/^year_of does not take this input/)
  expect(await words('hang', { id: 'x' })).toBe('hang gave no answer within 1 ms.')
  await client.close()
})

it('mcpTools() answers a call of no tool with the nearest name', async () => {
  expect(await mcpTools(set).call('year_off', {})).toEqual({
    content: [{ type: 'text', text: 'There is no tool "year_off". Did you mean year_of?' }],
    isError: true,
  })
})
